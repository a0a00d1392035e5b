import Host

/// Whether a cause names what was changed. That one came shortly after the other links nothing.
struct ChangeLink {
    private let cause: Finding
    private let file: CaseFile
    /// The sentence, and the sentence with the lines that it rests on; in lower case.
    private let sentence: String, text: String

    init(_ cause: Finding, _ file: CaseFile) {
        (self.cause, self.file) = (cause, file)
        sentence = cause.sentence.lowercased()
        var parts = [sentence]
        for place in cause.citations where place.line > 0 {
            guard let log = file.logs.first(where: { $0.exhibit == place.evidence }), place.line <= log.text.count else { continue }
            // A traceback is cited by its last line, and names its files above.
            let block = log.errors.first { $0.lines.contains(place.line - 1) }?.block
            parts.append(block ?? log.text.line(place.line - 1).lowercased())
        }
        text = parts.joined(separator: "\n")
    }

    // MARK: A revision

    /// Whether the cause names what differs between two revisions.
    func names(_ difference: Difference) -> Bool {
        guard let (container, name) = difference.setting else { return namesValue(difference) }
        guard namesContainer(container) || name == "image" && cause.failureClass == "image-pull" else { return false }
        switch cause.failureClass {
        case "image-pull": return name == "image" && sentence.contains(difference.after.lowercased())
        case "oom-killed": return name == "limit memory" && isLower(difference)
        case "unschedulable":
            return name.hasPrefix("request ") && sentence.contains("insufficient \(name.dropFirst(8))".lowercased())
        case "probe-failure":
            let kind = String(name.prefix { $0 != " " })
            return name.contains(" probe") && (sentence.contains("\(kind) probe"))
        case "crash-loop", "model-load-failed":
            // The program of that image, by its own words or by how it ended.
            let isOwn = isLogged || sentence.has("not executable", "command not found", "sigsegv", "sigabrt")
            return (name == "image" || name == "command") && isOwn || namesValue(difference)
        default: return name != "image" && namesValue(difference)
        }
    }

    /// Whether the cause rests on a line of a log.
    private var isLogged: Bool { cause.citations.contains { place in file.logs.contains { $0.exhibit == place.evidence } } }

    private func namesContainer(_ name: String) -> Bool { Self.has(sentence, "container \(name.lowercased())") }

    /// A lower limit, or one where there was none.
    private func isLower(_ difference: Difference) -> Bool {
        guard let after = MemoryTrend.bytes(difference.after) else { return false }
        return MemoryTrend.bytes(difference.before).map { after < $0 } ?? difference.before.isEmpty
    }

    /// Whether the cause names the variable, the reference or one of the values.
    private func namesValue(_ difference: Difference) -> Bool {
        var words = [difference.after, difference.before].flatMap(Self.telling)
        if let last = difference.place.split(separator: " ").last, difference.place.contains(" env ") || difference.place.hasPrefix("volume ") {
            words.append(String(last))
        }
        return words.contains { Self.has(text, $0.lowercased()) }
    }

    // MARK: A file

    /// Whether the cause names the file, or a setting or dependency that its changed lines set.
    func names(_ change: CommitFacts.FileChange) -> Bool {
        let path = change.path.lowercased()
        // A file of the same name in a folder is another one, unless the folder is the checkout itself.
        let text = path.contains("/") ? text : text.replacing("/" + path, with: " ")
        if path.count >= 4, Self.has(text, path) { return true }
        let lines = change.patch.split(separator: "\n").filter { $0.hasPrefix("+") || $0.hasPrefix("-") }
        return lines.prefix(400).contains { line in Self.dependency(line.dropFirst()).map { Self.has(text, $0.lowercased()) } ?? false }
    }

    /// The name before a version: `numpy==2.1`, `"lodash": "^4.17"`, `serde = "1.0"`; `nil` for other lines.
    private static func dependency(_ line: Substring) -> String? {
        let bare = line.filter { $0 != "\"" && $0 != "'" }.drop { $0 == " " || $0 == "\t" || $0 == "-" }
        let name = bare.prefix { $0.isLetter || $0.isNumber || "-_./@".contains($0) }
        let signs = bare.dropFirst(name.count).prefix { " =:~^<>!v".contains($0) }
        let version = bare.dropFirst(name.count + signs.count).prefix { $0.isNumber || $0 == "." }
        let isVersion = version.first?.isNumber == true && version.contains(".")
        // Such words stand in every file and in every error.
        let isPlain = ["version", "image", "name", "tag", "release", "from", "require", "go"].contains(name.lowercased())
        return !signs.isEmpty && isVersion && name.count >= 3 && !isPlain ? String(name) : nil
    }

    // MARK: What stood there before

    /// The error that the cause rests on, in a line from before the change; `nil` where no log has it.
    func earlier(than change: Change) -> Finding.Point? {
        guard let at = change.at else { return nil }
        // The change made the pod: no line of it is from before.
        let isYounger = file.pod.flatMap { Timestamp(rfc3339: $0.created) }.map { $0 >= at } ?? false
        for place in cause.citations where place.line > 0 {
            guard let own = file.logs.first(where: { $0.exhibit == place.evidence }), place.line <= own.text.count,
                own.text.gravity[place.line - 1] >= 50
            else { continue }
            let mask = own.text.masks[place.line - 1]
            for log in file.logs where log.role == .logSibling || !isYounger {
                guard let line = log.text.masks.firstIndex(of: mask),
                    let time = log.text.stamp(line).flatMap({ Timestamp(rfc3339: String($0)) }), time < at
                else { continue }
                return Finding.Point("the same error stood in \(log.name) before it, at \(time.rfc3339)", log.citation(line))
            }
        }
        return nil
    }

    // MARK: Words

    /// Words of a value that are like no other: four signs and more, a digit or a sign among them.
    private static func telling(_ value: String) -> [String] {
        value.split { $0.isWhitespace || "\"',;()[]{}".contains($0) }.map(String.init).filter { word in
            word.count >= 4 && word.contains { $0.isNumber || "-_./:".contains($0) } && word.contains(where: \.isLetter)
        }
    }

    /// Whether a name stands in a text, and is not a part of a longer one.
    static func has(_ text: String, _ name: String) -> Bool {
        guard !name.isEmpty else { return false }
        func isInner(_ sign: Character?) -> Bool { sign.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" } ?? false }
        var rest = text[...]
        while let range = rest.firstRange(of: name) {
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : nil
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : nil
            if !isInner(before), !isInner(after) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
