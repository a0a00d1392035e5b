import Feeds
import Host
import JSON
import Services
import Testing

@testable import quarterdeck

/// A look, judged and written: no network, no clock.
@Suite struct StatusReportTests {
    private let noon = Timestamp(seconds: 1_800_000_000)

    /// Everything answers, and nothing is wrong.
    private func calm() -> Look {
        var look = Look(contexts: ["gcp"])
        var cluster = ClusterView()
        cluster.context = "gcp"
        cluster.nodes = [node("n1", ready: true)]
        look.clusters["gcp"] = Fed(cluster, live())
        var alerts = AlertsView()
        alerts.rules = [AlertRule()]
        look.alerts = Fed(alerts, live())
        (look.prometheus, look.alertmanager) = (live(), live())
        look.models = Fed(ModelsView(), live())
        look.applications = Fed(ApplicationsView(), live())
        look.pipelines = Fed(PipelinesView(), live())
        look.reports = .kept([], 0)
        return look
    }

    private func live() -> Freshness {
        var freshness = Freshness(.live)
        freshness.lastSuccess = noon + .seconds(-3)
        return freshness
    }

    private func node(_ name: String, ready: Bool) -> Node {
        var node = Node()
        node.meta.name = name
        var condition = Condition()
        (condition.type, condition.status) = ("Ready", ready ? "True" : "False")
        node.conditions = [condition]
        return node
    }

    private func alert(_ name: String, _ severity: String, _ state: AlertRow.State, context: String = "gcp") -> AlertRow {
        var row = AlertRow(id: name, name: name, severity: severity, state: state, context: context, namespace: "ml-apps", pod: "iris-1")
        (row.summary, row.since) = ("it was killed", noon + .seconds(-840))
        return row
    }

    private func report(_ change: (inout Look) -> Void = { _ in }) -> StatusReport {
        var look = calm()
        change(&look)
        return StatusReport(look, taken: noon, limit: .seconds(10))
    }

    // MARK: The verdict

    @Test func whereAllAnswersAndNothingIsWrongAllIsWell() {
        let report = report()
        #expect(report.verdict == .well)
        #expect(report.status(strict: true) == 0)
        #expect(report.look.waiting == [])
        #expect(StatusText(report: report).text.hasPrefix("all well  2027-01-15T08:00:00Z"))
    }

    @Test func aCriticalAlertIsBrokenAndAWarningIsNot() {
        let critical = report { $0.alerts.value?.alerts = [alert("ModelPodOOMKilled", "critical", .firing)] }
        #expect(critical.status(strict: false) == 1)
        let warning = report { $0.alerts.value?.alerts = [alert("ModelPodFrequentRestarts", "warning", .firing)] }
        #expect(warning.verdict == .degraded)
        #expect(warning.status(strict: false) == 0)
        #expect(warning.status(strict: true) == 1)
        let silenced = report { $0.alerts.value?.alerts = [alert("ModelPodOOMKilled", "critical", .suppressed)] }
        #expect(silenced.verdict == .well)
    }

    @Test func whatDoesNotAnswerIsUnknownAndNeverWell() {
        let report = report { $0.models = Fed(nil, Freshness(.connecting)) }
        #expect(report.look.waiting == ["MLflow"])
        #expect(report.verdict == .unknown)
        #expect(report.status(strict: false) == 3)
        #expect(report.unknown.map(\.name) == ["MLflow"])
        #expect(report.unknown.first?.why == "no answer within 10 s")
        let text = StatusText(report: report).text
        #expect(text.hasPrefix("1 not known  "))
        #expect(text.contains("not known  MLflow  no answer within 10 s"))
        #expect(StatusJSON(report: report).value["models"] == .null)
    }

    @Test func whatIsKnownToBeBrokenWinsOverWhatIsNotKnown() {
        let report = report {
            $0.models = Fed(nil, Freshness(.failed))
            $0.clusters["gcp"]?.value?.nodes = [node("n1", ready: false)]
        }
        #expect(report.status(strict: false) == 1)
        #expect(report.problems.map(\.kind) == ["node"])
    }

    @Test func whatIsNotConfiguredIsNeitherWrongNorUnknown() {
        let report = report { $0.models = Fed(nil, Freshness(.off("not configured: add [mlflow] to config.toml"))) }
        #expect(report.verdict == .well)
        #expect(StatusText(report: report).text.contains("off: not configured: add [mlflow] to config.toml"))
    }

    @Test func aContextWhoseNodesMayNotBeListedIsNotKnownToBeWell() {
        let report = report { $0.clusters["gcp"]?.value?.gaps = ["nodes: gcp forbids nodes: no."] }
        #expect(report.health(of: "gcp") == .unknown)
        #expect(report.status(strict: false) == 3)
        #expect(StatusJSON(report: report).value["contexts"].array.first?["nodes"] == .null)
        // Events carry no health.
        #expect(self.report { $0.clusters["gcp"]?.value?.gaps = ["events: gcp forbids events: no."] }.verdict == .well)
    }

    @Test func onlyABranchsNewestRunCounts() {
        var failed = WorkflowRun()
        (failed.repository, failed.number, failed.branch, failed.workflow) = ("acme/iris", 4, "main", "ci")
        var mended = failed
        mended.number = 5
        let rows = [
            PipelineRow(run: mended, jobs: [], severity: .well, cause: ""),
            PipelineRow(run: failed, jobs: [], severity: .broken, cause: "Unit Tests"),
        ]
        #expect(report { $0.pipelines.value?.runs = rows }.verdict == .well)
        let again = report { $0.pipelines.value?.runs = rows.reversed() }
        #expect(again.problems.map(\.name) == ["acme/iris#4"])
    }

    // MARK: Waiting

    @Test func aLookWaitsForEveryKindAndForWhatIsSeenHereToBeJoined() {
        var look = calm()
        look.clusters["gcp"]?.value?.awaited = ["nodes"]
        #expect(look.waiting == ["gcp"])
        look.clusters["gcp"]?.value?.awaited = []
        look.clusters["gcp"]?.value?.seenHere = [
            SeenHere(
                alert: "ModelPodOOMKilled", severity: "critical", namespace: "ml-apps", pod: "iris-1", uid: "u", container: "c",
                sentence: "", since: noon, fires: noon)
        ]
        #expect(look.waiting == ["alerts"])
        var row = alert("ModelPodOOMKilled", "critical", .firing)
        row.sources = ["Prometheus", "seen here"]
        look.alerts.value?.alerts = [row]
        #expect(look.waiting == [])
    }

    // MARK: Written

    @Test func problemsStandFirstWorstFirstWithPlaceAgeAndCause() {
        let report = report {
            $0.alerts.value?.alerts = [
                alert("ModelPodFrequentRestarts", "warning", .pending), alert("ModelPodOOMKilled", "critical", .firing),
            ]
        }
        let lines = StatusText(report: report).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(
            Array(lines.prefix(4)) == [
                "1 broken, 1 degraded  2027-01-15T08:00:00Z", "",
                "broken    alert  ModelPodOOMKilled         gcp/ml-apps/iris-1  14m  critical firing: it was killed",
                "degraded  alert  ModelPodFrequentRestarts  gcp/ml-apps/iris-1  14m  warning pending: it was killed",
            ])
    }

    @Test func aLostNodesThousandsOfPodsAreCountedNotListed() {
        let rows = (0..<1000).map { number in
            var pod = Pod()
            pod.meta.name = "pod-\(number)"
            return PodRow(
                pod: pod, status: "Unknown", ready: 0, total: 1, restarts: 0, severity: .broken, cause: "its node is lost", since: nil)
        }
        let report = report { $0.clusters["gcp"]?.value?.pods = rows }
        let text = StatusText(report: report).text
        #expect(text.contains("… and 960 more pods"))
        #expect(StatusJSON(report: report).value["problems"].array.count == 1000, "JSON leaves nothing out")
    }

    @Test func colourIsForTerminalsOnly() {
        let report = report { $0.alerts.value?.alerts = [alert("ModelPodOOMKilled", "critical", .firing)] }
        #expect(!StatusText(report: report).text.contains("\u{1b}"))
        let coloured = StatusText(report: report, isColoured: true).text
        #expect(coloured.contains("\u{1b}[1;31mbroken\u{1b}[0m  alert"))
        #expect(coloured.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == StatusText(report: report).text)
    }

    @Test func remoteBytesDoNotReachTheTerminal() {
        let report = report { look in
            var row = alert("Evil", "critical", .firing)
            row.summary = "a\u{1b}]0;owned\u{7}b\nbroken  forged"
            look.alerts.value?.alerts = [row]
        }
        let text = StatusText(report: report).text
        #expect(!text.contains("\u{1b}") && !text.contains("\u{7}"))
        #expect(!text.contains("\nbroken  forged"))
    }

    @Test func agesAndUsageAreNoNews() {
        let before = report()
        let after = StatusReport(
            report { $0.clusters["gcp"]?.value?.cpu = 0.7 }.look, taken: noon + .seconds(60), limit: .seconds(10))
        #expect(StatusPrinter.substance(before) == StatusPrinter.substance(after))
        let news = report { $0.alerts.value?.alerts = [alert("ModelPodOOMKilled", "critical", .firing)] }
        #expect(StatusPrinter.substance(before) != StatusPrinter.substance(news))
    }

    @Test func oneContextsLookLeavesOutWhatBelongsToOthersAndToNone() {
        let report = report { look in
            look.isNarrowed = true
            look.alerts.value?.alerts = [
                alert("Here", "critical", .firing), alert("There", "critical", .firing, context: "k3d"),
                alert("Anywhere", "critical", .firing, context: ""),
            ]
        }
        #expect(report.problems.map(\.name) == ["Here", "Anywhere"])
        let json = StatusJSON(report: report).value
        #expect(!json.members.contains { $0.name == "models" || $0.name == "pipelines" })
    }
}
