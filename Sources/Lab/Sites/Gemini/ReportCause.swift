/// A cause that a report names, and the places that speak for it.
struct ReportCause {
    var sentence: String
    /// As they will stand in the report: `[1][2:4208]`.
    var citations: String
    /// A line to show, where there is one.
    var quote: Place?
    /// What to say about its impact and what to do.
    var sign: ReportSign?
    var weight: Int

    /// A line of the evidence.
    struct Place {
        var item: Int
        var line: Int?
        var text: String

        var citation: String { line.map { "[\(item):\($0)]" } ?? "[\(item)]" }
    }

    /// The causes that a prompt speaks for, likeliest first: what rules found before, then what signs tell.
    static func ranked(in prompt: String) -> [ReportCause] {
        let evidence = NumberedEvidence(prompt)
        let findings = prompt.split(whereSeparator: \.isNewline).compactMap { finding($0, evidence) }
        let signs = ReportSign.all.compactMap { sign -> ReportCause? in
            let places = sign.places(in: evidence)
            guard let first = places.first else { return nil }
            return ReportCause(
                sentence: sign.cause, citations: places.prefix(4).map(\.citation).joined(), quote: first, sign: sign,
                weight: sign.weight * 10 + min(places.count, 9))
        }
        var causes = findings
        // The sort of the standard library is stable in fact, not by contract: equal weights keep the order of the list.
        for cause in signs.enumerated().sorted(by: { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }).map(
            \.element)
        {
            let isKnown = causes.contains { known in
                known.sign?.classes.contains { cause.sign?.classes.contains($0) == true } == true
            }
            if !isKnown { causes.append(cause) }
        }
        return Array(causes.prefix(3))
    }

    /// Reads `- oom-killed, critical: The container was killed… [1][2:4208]`.
    private static func finding(_ line: Substring, _ evidence: NumberedEvidence) -> ReportCause? {
        guard line.hasPrefix("- "), let comma = line.firstIndex(of: ","), let colon = line.firstIndex(of: ":"), comma < colon,
            let bracket = line.lastIndex(where: { $0 == " " }), colon < bracket, line[bracket...].hasPrefix(" [")
        else { return nil }
        let name = String(line.dropFirst(2)[..<comma])
        guard !name.isEmpty, name.allSatisfy({ $0.isLowercase || $0 == "-" }) else { return nil }
        let sentence = line[line.index(after: colon)..<bracket].drop { $0 == " " }
        let sign = ReportSign.all.first { $0.classes.contains(name) }
        return ReportCause(
            sentence: String(sentence.last == "." ? sentence.dropLast() : sentence),
            citations: String(line[bracket...].dropFirst()),
            quote: sign?.places(in: evidence).first, sign: sign, weight: 1_000)
    }
}
