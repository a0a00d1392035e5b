// What makes the sentences of all rules read well, whatever they quote.

extension Finding {
    /// The same as a person would have written it: no place cited twice, and no sentence that ends twice because what it quotes ends by itself.
    var polished: Finding {
        var finding = self, seen: Set<Citation> = []
        finding.citations.removeAll { !seen.insert($0).inserted }
        finding.sentence = Self.ended(sentence)
        return finding
    }

    /// `… see above..` and `is it running?.` with one sign at the end, `risk.; container …` with one in the middle.
    private static func ended(_ sentence: String) -> String {
        var text = sentence.replacing(".; ", with: "; ")
        if text.hasSuffix("."), !text.hasSuffix("...."), let before = text.dropLast().last {
            if "?!".contains(before) || before == "." && !text.hasSuffix("...") { text.removeLast() }
        }
        return text
    }
}

extension LoggedError {
    /// Whether a file that is read has not all of its bytes, or others: no version of anything would help.
    var isTorn: Bool {
        block.has(
            "is corrupted or incomplete", "not within the file bounds", "incompletebuffer", "failed finding central directory",
            "unexpected end of file",
            "truncated file", "file is truncated", "checksum mismatch", "crc check failed")
    }
    static let tornAction = "Fetch the file again, and compare its size and checksum with those at its source."
    static let tornPrevention = "Check size and checksum of what was fetched before the container starts to serve from it."

    /// A sentence that was found in small letters, as the log has it. Where the error's text, cut in its middle, begins with it, only what
    /// that lacks; `nil` where it lacks nothing.
    func asLogged(_ detail: String, _ file: CaseFile) -> String? {
        let stem = detail.firstRange(of: "… (").map { String(detail[..<$0.lowerBound]) } ?? detail
        guard let cut = text.firstRange(of: " … ") else { return raised(stem, detail, file) }
        let head = text[..<cut.lowerBound].lowercased()
        guard let shared = head.firstRange(of: stem.lowercased().prefix(40)) else { return raised(stem, detail, file) }
        let told = head.distance(from: shared.lowerBound, to: head.endIndex)
        guard told < stem.count else { return nil }
        return "… " + raised(stem, stem, file).dropFirst(told) + (stem.count < detail.count ? " …" : "")
    }

    private func raised(_ stem: String, _ detail: String, _ file: CaseFile) -> String {
        guard let log = file.logs.first(where: { $0.exhibit == exhibit }) else { return detail }
        let raw = Words.line(lines.prefix(40).map { log.text.line($0) }.joined(separator: " "), 10_000), low = raw.lowercased()
        // Letters whose small form is longer would shift what is taken.
        guard low.count == raw.count, let found = low.firstRange(of: stem.lowercased()) else { return detail }
        let before = low.distance(from: low.startIndex, to: found.lowerBound)
        return String(raw.dropFirst(before).prefix(stem.count)) + String(detail.dropFirst(stem.count))
    }
}

extension Words {
    /// `1 critical, 2 high and 3 low`.
    static func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A line of a log without the time at its beginning, which no later run would print again: klog's head
    /// (`E0519 06:02:19.110509 1 loader.cc:63] `), one in brackets, words of digits.
    static func timeless(_ text: String) -> String {
        var rest = text[...]
        if let level = rest.first, "EWIF".contains(level), rest.dropFirst().prefix(4).allSatisfy(\.isNumber), rest.dropFirst(5).first == " ",
            let close = rest.prefix(120).firstRange(of: "] ")
        {
            return String(rest[close.upperBound...])
        }
        if rest.first == "[", rest.dropFirst().prefix(4).allSatisfy(\.isNumber), let close = rest.prefix(40).firstIndex(of: "]") {
            rest = rest[rest.index(after: close)...].drop { $0 == " " }
        }
        while let end = rest.firstIndex(of: " ") {
            let word = rest[..<end], value = word.hasPrefix("time=") ? word.dropFirst(5) : word
            let isTime =
                value.count { $0.isNumber } >= 4 && value.contains { ":-/".contains($0) }
                && value.allSatisfy { $0.isNumber || "-:/.,TZ+\"".contains($0) }
            guard isTime else { break }
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? text : String(rest)
    }
}
