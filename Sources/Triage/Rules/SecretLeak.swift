/// Secrets that a scanner found in the repository.
struct SecretLeak: Rule {
    let classes = ["secrets"]
    let evidence = "the scanner's findings in the failed step"
    let summary =
        "Gitleaks, TruffleHog, detect-secrets, ggshield, git-secrets, push protection: how many leaks, of which rule, in which file and line; never the secret"
    let decider = "rule, file and line of the finding"

    func conclusions(_ file: CaseFile) -> [Conclusion] {
        guard let failure = file.jobFailure else { return [] }
        let found = failure.reports(.secrets).filter { !$0.name.hasPrefix("hook ") }
        let total = failure.kind == .secrets ? failure.lines("leaks found", "\"verified_secrets\"", limit: 1).first : nil
        let hook = failure.reports(.secrets).first { $0.name.hasPrefix("hook ") }
        guard let first = found.first ?? total.map({ Reported(kind: .secrets, lines: [$0]) }) ?? hook else { return [] }
        // Where one is known to be valid, those that are not are not why the scan failed.
        let leaks = found.filter { $0.weight == first.weight }
        let place = first.place.isEmpty ? "" : " in \(first.place)", rule = first.name.isEmpty ? "" : " (\(first.name))"
        let told = total.flatMap { failure.text($0).word(after: "leaks found:") ?? failure.text($0).word(after: "\"verified_secrets\":") }
        let count = told.flatMap { Int($0) == 0 ? nil : $0 } ?? "\(max(leaks.count, 1))"
        let scanner = scanner(failure)
        return [
            Conclusion(
                certainty: failure.kind == .secrets || first.weight > 2 ? 91 : 72,
                finding: Finding(
                    failureClass: "secrets", severity: "critical",
                    sentence:
                        "\(scanner) found \(count) leaked secret\(count == "1" ? "" : "s")\(place)\(rule) and stopped the pipeline.",
                    citations: (first.lines + [total].compactMap { $0 }).map(failure.log.citation),
                    against: doubts(file, failure, first.place), impact: file.blocked(failure),
                    action: "Revoke the secret first; then take it out of the history. Deleting the line is not enough.",
                    verify:
                        "The old secret is refused where it was valid; then: \(file.passes(failure, without: total.map { Self.count(in: failure.text($0)) }).lowercasedFirst)",
                    prevention:
                        "Run the same scan as a pre-commit hook, so that the next secret\(rule) does not reach the repository."
                ))
        ]
    }

    /// What of the scanner's last line counts: the rest of it stands in the log of a scan that passes, too.
    private static func count(in line: String) -> String {
        // Of the two counts of TruffleHog the one that is not nought.
        let counts = ["verified_secrets", "unverified_secrets"].compactMap { name in
            line.firstRange(of: "\"\(name)\"").map { name + line[$0.upperBound...].prefix { $0 != "," && $0 != "}" } }
        }
        return counts.first { $0.last != "0" } ?? counts.first ?? line
    }

    /// The scanner's name, where the step tells it.
    private func scanner(_ failure: JobFailure) -> String {
        let step = "\(failure.step?.name ?? "") \(failure.command) \(failure.job?.name ?? "") \(failure.reports.map(\.name).joined(separator: " "))"
            .lowercased()
        let known = ["Gitleaks", "TruffleHog", "detect-secrets", "ggshield", "git-secrets", "Talisman"]
        return known.first { step.contains($0.lowercased()) }.map { "The secret scan (\($0))" } ?? "The secret scan"
    }

    /// A file of tests or examples: such secrets are often made up.
    private func doubts(_ file: CaseFile, _ failure: JobFailure, _ path: String) -> [Finding.Point] {
        guard path.lowercased().has("test", "example", "sample", "fixture", "mock", "docs/") else { return file.doubts(failure, nil) }
        return file.doubts(failure, nil) + [
            Finding.Point("\(Words.line(path, 100)) looks like a test or an example: the secret may never have been valid")
        ]
    }
}
