/// How a container's memory went before it died, by the readings in its log: `rss_mb=249`, `heap used: 1.9 GiB`.
struct MemoryTrend: Sendable {
    /// One reading: as written, in bytes where its unit is told, and its line.
    struct Reading: Sendable { var words: String, bytes: Double?, citation: Finding.Citation, stamp: String? }

    var first: Reading, last: Reading
    /// How many readings there are of the same name.
    var count: Int
    /// Lines that are looked at, from the end.
    private static let most = 400

    /// The readings of the last one's name in the log of the run that died; `nil` where there is none.
    init?(_ file: CaseFile, _ container: String) {
        guard let log = file.logs.first(where: { $0.role == .logPrevious && $0.part == container }) ?? file.log(.logPrevious) ?? file.log(.log)
        else { return nil }
        var readings: [(name: String, reading: Reading)] = []
        for line in log.lines(containing: ["rss", "heap", "memory", "mem_", "mem="], limit: Self.most, last: true) {
            if let found = Self.reading(in: log.text.line(line)) {
                let stamp = log.text.stamp(line).map(String.init)
                readings.append((found.name, Reading(words: found.words, bytes: found.bytes, citation: log.citation(line), stamp: stamp)))
            }
        }
        guard let last = readings.first else { return nil }
        let same = readings.filter { $0.name == last.name }
        (self.last, first, count) = (last.reading, same[same.count - 1].reading, same.count)
    }

    /// Seconds between the first and the last reading.
    var seconds: Int? {
        guard let start = first.stamp, let end = last.stamp else { return nil }
        return Words.seconds(from: start, to: end)
    }

    /// "its log's memory goes from heap_mb=301 to heap_mb=507 within 40 s", or the one reading.
    var words: String {
        guard count > 1 else { return "the last reading in its log is \(last.words)" }
        let within = seconds.map { $0 > 0 ? " within \(Words.span($0))" : "" } ?? ""
        if let low = first.bytes, let high = last.bytes, high <= low * 1.05 {
            return "the last of \(count) readings in its log is \(last.words), no more than the first (\(first.words))"
        }
        return "memory in its log rose from \(first.words) to \(last.words)\(within) (\(count)\(count < Self.most ? "" : " and more") readings)"
    }

    /// Share of a limit (`512Mi`) that the last reading reached.
    func share(of limit: String) -> Double? {
        guard let bytes = last.bytes, let most = Self.bytes(limit), most > 0 else { return nil }
        return bytes / most
    }

    /// The word of a line that gives a memory figure, its name and its size.
    private static func reading(in line: String) -> (name: String, words: String, bytes: Double?)? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "{" || $0 == "}" || $0 == ";" })
        for (index, word) in words.enumerated() {
            guard let mark = word.lastIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
            let name = word[..<mark].lowercased().filter { $0 != "\"" }
            // "memory limit: 512Mi" is none, nor is a name in a longer sentence.
            guard name.has("rss", "heap", "mem"), name.count <= 24, !name.has("limit", "max", "total", "free", "avail") else { continue }
            var value = word[word.index(after: mark)...].drop { $0 == "\"" }
            var text = String(word)
            if value.isEmpty, index + 1 < words.count {
                value = words[index + 1]
                text += " \(value)"
            }
            let digits = value.prefix { $0.isNumber || $0 == "." }
            guard let number = Double(digits) else { continue }
            var unit = String(value.dropFirst(digits.count).prefix { $0.isLetter })
            if unit.isEmpty, index + 1 < words.count, Self.unit(String(words[index + 1])) != nil {
                unit = String(words[index + 1])
                text += " \(unit)"
            }
            if unit.isEmpty {
                unit =
                    name.hasSuffix("_mb") || name.hasSuffix("_mib")
                    ? "Mi" : name.hasSuffix("_kb") ? "Ki" : name.hasSuffix("_gb") ? "Gi" : name.hasSuffix("bytes") ? "B" : ""
            }
            return (name, Words.line(text, 60), Self.unit(unit).map { number * $0 })
        }
        return nil
    }

    /// `512Mi`, `1.5Gi`, `800M`, `1073741824`.
    static func bytes(_ amount: String) -> Double? {
        let digits = amount.prefix { $0.isNumber || $0 == "." }, unit = amount.dropFirst(digits.count)
        guard let number = Double(digits) else { return nil }
        return unit.isEmpty ? number : Self.unit(String(unit)).map { number * $0 }
    }

    private static func unit(_ name: String) -> Double? {
        switch name.lowercased() {
        case "b", "bytes": 1
        case "k", "kb": 1_000
        case "ki", "kib": 1_024
        case "m", "mb": 1_000_000
        case "mi", "mib": 1_048_576
        case "g", "gb": 1_000_000_000
        case "gi", "gib": 1_073_741_824
        default: nil
        }
    }
}
