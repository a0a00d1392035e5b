import Testing

@testable import Triage

/// What the reduction promises, a clause a test.
@Suite struct ReductionTests {
    private func shown(_ incident: Incident, budget: Int) -> [String] {
        let file = CaseFile(incident.evidence)
        return Reduction.of(file, budget: budget).sections.flatMap(\.lines)
    }

    /// Lines that mean nothing, no two of them alike, all equally long.
    private static func noise(_ count: Int, _ word: String = "serving") -> [String] {
        var dice = Dice(UInt64(word.count))
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return (0..<count).map { _ in
            word + (0..<9).map { _ in " " + String((0..<5).map { _ in dice.pick(letters) }) }.joined()
        }
    }

    private static let blocks: [String: [String]] = [
        "a traceback": [
            "Traceback (most recent call last):", "  File \"/srv/main.py\", line 3, in <module>", "    import pandas",
            "ModuleNotFoundError: No module named 'pandas'",
        ],
        "an assertion diff": [
            "    def test_total():", ">       assert total == 12", "E       assert 13 == 12", "E         +13", "E         -12", "",
            "tests/test_cart.py:41: AssertionError",
        ],
        "a compiler's message": ["error[E0308]: mismatched types", " --> src/main.rs:4:5", "  |", "4 |     price", "  |     ^^^^^ expected `u64`"],
        "a table": ["│ libssl3 │ CVE-2026-1 │ CRITICAL │ 3.1.4 │", "│ zlib │ CVE-2026-2 │ HIGH │ 1.3 │", "│ curl │ CVE-2026-3 │ HIGH │ 8.1 │"],
        "a Java exception": [
            "Exception in thread \"main\" java.lang.IllegalStateException: no region", "\tat shop.Cart.total(Cart.java:41)",
            "Caused by: java.io.IOException: closed", "\tat shop.Store.read(Store.java:7)",
        ],
    ]

    @Test("Tracebacks, diffs, tables and compilers' messages are shown whole or not at all", arguments: blocks.keys.sorted())
    func wholeBlocks(name: String) throws {
        let block = try #require(Self.blocks[name])
        let head = name == "an assertion diff" ? ["____________ test_total ____________", ""] : []
        let log = (Self.noise(60) + head + block + Self.noise(60, "worker")).joined(separator: "\n")
        let wanted = Set(block.filter { !$0.isEmpty }.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") })
        var sizes: Set<Int> = []
        for budget in stride(from: 60, through: 900, by: 30) {
            let shown = shown(.pod(last: (1, "Error")).log(log), budget: budget).map { line in
                line.drop { $0.isNumber }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            sizes.insert(wanted.intersection(shown).count)
        }
        #expect(sizes == [0, wanted.count])
    }

    @Test("A block larger than half of the budget shows its beginning and its end, and how many lines lack")
    func ends() {
        let frames = (1...25).flatMap { ["  File \"/srv/app/part\($0).py\", line \($0), in call", "    step_\($0)(order)"] }
        let log = (["Traceback (most recent call last):"] + frames + ["ValueError: no price"]).joined(separator: "\n")
        let shown = shown(.pod(last: (1, "Error")).log(log), budget: 400)
        #expect(shown.contains("1 Traceback (most recent call last):") && shown.contains("… 45 lines"))
        #expect(shown.contains("52 ValueError: no price"))
    }

    /// What is shown of the log as soon as the budget is enough for any of it.
    private func first(_ incident: Incident) -> [String] {
        let file = CaseFile(incident.evidence)
        for budget in stride(from: 40, through: 2000, by: 5) {
            let logs = Reduction.of(file, budget: budget).sections.filter { $0.head.contains(" log") || $0.head.contains("job-log") }
            if !logs.isEmpty { return logs.flatMap(\.lines).filter { !$0.hasPrefix("… ") } }
        }
        return []
    }

    @Test("Rarity alone does not decide: a grave line met ten times goes before a rare one that says nothing")
    func gravity() {
        let log = (Self.noise(200) + (0..<10).map { "ERROR cannot reach the store, try \($0)" } + Self.noise(20, "working")).joined(separator: "\n")
        let all = stride(from: 100, through: 800, by: 10).map { shown(.pod().log(log, previous: false), budget: $0) }
        let grave = all.first { $0.contains { $0.contains("cannot reach the store, try 0 [10 alike") } } ?? []
        #expect(!grave.isEmpty && !grave.contains { (50...150).contains(Int($0.prefix { $0.isNumber }) ?? 0) })
    }

    @Test("Severity alone does not decide: the complaint of every second goes behind the one met once")
    func rarity() {
        let log = (0..<400).map { $0 == 200 ? "ERROR ledger is locked by another writer" : "ERROR metrics push failed for part \($0)" }
        #expect(first(.pod().log(log.joined(separator: "\n"), previous: false)) == ["201 ERROR ledger is locked by another writer"])
    }

    @Test("Closeness to the exit: of lines equally rare and grave the last words of the dead container go first")
    func exit() {
        let shown = first(.pod(last: (1, "Error")).log(Self.noise(300).joined(separator: "\n")))
        #expect(shown.last?.hasPrefix("300 ") == true && shown.count < 4)
    }

    /// A job with a step that passes, one that fails, and the clean-up behind it.
    private func job(_ before: [String] = [], _ failing: [String], _ after: [String]) -> Incident {
        let lines =
            ["##[group]Run make lint"] + Self.noise(40) + before + ["##[group]Run make test"] + failing
            + ["##[error]Process completed with exit code 2."] + after
        return .job("build", step: "test", log: lines.joined(separator: "\n"))
    }

    @Test("The failed step goes before the rest of the job")
    func failedStep() {
        let incident = job(["ERROR cannot stat cache/one"], Self.noise(40, "testing") + ["ERROR cannot stat cache/two"], [])
        let all = stride(from: 60, through: 600, by: 10).map { self.shown(incident, budget: $0) }
        let next = all.first { $0.contains { $0.contains("cannot stat") } } ?? []
        #expect(next.contains { $0.contains("cache/two") } && !next.contains { $0.contains("cache/one") })
    }

    @Test("Nothing behind the first failing ##[error] is ranked above it, however grave it sounds")
    func afterTheError() {
        let grave = [
            "FATAL panic: upload crashed", "##[error]Unable to upload artifact: fatal error", "Traceback (most recent call last):",
            "  File \"notify.py\", line 1", "ConnectionError: refused",
        ]
        let incident = job([], ["make: *** [Makefile:3: test] Error 2"], grave)
        let end = 44
        for budget in stride(from: 40, through: 700, by: 10) {
            let numbers = shown(incident, budget: budget).compactMap { Int($0.prefix { $0.isNumber }) }
            if numbers.contains(where: { $0 > end }) { #expect(numbers.contains(end), "\(budget)") }
        }
        // Also where a finding refers to what stands behind it.
        let file = CaseFile(incident.evidence)
        let log = file.number(.jobLog)
        let finding = Finding(failureClass: "x", severity: "low", sentence: "", citations: [.init(evidence: log, line: 45)])
        for budget in stride(from: 40, through: 300, by: 10) {
            let numbers = Reduction.of(file, budget: budget, findings: [finding]).sections.flatMap(\.lines).compactMap {
                Int($0.prefix { $0.isNumber })
            }
            if numbers.contains(45) { #expect(numbers.contains(end), "\(budget)") }
        }
    }

    @Test("Objects are sentences: no JSON of theirs reaches a prompt", arguments: Scenario.all)
    func sentences(scenario: Scenario) async throws {
        let examined = try await Examined.shared.result(scenario)
        let objects = Set(examined.file.exhibits.filter(\.role.isObject).map(\.number))
        let lines = Reduction.of(examined.file, budget: 8000).sections.filter { objects.contains($0.exhibit) }.flatMap(\.lines)
        #expect(!lines.contains { line in ["\"", "{", "[", "}"].contains(line.drop { $0.isNumber || $0 == " " }.prefix(1)) || line.hasSuffix("{") })
        #expect(objects.isEmpty || !lines.isEmpty)
    }

    @Test("Logs of which nothing is shown are named, with their lines")
    func unshown() {
        let incident = Incident.pod(last: (1, "Error")).log("ERROR out of luck\n").log((1...9).map { "line \($0)\n" }.joined(), previous: false)
        let file = CaseFile(incident.evidence)
        #expect(Reduction.of(file, budget: 100).unshown == "… nothing of [3] 9 lines")
        #expect(Reduction.of(file, budget: 1000).unshown == "")
    }
}
