/// Tests of images, charts, policies, rules and machines: OPA, promtool, Terraform, Kyverno, Goss, container-structure-test, helm-unittest,
/// Molecule.
struct EnvironmentTests: ToolFormat {
    func read(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let text = line.text
        if text.hasPrefix("data."), let mark = text.firstRange(of: ": FAIL") ?? text.firstRange(of: ": ERROR") {
            let said = log.below(line.at, 8).first { $0.text.contains(".rego:") && $0.text.contains("|") }
            let parts = said?.text.split(separator: "|", maxSplits: 1) ?? []
            return .test(
                text[..<mark.lowerBound], place: parts.first.map { "\($0)".trimmingSuffix(" ") } ?? "",
                message: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "", lines: [line.at] + [said?.at].compactMap { $0 })
        }
        if text == "FAILED:" { return promtool(line, log) }
        if text.hasPrefix("│ Error: Test assertion failed") { return terraform(line, log) }
        if text.hasPrefix("│"), text.contains("│ Fail ") { return kyverno(line) }
        // Goss: `Port: tcp:8080: ip: doesn't match, expect: [["0.0.0.0"]] found: [["127.0.0.1"]]`
        let goss = text == "Failures/Skipped:" ? log.below(line.at, 8).first { $0.text.contains(": doesn't match, expect: ") } : line
        if let goss, let mark = goss.text.firstRange(of: ": doesn't match, expect: ") {
            return .test(goss.text[..<mark.lowerBound], message: String(goss.text[mark.lowerBound...].dropFirst(2)), lines: [goss.at])
        }
        if text == "--- FAIL", let run = log.above(line.at, 12).first(where: { $0.text.hasPrefix("=== RUN: ") }) {
            let said = log.below(line.at, 8).prefix { !$0.text.hasPrefix("===") }.filter { $0.text.hasPrefix("Error: ") }.prefix(2)
            return .test(
                run.text.dropFirst(9), message: said.map { String($0.text.dropFirst(7)) }.joined(separator: ", "),
                lines: [line.at, run.at] + said.map(\.at))
        }
        if text.hasPrefix("- asserts["), text.hasSuffix(" fail") { return chart(line, log) }
        if text.contains("Idempotence test failed because of the following tasks") {
            let tasks = log.below(line.at, 4).prefix { $0.text.hasPrefix("*") }
            return .test(
                "idempotence",
                message:
                    "on a second run these tasks change something again: \(tasks.map { $0.text.drop { "*=> ".contains($0) } }.joined(separator: "; "))",
                lines: [line.at] + tasks.map(\.at))
        }
        return nil
    }

    /// The alert or expression, what was expected and what came.
    private func promtool(_ line: ToolLog.Line, _ log: ToolLog) -> Reported? {
        let below = log.below(line.at, 14).prefix { $0.text != "FAILED:" && !$0.text.hasPrefix("Unit Testing:") }
        guard let head = below.first, head.text.hasPrefix("alertname:") || head.text.hasPrefix("expr:") || head.text.hasPrefix("name:") else {
            return nil
        }
        let file = log.above(line.at, 40).first { $0.text.hasPrefix("Unit Testing:") }
        let said = below.dropFirst().map(\.text).joined(separator: " ")
        return .test(
            head.text.trimmingSuffix(","), place: file.map { String($0.text.dropFirst(13).drop { $0 == " " }) } ?? "", message: said,
            lines: [line.at, head.at] + below.dropFirst().prefix(2).map(\.at))
    }

    /// Terraform's and OpenTofu's box: the run, its place, what it saw and what it says of that.
    private func terraform(_ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let box = log.below(line.at, 14).prefix { $0.text.hasPrefix("│") }
        let place = box.first { $0.text.contains(" on ") && $0.text.contains(" line ") }
        let saw = box.first { $0.text.contains("│ │ ") || $0.text.dropFirst().drop { $0 == " " }.hasPrefix("│") }
        let said = box.last { $0.text.contains(where: \.isLetter) && $0.at != place?.at && $0.at != saw?.at }
        func bare(_ line: ToolLog.Line?) -> String { line.map { String($0.text.drop { "│ ".contains($0) }) } ?? "" }
        let run = place?.text.split(separator: "\"").dropFirst().first
        let words = bare(place).replacing("on ", with: "").replacing(" line ", with: ":").prefix { $0 != "," }
        return .test(
            run.map { "run \"\($0)\"" } ?? "assertion", place: String(words),
            message: [bare(said), bare(saw)].filter { !$0.isEmpty }.joined(separator: "; "),
            lines: [line.at] + [place?.at, said?.at, saw?.at].compactMap { $0 })
    }

    /// `│ 2 │ policy │ rule │ resource │ Fail │ Want fail, got pass │`
    private func kyverno(_ line: ToolLog.Line) -> Reported? {
        let cells = line.text.split(separator: "│").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
        guard let fail = cells.firstIndex(of: "Fail"), fail > 2 else { return nil }
        return .test(cells[1..<fail].joined(separator: " / "), message: cells.dropFirst(fail + 1).joined(separator: ", "), lines: [line.at])
    }

    /// A chart's test: the path in the rendered manifest, and both values.
    private func chart(_ line: ToolLog.Line, _ log: ToolLog) -> Reported {
        let above = log.above(line.at, 40)
        let name = above.first { $0.text.hasPrefix("- ") && !$0.text.hasPrefix("- asserts[") }
        let file = above.first { $0.text.hasPrefix("FAIL ") }.flatMap { $0.text.split { $0 == "\t" || $0 == " " }.last }
        let below = log.below(line.at, 12).prefix { !$0.text.hasPrefix("- ") && $0.text != "Diff:" && !$0.text.hasPrefix("Charts:") }
        let said = below.drop { !$0.text.hasPrefix("Path:") && !$0.text.hasPrefix("Expected") && !$0.text.hasPrefix("Error") }
        let words = said.map { $0.text.replacing("\t", with: " ") }.joined(separator: " ")
        return .test(
            name.map { String($0.text.dropFirst(2)) } ?? line.text, place: file.map(String.init) ?? "", message: words.isEmpty ? line.text : words,
            lines: [line.at] + [name?.at].compactMap { $0 } + said.prefix(3).map(\.at))
    }
}
