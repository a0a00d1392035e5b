/// Symbols and libraries that linkers and loaders lack: ld, gold, lld, Apple's ld, MSVC.
struct Linkers: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        guard
            text.contains("undefined") || text.contains("find") || text.contains("symbol") || text.contains("definition of")
                || text.contains("library") || text.hasPrefix("Undefined")
        else {
            return nil
        }
        for mark in [
            "undefined reference to ", "undefined symbol: ", "unresolved external symbol ", "multiple definition of ", "cannot find -l",
            "library not found for -l",
            "duplicate symbol", "unable to find library -l", "library '", "undefined symbol ",
        ] {
            guard let found = text.firstRange(of: mark) else { continue }
            if mark == "library '", !text.contains("not found") { return nil }
            // At run time it is the program that fails, not the build.
            if text.contains("symbol lookup error") || log.kind == .tests && mark == "undefined symbol " { return nil }
            let symbol = text[found.upperBound...].drop { "`'\"‘".contains($0) }.prefix { !"`'\"’(".contains($0) }
            let above = log.above(line.at, 1).first { $0.text.contains("in function") || $0.text.contains("ld:") }
            return Reported(
                kind: .source, name: Words.line(String(symbol), 160), message: Words.line(text, 260),
                lines: [line.at] + [above?.at].compactMap { $0 }, weight: 3)
        }
        if text.hasPrefix("Undefined symbols for architecture"), let symbol = log.below(line.at, 1).first {
            return Reported(
                kind: .source, name: Words.line(symbol.text, 160), message: "\(text) \(Words.line(symbol.text, 200))", lines: [line.at, symbol.at],
                weight: 3)
        }
        return nil
    }
}
