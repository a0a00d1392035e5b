/// Messages whose place stands in the line below, `--> src/a.rs:1:2`: rustc, Clippy, Ruff in full, Biome; of Clippy with the lint's name.
struct RustDiagnostics: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard line.text.hasPrefix("--> "), line.at > log.range.lowerBound, let place = line.text.word(after: "--> "), place.contains(":") else {
            return nil
        }
        let head = line.at - 1, text = log.text(head)
        guard text.count > 6, !text.hasPrefix("|"), !text.hasPrefix("="), !text.hasPrefix("note") else { return nil }
        let isWarning = text.hasPrefix("warning")
        let below = log.below(line.at, 24).prefix { !$0.text.hasPrefix("error") && !$0.text.hasPrefix("warning") }
        let lint = below.first { $0.text.contains("clippy::") }
        let isStyle = log.kind == .quality || lint != nil
        // `error: could not compile` has no place, so none of these is the end's own word.
        let message = text.hasPrefix("error: ") ? String(text.dropFirst(7)) : text
        let name = lint.flatMap {
            $0.text.firstRange(of: "clippy::").map { range in
                "clippy::" + lint!.text[range.upperBound...].prefix { $0.isLetter || $0 == "-" || $0 == "_" }
            }
        }
        return Reported(
            kind: isStyle ? .quality : .source, place: place, message: Words.line(message, 220) + (name.map { " (\($0))" } ?? ""),
            lines: [head, line.at, lint?.at].compactMap { $0 }, weight: isWarning ? 0 : 3)
    }
}
