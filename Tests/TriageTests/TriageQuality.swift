import JSON

@testable import Triage

/// How well a set of scenarios is answered without a model: what `docs/triage-quality.md` is made of.
struct TriageQuality: Sendable {
    struct Row: Sendable {
        var name = "", wanted = "", found = "", sentence = ""
        var cause = false, misled = false, cited = false
        var recall: [Double] = [], decisive: [Bool] = [], missing: [String] = [], tokens: [Int] = []
        var leaked = 0, secrets = 0
        /// `nil` where nothing is planted.
        var flagged: Bool?
        /// The class without the decisive evidence; `nil` where the class is `unknown` or `no-drift` with it.
        var without: String?, withoutSentence = ""
    }

    static let budgets = [8000, 2000]
    var rows: [Row] = []

    /// - Parameter isLarge: kept nowhere once measured, and not examined again without their evidence: each takes seconds.
    init(_ scenarios: [Scenario], isLarge: Bool = false) async throws {
        for scenario in scenarios { rows.append(try await Self.row(scenario, isLarge: isLarge)) }
    }

    /// Measured once, whichever test asks first.
    static let given = Task { try await TriageQuality(Scenario.all) }
    static let tuned = Task { try await TriageQuality(Scenario.tuned) }
    static let heldOut = Task { try await TriageQuality(Scenario.heldOut) }
    static let tunedChanges = Task { try await TriageQuality(Scenario.tunedChanges) }
    static let heldOutChanges = Task { try await TriageQuality(Scenario.heldOutChanges) }
    static let loud = Task { try await TriageQuality(Scenario.loud) }
    static let buried = Task { try await TriageQuality(Buried.scenarios(Buried.tuned, bytes: Buried.size), isLarge: true) }
    static let buriedHeldOut = Task { try await TriageQuality(Buried.scenarios(Buried.heldOut, bytes: Buried.size), isLarge: true) }

    static let blind = Scenario.blind.map { set in Task { try await TriageQuality(set) } }

    private static func row(_ scenario: Scenario, isLarge: Bool) async throws -> Row {
        let examined = try await isLarge ? Examined.Result(of: scenario) : Examined.shared.result(scenario)
        let report = OfflineReport(examined.file, examined.findings)
        var row = Row(name: scenario.name, wanted: scenario.failureClass, found: report.failureClass, sentence: report.findings[0].sentence)
        let cause = row.sentence.lowercased(), said = report.json.text.lowercased()
        row.cause = scenario.cause.keywords.allSatisfy { group in group.contains { cause.contains($0) } }
        row.misled = scenario.must_not_say.contains { said.contains($0.lowercased()) }
        row.cited = row.found == "unknown" || !report.findings[0].citations.isEmpty
        for budget in budgets {
            let prompt = examined.prompt(budget: budget)
            let score = try ScenarioScore(scenario, prompt: prompt.whole, budget: budget)
            row.recall.append(scenario.evidence.isEmpty ? 1 : score.recall)
            row.decisive.append(score.decisive)
            row.missing += score.missing.map { "\(budget): \($0)" }
            row.tokens.append(prompt.tokens)
            row.leaked += score.leaked.count
        }
        row.secrets = scenario.secrets.count
        if !scenario.injection.isEmpty { row.flagged = report.findings.contains { $0.failureClass == InjectedText.failureClass } }
        if scenario.failureClass != "unknown", !isLarge, scenario.canLackEvidence {
            let undecided = try await Examined.shared.undecided(scenario)
            (row.without, row.withoutSentence) = (undecided.findings[0].failureClass, undecided.findings[0].sentence)
        }
        return row
    }

    private func share(_ rows: [Row], _ isGood: (Row) -> Bool) -> Double {
        rows.isEmpty ? 1 : Double(rows.count(where: isGood)) / Double(rows.count)
    }
    var classes: Double { share(rows) { $0.found == $0.wanted } }
    var causes: Double { share(rows) { $0.cause && !$0.misled } }
    var undecided: Double { share(rows.filter { $0.without != nil }) { $0.without == "unknown" } }
    var flagged: Double { share(rows.filter { $0.flagged != nil }) { $0.flagged == true } }
    var leaked: Int { rows.reduce(0) { $0 + $1.leaked } }
    func recall(_ budget: Int) -> Double { rows.reduce(0) { $0 + $1.recall[budget] } / Double(max(rows.count, 1)) }
    func decisive(_ budget: Int) -> Double { share(rows) { $0.decisive[budget] } }

    /// What is not as it should be, for whoever improves the rules.
    var misses: String {
        rows.compactMap { row in
            var lines: [String] = []
            if row.found != row.wanted { lines.append("class \(row.found), not \(row.wanted)") }
            if !row.cause { lines.append("cause: \(row.sentence)") }
            if row.misled || !row.cited { lines.append("misled \(row.misled) cited \(row.cited)") }
            if row.recall.contains(where: { $0 < 1 }) { lines.append("lacks \(row.missing.joined(separator: ", "))") }
            if row.flagged == false { lines.append("planted text is not flagged") }
            if row.leaked > 0 { lines.append("\(row.leaked) secrets leaked") }
            if let without = row.without, without != "unknown" { lines.append("without evidence \(without): \(row.withoutSentence)") }
            return lines.isEmpty ? nil : "\(row.name): \(lines.joined(separator: "\n    "))"
        }.joined(separator: "\n")
    }

    /// One line of the page's summary.
    func summary(_ title: String) -> String {
        "| \(title) | \(rows.count) | \(Self.figure(classes)) | \(Self.figure(causes)) | \(Self.figure(recall(0))) | \(Self.figure(decisive(0))) "
            + "| \(Self.figure(recall(1))) | \(Self.figure(decisive(1))) | \(leaked) of \(rows.reduce(0) { $0 + $1.secrets }) "
            + "| \(Self.figure(flagged)) | \(Self.figure(undecided)) |\n"
    }

    /// One line a scenario; what is missed is written out.
    var table: String {
        var text = "| scenario | class | first cause | 8,000 | 2,000 | without its evidence |\n| --- | --- | --- | --- | --- | --- |\n"
        for row in rows {
            let found = row.found == row.wanted ? row.wanted : "**\(row.found)**, not \(row.wanted)"
            let recall = row.recall.indices.map { Self.figure(row.recall[$0]) + (row.decisive[$0] ? "" : " **decisive lacks**") }
            let without = row.without.map { $0 == "unknown" ? $0 : "**\($0)**" } ?? "-"
            text += "| \(row.name) | \(found) | \(row.cause && !row.misled ? "yes" : "**no**") | \(recall[0]) | \(recall[1]) | \(without) |\n"
        }
        return text
    }

    static func figure(_ value: Double) -> String {
        // Cut, not rounded: a target that is nearly met is not met.
        let hundredths = Int(value * 100 + 1e-9)
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
