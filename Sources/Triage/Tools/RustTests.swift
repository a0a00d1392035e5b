/// cargo test and nextest: the test, and what it panicked with.
struct RustTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("test "), text.hasSuffix("... FAILED"), let name = text.word(after: "test ") {
            return Reported(kind: .tests, name: name, lines: [line.at])
        }
        if text.hasPrefix("---- "), text.hasSuffix(" stdout ----"), let name = text.word(after: "---- ") {
            return panic(name, line, log.below(line.at, 12))
        }
        // nextest: `FAIL [   0.012s] crate module::test`
        if text.hasPrefix("FAIL ["), let close = text.firstIndex(of: "]") {
            let words = text[text.index(after: close)...].split(separator: " ")
            guard words.count >= 2, words.last?.contains("::") == true || words.count < 4 else { return nil }
            return Reported(kind: .tests, name: String(words.last ?? ""), lines: [line.at])
        }
        if text.hasPrefix("thread '"), text.contains("' panicked at "), log.kind == .tests, let name = text.word(after: "thread "), name != "main" {
            return panic(name, line, [line] + log.below(line.at, 6))
        }
        return nil
    }

    private func panic(_ name: String, _ line: ToolLog.Line, _ below: [ToolLog.Line]) -> Reported {
        var said: [String] = [], lines = [line.at], place = ""
        for (index, each) in below.enumerated() {
            if index > 0, each.text.hasPrefix("---- ") || each.text == "failures:" { break }
            if let mark = each.text.firstRange(of: " panicked at ") {
                let rest = String(each.text[mark.upperBound...])
                // Before Rust 1.73: panicked at 'message', src/a.rs:1:2
                if rest.hasPrefix("'") {
                    said.append(rest)
                    place = rest.split(separator: " ").last.map(String.init) ?? ""
                } else {
                    place = rest.hasSuffix(":") ? String(rest.dropLast()) : rest
                }
                lines.append(each.at)
            } else if !place.isEmpty, said.count < 3, !each.text.hasPrefix("note:"), !each.text.hasPrefix("stack backtrace") {
                said.append(each.text)
                lines.append(each.at)
            }
        }
        return Reported(
            kind: .tests, name: name, place: place, message: Words.line(said.joined(separator: ", "), 260), lines: lines, weight: said.isEmpty ? 2 : 3
        )
    }
}
