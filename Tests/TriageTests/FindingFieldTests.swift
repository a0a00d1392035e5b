import JSON
import Testing

@testable import Triage

/// What a finding says besides its cause: for whom it matters, what speaks against it, how to see that it is over.
@Suite struct FindingFieldTests {
    @Test("Every cause that is named says whom it hurts, what to do, and what will be seen, from its own evidence")
    func filled() async throws {
        for scenario in Scenario.all + Scenario.tuned {
            let finding = try await Examined.shared.result(scenario).findings[0]
            guard !["unknown", "no-drift"].contains(finding.failureClass) else { continue }
            #expect(!finding.impact.isEmpty && !finding.action.isEmpty && !finding.verify.isEmpty, "\(scenario.name): \(finding)")
            for words in [finding.impact, finding.action, finding.verify, finding.prevention] {
                // What a command holds is its own.
                let words = words.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { $0.offset % 2 == 0 ? $0.element : "x" }
                    .joined()
                #expect(!words.contains("  ") && !words.contains("..") && !words.contains(" ."), "\(scenario.name): \(words)")
            }
            #expect(["critical", "high", "medium", "low"].contains(finding.severity), "\(scenario.name)")
        }
    }

    @Test("A finding survives its JSON")
    func json() async throws {
        for scenario in Scenario.tuned.prefix(20) {
            let examined = try await Examined.shared.result(scenario)
            #expect(Finding.stored(OfflineReport(examined.file, examined.findings).json.text) == examined.findings)
        }
        #expect(Finding.stored(#"{"causes":[{"sentence":"it ran out"}]}"#).map(\.sentence) == ["it ran out"], "as an older version wrote it")
        #expect(Finding.stored("[]").isEmpty && Finding.stored("").isEmpty)
    }

    private let limits: [(String, Value)] = [("resources", ["limits": ["memory": "1Gi"], "requests": ["memory": "256Mi"]])]

    @Test("An OOM kill far above the last reading, in a container that is ready again, is doubted by both")
    func doubtedKill() {
        let finding = Incident.pod(last: (137, "OOMKilled"), ready: true, spec: limits).log(
            "2026-11-23T02:50:00Z rss_mb=201\n2026-11-23T02:58:20Z rss_mb=310"
        ).finding
        #expect(finding.sentence.contains("rose from rss_mb=201 to rss_mb=310 within 8 min (2 readings)"), "\(finding.sentence)")
        #expect(
            finding.against.map(\.text) == [
                "the last reading, rss_mb=310, is 30% of the limit of 1Gi: memory rose faster than it is logged, or the process does not count all of it",
                "container server runs since 2026-11-23T03:00:00Z and is ready now: it may be over",
            ])
        #expect(finding.against[0].place != nil)
        #expect(finding.impact == "Pod shop/api-7c9d8f6b5-x2lq7 is ready again; what it was doing at each of its 3 restarts was lost.")
        #expect(
            finding.verify
                == "`kubectl -n shop get pods`: the pod is ready and its RESTARTS stays the same for 18 min (its last run ended after 9 min), with memory in its log below 1Gi."
        )
        #expect(finding.prevention.contains("90% of 1Gi") && finding.prevention.contains("requests 256Mi"))
    }

    @Test(
        "Memory readings are understood as they are written",
        arguments: [
            ("rss_mb=249", 249 * 1_048_576.0), ("heap used: 1", nil), ("mem=1.5GiB", 1.5 * 1_073_741_824), (#"{"rss_bytes":1024}"#, 1024),
            ("memory: 488Mi", 488 * 1_048_576), ("memory limit=512Mi rss=1K", 1000), ("no figure of memory", nil),
        ] as [(String, Double?)])
    func readings(line: String, bytes: Double?) {
        let file = CaseFile(Incident.pod(last: (137, "OOMKilled")).log(line).evidence)
        #expect(MemoryTrend(file, "server")?.last.bytes == bytes)
    }

    @Test("A tag that another node has at hand speaks against its being missing")
    func imageElsewhere() {
        var incident = Incident.pod(waiting: ("ImagePullBackOff", "Back-off"), restarts: 0, phase: "Pending").event(
            "Failed", "Failed to pull image \"registry.example/shop/api:v7\": manifest unknown: not found")
        let other: Value = [
            "involvedObject": ["kind": "Pod", "name": "api-7c9d8f6b5-aaaaa", "uid": "u2"], "reason": "Pulled", "type": "Normal",
            "message": "Successfully pulled image \"registry.example/shop/api:v7\" in 2s", "lastTimestamp": "2026-11-23T02:59:00Z",
        ]
        if let at = incident.evidence.firstIndex(where: { $0.role == .events }), let list = try? JSON.value(incident.evidence[at].bytes) {
            incident.evidence[at].bytes = (["items": .array(list["items"].array + [other])] as Value).bytes
        }
        #expect(incident.finding.against.map(\.text).first?.contains("pod api-7c9d8f6b5-aaaaa has this very image") == true)
    }

    @Test("Intervals that overlap, and one bad run, speak against a drift")
    func drift() {
        let finding = Incident.model(
            [
                ("now", 0.84, ["depth": "3"], [:]), ("before", 0.92, ["depth": "9"], [:]), ("older", 0.92, ["depth": "9"], [:]),
            ], rows: 150
        ).finding
        #expect(finding.failureClass == "model-decay" && finding.severity == "high")
        #expect(finding.against.map(\.text).contains { $0.contains("intervals overlap") }, "\(finding.against)")
        #expect(finding.against.map(\.text).contains("it is one run, now, so far"))
        #expect(finding.impact.hasPrefix("Of 1,000 predictions 80 more are wrong"))
    }

    @Test("A test that fails on a pushed branch says what did not run because of it")
    func delivery() async throws {
        let scenario = try #require(Scenario.written.first { $0.name == "jest-snapshot" })
        let finding = try await Examined.shared.result(scenario).findings[0]
        #expect(finding.impact.contains("commit 9f1c2ab4d0e3 on main") && finding.impact.contains("so notify did not run"), "\(finding.impact)")
        #expect(finding.verify.contains("gh run list --branch main") && finding.prevention.hasPrefix("Require job"), "\(finding)")
    }

    @Test(
        "Words that tell only of an end or a count give no class",
        arguments: [
            ("Application startup failed. Exiting.", true), ("===== 1 failed, 795 passed, 1 error in 141.22s (0:02:21) =====", true),
            ("buildx failed with: ERROR: failed to solve: Canceled: context canceled", true), ("Tests run: 3, Failures: 1", true),
            ("failed to open prices.toml", false), ("out of memory", false), ("Segmentation fault", false),
        ])
    func hollow(text: String, only: Bool) {
        #expect(HollowWords.only(text) == only)
    }

    @Test("A container that only says that it ends, and a job that only says that it was killed or stopped, stay unknown")
    func silent() {
        let crash = Incident.pod(waiting: ("CrashLoopBackOff", "back-off"), last: (1, "Error"))
        #expect(crash.log("INFO start\nERROR: Application startup failed. Exiting.").finding.failureClass == "unknown")
        let killed = Incident.job("java", step: "Build", log: "compiling\n##[error]Process completed with exit code 137.").finding
        #expect(killed.failureClass == "unknown" && killed.sentence.contains("SIGKILL"), "\(killed.sentence)")
    }
}
