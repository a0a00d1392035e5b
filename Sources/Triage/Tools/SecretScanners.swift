/// Leaks by rule, file and line, never by value: Gitleaks, TruffleHog, detect-secrets, ggshield, git-secrets, Trivy, GitHub's push protection.
struct SecretScanners: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        func field(_ name: String, _ near: [ToolLog.Line]) -> (value: String, at: Int)? {
            near.lazy.compactMap { each in
                each.text.hasPrefix(name) ? (String(each.text.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }), each.at) : nil
            }.first
        }
        if text.hasPrefix("RuleID:") || text.hasPrefix("Detector Type:") || text.hasPrefix("Secret Type:") {
            let rule = text.drop { $0 != ":" }.dropFirst().drop { $0 == " " || $0 == "\t" }
            let below = log.below(line.at, 14).prefix {
                !$0.text.hasPrefix("RuleID:") && !$0.text.hasPrefix("Detector Type:") && !$0.text.hasPrefix("Secret Type:")
            }
            let near = Array(below) + (text.hasPrefix("RuleID:") ? [] : [])
            let file = field("File:", near) ?? field("Location:", near) ?? field("Filename:", near),
                number = field("Line:", near) ?? field("Line number:", near)
            let above = log.above(line.at, 2).first { $0.text.lowercased().contains("verified result") }
            let isVerified = above.map { !$0.text.lowercased().contains("unverified") }
            let place = (file?.value ?? "") + (number.map { ":\($0.value)" } ?? "")
            return Reported(
                kind: .secrets, name: Words.line(String(rule), 80) + (isVerified == true ? ", verified" : isVerified == false ? ", unverified" : ""),
                place: Words.line(place, 160), lines: [line.at] + [file?.at, number?.at, above?.at].compactMap { $0 },
                weight: isVerified == false ? 1 : 3)
        }
        // TruffleHog with --json
        if text.hasPrefix("{"), text.contains("\"DetectorName\""), let rule = text.word(after: "\"DetectorName\":\"") {
            let file = text.word(after: "\"file\":\"") ?? "",
                number = text.firstRange(of: "\"line\":").map { text[$0.upperBound...].prefix { $0.isNumber } } ?? ""
            let isVerified = text.contains("\"Verified\":true")
            return Reported(
                kind: .secrets, name: rule + (isVerified ? ", verified" : ", unverified"), place: "\(file)\(number.isEmpty ? "" : ":\(number)")",
                lines: [line.at],
                weight: isVerified ? 3 : 1)
        }
        // ggshield: `>> Secret detected: AWS Keys`, its file above.
        if text.contains("Secret detected: "), let rule = text.firstRange(of: "Secret detected: ").map({ text[$0.upperBound...] }) {
            let file = log.above(line.at, 8).first {
                $0.text.has("incident", "secret detected", "secrets detected") && $0.text.contains(":") && !$0.text.contains("Secret detected: ")
            }
            return Reported(
                kind: .secrets, name: Words.line(String(rule), 80),
                place: file.map { Self.path($0.text) } ?? "",
                lines: [line.at] + [file?.at].compactMap { $0 }, weight: 3)
        }
        // Talisman's table: `| keys/signing.pem | The file name "signing.pem" … | high |`
        if text.hasPrefix("Talisman Report"),
            let row = log.below(line.at, 6).first(where: { $0.text.hasPrefix("|") && !$0.text.contains(" ERRORS ") })
        {
            let cells = row.text.split(separator: "|").map { Words.line(String($0), 120) }
            return Reported(
                kind: .secrets, name: cells.count > 1 ? cells[1] : "", place: cells.first ?? "", lines: [line.at, row.at], weight: 3)
        }
        if text.contains("Matched one or more prohibited patterns") {
            let hit = log.above(line.at, 6).last { SourcePlace($0.text) != nil }
            return Reported(
                kind: .secrets, name: "prohibited pattern", place: hit.flatMap { SourcePlace($0.text)?.words } ?? "",
                lines: [line.at] + [hit?.at].compactMap { $0 },
                weight: hit == nil ? 2 : 3)
        }
        // Trivy: `CRITICAL: AWS (aws-access-key-id)` below `config.py (secrets)`.
        if text.hasSuffix(")"), ["CRITICAL: ", "HIGH: ", "MEDIUM: ", "LOW: "].contains(where: { text.hasPrefix($0) }),
            let file = log.above(line.at, 14).first(where: { $0.text.hasSuffix("(secrets)") })
        {
            let place = SourcePlace.first(in: log.below(line.at, 8))
            return Reported(
                kind: .secrets, name: Words.line(text.drop { $0 != " " }.dropFirst().description, 80),
                place: place?.place ?? String(file.text.dropLast(10)),
                lines: [line.at, file.at] + [place?.line].compactMap { $0 }, weight: 3)
        }
        if text.contains("Push cannot contain secrets") || text.contains("GH013") && text.contains("secret") {
            let path = log.below(line.at, 24).first { $0.text.contains("path: ") }
            return Reported(
                kind: .secrets, name: "push protection", place: path?.text.word(after: "path: ") ?? "", message: Words.line(text, 160),
                lines: [line.at] + [path?.at].compactMap { $0 }, weight: 3)
        }
        return nil
    }

    /// ggshield's heading of a file: `> commit://2b2f9c1/deploy/.env: 1 secret detected`, `> deploy/.env: 1 incident`.
    private static func path(_ text: String) -> String {
        let bare = text.drop { "> ".contains($0) }
        guard let scheme = bare.firstRange(of: "://") else { return bare.prefix { $0 != ":" }.description }
        return bare[scheme.upperBound...].drop { $0 != "/" }.dropFirst().prefix { $0 != ":" }.description
    }
}
