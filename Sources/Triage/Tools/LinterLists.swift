/// Linters that name the file once and its places below, or list files only.
struct LinterLists: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        guard log.kind == .quality || log.kind == .other || log.kind == .source || log.kind == .tests else { return nil }
        let text = line.text
        if let column = column(line, log) { return column }
        if text.contains("QUALITY GATE STATUS: FAILED") || text.contains("Quality gate failed") {
            return style("", Words.line(LoggedError.bare(text), 200), line)
        }
        if text.hasPrefix("would reformat ") || text.hasPrefix("Would reformat: ") || text.hasPrefix("Diff in ") {
            return style(text.split(separator: " ").last.map(String.init) ?? text, Words.line(text, 160), line)
        }
        // `In deploy.sh line 12:` with the message two lines below.
        if text.hasPrefix("In "), let file = text.word(after: "In "), let number = text.word(after: " line ") {
            let said = log.below(line.at, 4).first { $0.text.contains("SC") && $0.text.contains("^") }
            guard let said else { return nil }
            let isWarning = said.text.contains("(info)") || said.text.contains("(style)")
            return Reported(
                kind: .quality, place: "\(file):\(number.trimmingSuffix(":"))", message: Words.line(String(said.text.drop { !$0.isLetter }), 200),
                lines: [line.at, said.at],
                weight: isWarning ? 1 : 3)
        }
        guard log.kind == .quality else { return nil }
        if text.hasPrefix("ERROR: "), text.contains("Imports are incorrectly sorted") { return style(text.word(after: "ERROR: ") ?? "", text, line) }
        if text.hasPrefix("[warn] "), SourcePlace.isFile(text.dropFirst(7)), !text.dropFirst(7).contains(" ") {
            return style(String(text.dropFirst(7)), "\(text.dropFirst(7)) is not formatted", line)
        }
        if text.hasPrefix("--- a/") || text.hasPrefix("--- ") && text.contains(".orig") { return style(text, Words.line(text, 160), line) }
        if text.hasPrefix("✖ "), text.hasSuffix("]"), text.contains("[") { return style("", String(text.dropFirst(2)), line) }
        // Biome: `src/a.ts:1:2 lint/suspicious/noDoubleEquals  FIXABLE`
        if let place = SourcePlace(text),
            place.rest.contains("lint/") || place.rest.contains("format ━") || place.rest.hasPrefix("DL") || place.rest.hasPrefix("MD")
        {
            let said = log.below(line.at, 2).first { $0.text.hasPrefix("×") || $0.text.hasPrefix("✖") }
            return Reported(
                kind: .quality, place: place.words, message: Words.line(place.rest.prefix { $0 != "━" } + (said.map { ": \($0.text)" } ?? ""), 200),
                lines: [line.at] + [said?.at].compactMap { $0 }, weight: Self.weight(place.rest))
        }
        if text.contains("format violations"), let file = log.below(line.at, 1).first {
            return style(file.text, "\(file.text) is not formatted", line)
        }
        // `gofmt -l`, `terraform fmt -check`: names of files and nothing else.
        if log.isLast(line), !text.contains(where: \.isWhitespace), !text.contains(":"), SourcePlace.isFile(Substring(text)),
            log.below(line.at, 1).first?.text.first?.isNumber != true
        {
            var report = style(text, "\(text) is not formatted as the tool would write it", line)
            report.weight = 1
            return report
        }
        return row(line, log)
    }

    /// hadolint's `DL3002 warning: …`: 3 an error or without a word, 2 a warning, 1 what it only remarks.
    private static func weight(_ rest: String) -> Int {
        let words = rest.split(separator: " ", maxSplits: 2).prefix(2).map { $0.lowercased().trimmingSuffix(":") }
        if words.contains("info") || words.contains("style") || words.contains("ignore") { return 1 }
        return words.contains("warning") ? 2 : 3
    }

    /// `37:9  error  …  rule`, below the name of a file: ESLint, yamllint, stylelint.
    private func column(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let words = line.text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard words.count == 3, ["error", "warning", "✖", "×", "Error:", "Warning:"].contains(words[1]) else { return nil }
        let numbers = words[0].split(separator: ":")
        guard numbers.count == 2, numbers.allSatisfy({ Int($0) != nil }) else { return nil }
        // Next's lint writes `12:3  Error: …`.
        let file = path(above: line.at, log)
        let isWarning = words[1].lowercased().hasPrefix("warning")
        return Reported(
            kind: .quality, place: "\(file.map { "\($0.text):" } ?? "")\(words[0])", message: Words.line(String(words[2]), 200),
            lines: [line.at] + [file?.at].compactMap { $0 }, weight: isWarning ? 0 : 3)
    }

    /// Rows of a table below a file's name: phpstan's `  12     message`, phpcs' ` 12 | ERROR | message`.
    private func row(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let number = line.text.prefix { $0.isNumber }
        guard !number.isEmpty else { return nil }
        let rest = line.text.dropFirst(number.count)
        if rest.hasPrefix(" | ERROR |") || rest.hasPrefix(" | ERROR   |") {
            let file = log.above(line.at, 30).first { $0.text.hasPrefix("FILE: ") }
            return Reported(
                kind: .quality, place: "\(file.map { "\($0.text.dropFirst(6)):" } ?? "")\(number)",
                message: Words.line(String(rest.dropFirst(10)), 200),
                lines: [line.at] + [file?.at].compactMap { $0 }, weight: 3)
        }
        guard rest.hasPrefix("     "), let head = log.above(line.at, 30).first(where: { $0.text.hasPrefix("Line   ") }) else { return nil }
        // A long message goes on in the next rows, which have no number.
        let more = log.below(line.at, 3).prefix { each in
            log.indent(each.at) > 6 && each.text.first.map { $0.isLetter || $0 == "`" || $0 == "$" || $0 == "'" || $0 == "\"" } == true
        }
        return Reported(
            kind: .quality, place: "\(head.text.dropFirst(7).drop { $0 == " " }):\(number)",
            message: Words.line(([String(rest.drop { $0 == " " })] + more.map(\.text)).joined(separator: " "), 240),
            lines: [line.at, head.at] + more.map(\.at), weight: 3)
    }

    /// The nearest line above that is a path and nothing else.
    private func path(above line: Int, _ log: ToolLog) -> ToolLog.Line? {
        log.above(line, 120).first { each in
            each.text.count > 3 && !each.text.contains { $0.isWhitespace } && SourcePlace.isFile(Substring(each.text)) && !each.text.contains(":")
        }
    }

    private func style(_ file: String, _ message: String, _ line: ToolLog.Line) -> Reported {
        Reported(kind: .quality, place: file, message: message, lines: [line.at], weight: 2)
    }
}
