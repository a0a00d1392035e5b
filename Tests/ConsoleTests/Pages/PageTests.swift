import Archive
import Feeds
import Host
import Services
import Terminal
import TestSupport
import Testing

@testable import Console

/// Every page as a picture, and how one gets in and out.
@Suite struct PageTests {
    private func night(columns: Int = 80, rows: Int = 24) -> ConsoleDriver {
        var console = ConsoleDriver(columns: columns, rows: rows)
        console.beginNight()
        return console
    }

    private func expectPicture(_ console: ConsoleDriver, _ name: String) throws {
        try expectSnapshot(console.canvas, named: "page-\(name).txt", file: DeckTests.file)
    }

    private static let pod = Target.pod(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "uid-\(Night.irisName)")

    private func podDetail() -> PodDetail {
        var detail = PodDetail()
        var killed = Night.k3d().events[0]
        killed.reason = "OOMKilling"
        killed.message = "Memory cgroup out of memory: Killed process 4121 (python)"
        killed.count = 4
        killed.last = Night.ago(133)
        detail.events = Night.k3d().events + [killed]
        detail.yaml =
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \(Night.irisName)\n  namespace: ml-apps\nspec:\n  containers:\n  - name: model-server\n    resources:\n      limits:\n        memory: 256Mi\n"
        return detail
    }

    @Test func aPodPageAsksForEventsAndReportsAndShowsThemInTabs() throws {
        var console = night()
        console.send(.chose(.opened(Self.pod)))
        console.expect(
            .begin(
                console.pageID("detail"),
                .podDetail(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "uid-\(Night.irisName)")))
        console.expect(.begin(console.pageID("reports"), .reportsAbout(subject: "k3d/ml-apps/\(Night.irisName)", limit: 20)))
        try expectPicture(console, "pod-asking-80x24")
        console.answer(console.pageID("detail"), .podDetail(podDetail()))
        console.answer(console.pageID("reports"), .reports([Night.reports[0]], total: 1))
        for (index, tab) in PodPage.Tab.allCases.enumerated() {
            console.press("\(index + 1)")
            if tab == .usage {
                console.expect(
                    .begin(console.pageID("usage"), .podUsage(context: "k3d", namespace: "ml-apps", name: Night.irisName)))
                let memory = (0..<30).map { Double(120 + $0 % 10 * 13) * 1_048_576 }
                console.answer(console.pageID("usage"), .podUsage(PodUsage(memory: memory, cpu: memory.map { $0 / 1e9 })))
            }
            try expectPicture(console, "pod-\(tab)-80x24")
        }
        console.finish()
    }

    @Test func whyUsageIsMissingIsSaid() {
        var console = night()
        console.send(.chose(.opened(Self.pod)))
        console.press("6")
        console.answer(console.pageID("usage"), .failed("Prometheus is not configured, so usage is not measured."))
        #expect(console.text.contains("Prometheus is not configured, so usage is not measured."))
        console.press("5", "6")
        console.answer(console.pageID("usage"), .podUsage(PodUsage(memory: [], cpu: [])))
        #expect(console.text.contains("memory: Prometheus has measured none in the last hour; is cAdvisor scraped?"))
    }

    @Test func changesOpenWhatTheyAreAbout() {
        var console = night()
        console.send(.chose(.opened(Self.pod)))
        console.press("7")
        #expect(console.text.contains("run #412 of main-a1b2c3d “batch endpoint” by mira"))
        #expect(console.text.contains("ArgoCD deployed 5be1f00 of iris-classifier"))
        console.press("j")
        #expect(console.selectedLine?.hasPrefix("▸   2m ✗ model-server ended: exit 137 OOMKilled, 4 restarts so far") == true)
        console.press("Enter")
        #expect(console.text.contains("run before"), "the log of the run that ended")
    }

    @Test func aPodPageHasMoreRoomOnAWideScreen() throws {
        var console = night(columns: 160, rows: 50)
        console.send(.chose(.opened(Self.pod)))
        console.answer(console.pageID("detail"), .podDetail(podDetail()))
        try expectPicture(console, "pod-summary-160x50")
    }

    @Test func aPodThatGoesStaysOnItsPageWithItsSuccessor() throws {
        var console = night()
        console.send(.chose(.opened(Self.pod)))
        var view = Night.k3d()
        var next = Night.iris().pod
        next.meta.name = "iris-classifier-7c9d8f6b5-bbbbb"
        next.meta.uid = "uid-next"
        next.meta.created = Night.ago(5)
        view.pods[0] = PodRow(
            pod: next, status: "Running", ready: 0, total: 1, restarts: 0, severity: .moving, cause: "starting", since: nil)
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        #expect(console.text.contains("Gone. Replaced by iris-classifier-7c9d8f6b5-bbbbb. Below is how it was last"))
        try expectPicture(console, "pod-gone-80x24")
    }

    @Test func whenThePodChangesItsEventsAreAskedForAgain() {
        var console = night()
        console.send(.chose(.opened(Self.pod)))
        console.answer(console.pageID("detail"), .podDetail(podDetail()))
        console.ignoreEffects()
        var view = Night.k3d()
        var pod = view.pods[0].pod
        pod.meta.resourceVersion = "2"
        view.pods[0] = PodRow(pod: pod, status: "Running", ready: 1, total: 1, restarts: 5, severity: .well, cause: "", since: nil)
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        console.expect(
            .begin(
                console.pageID("detail"),
                .podDetail(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "uid-\(Night.irisName)")))
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        console.finish()
    }

    @Test func anAlertPageShowsWhatItIsAboutAndItsRule() throws {
        var console = night()
        console.press("Enter")
        try expectPicture(console, "alert-80x24")
        console.press("Enter")
        #expect(console.state.pages.top?.thing == Self.pod, "from the alert to its pod")
        console.press("Esc")
        #expect(console.state.pages.top?.crumbs.first == "ModelPodOOMKilled")
        console.send(.feed(.alerts(Night.live(Night.alerts([])))))
        #expect(console.text.contains("resolved; what stands here is how it was last seen"))
    }

    @Test func anAlertWhosePodHasGoneNamesTheSiblings() {
        var console = night()
        var view = Night.k3d(broken: false)
        view.pods[0] = Night.wellPod("ml-apps", "iris-classifier-7c9d8f6b5-aaaaa")
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        console.press("Enter")
        #expect(console.text.contains("has gone"))
        #expect(console.text.contains("sibling"))
        #expect(console.text.contains("iris-classifier-7c9d8f6b5-aaaaa"))
    }

    @Test func aClusterPageListsPodsNodesDeploymentsAndEvents() throws {
        var console = night()
        console.send(.chose(.opened(.cluster("k3d"))))
        try expectPicture(console, "cluster-80x24")
        console.press("Enter")
        #expect(console.state.pages.top?.thing == Self.pod, "problems first, and Enter opens")
        console.press("Esc", "2", "Enter")
        try expectPicture(console, "node-80x24")
        console.press("Esc", "4")
        #expect(console.text.contains("BackOff (x9)"))
    }

    @Test func podsOfAClusterAreFilteredAndTheCursorFollowsItsPod() throws {
        var console = night()
        console.send(.chose(.opened(.cluster("k3d"))))
        console.press("j", "j")
        let chosen = console.state.pages.top?.selection(console.state.shared)
        console.pass(2)
        let pods = [Night.wellPod("aaa", "aaa-first")] + Night.k3d().pods
        var view = Night.k3d()
        view.pods = pods
        console.send(.feed(.cluster(context: "k3d", Night.live(view))))
        #expect(console.state.pages.top?.selection(console.state.shared) == chosen, "a row that arrives moves nothing under the cursor")
        console.press("/")
        console.type("wine")
        #expect(console.text.contains(" 1 of 6 "))
        try expectPicture(console, "cluster-filter-80x24")
        console.press("Enter", "Enter")
        #expect(console.state.pages.top?.crumbs.last == "wine-quality-xgboost-5f8d7c9b4-k4m2n")
        console.press("Esc", "/")
        console.type("xyz")
        #expect(console.text.contains("No pod matches /winexyz; Esc takes the filter away."))
        console.press("Enter", "Esc")
        #expect(console.text.contains("iris-classifier"), "the first Esc takes the filter away, the next one leaves")
        console.press("Esc")
        #expect(console.state.pages.top == nil)
    }

    @Test func targetsAndRulesAreListed() throws {
        var console = night()
        console.press("G", "Enter")
        try expectPicture(console, "targets-80x24")
        console.press("2")
        try expectPicture(console, "rules-80x24")
    }

    @Test func aModelPageChartsItsHistoryAndListsItsRuns() throws {
        var console = night()
        console.press("3", "Enter")
        try expectPicture(console, "model-80x24")
        console.press("Enter")
        console.expect(.begin(console.pageID("metric"), .metricHistory(run: Night.models().models[0].runs[0].id, metric: "accuracy")))
        console.answer(console.pageID("metric"), .metric((0..<12).map { MetricPoint(step: Int64($0), value: 0.5 + Double($0) * 0.02) }))
        try expectPicture(console, "training-80x24")
        console.finish()
    }

    @Test func anApplicationPageShowsConditionsResourcesAndHistory() throws {
        var console = night()
        console.press("4", "Enter")
        try expectPicture(console, "application-80x24")
        console.press("2")
        #expect(console.text.contains("ml-apps/iris-classifier"))
        console.press("3")
        #expect(console.text.contains("● 12"))
        console.finish()
    }

    @Test func aPipelinePageShowsTheFailedStepAndOpensItsLog() throws {
        var console = night()
        console.press("5", "j", "Enter")
        console.expect(.begin(console.pageID("jobs"), .jobs(repository: "example/model-source", run: 9411, attempt: 1)))
        try expectPicture(console, "pipeline-80x24")
        #expect(console.text.contains("✗ 3. Run Gitleaks"))
        console.press("l")
        #expect(console.state.pages.top?.thing == .log(.job(repository: "example/model-source", id: 8, name: "Secrets Detection")))
    }

    @Test func everyPageIsOneEnterInAndOneEscOut() {
        let targets: [Target] = [
            .cluster("k3d"), .node(context: "k3d", uid: "uid-k3d-agent-0", name: "k3d-agent-0"), Self.pod,
            .alert(id: "fp-oom", name: "ModelPodOOMKilled"),
            .targets, .model(id: "2", name: "wine"), .training(experiment: "2", run: Night.models().models[0].runs[0].id),
            .application(id: "argocd/iris-classifier", name: "iris-classifier"), .pipeline(id: "example/model-source#9411", number: 411),
            .log(.job(repository: "r", id: 1, name: "j")), .report(id: "r1", title: "t"), .reports, .jobs,
            .evidence(report: .stored("r1"), number: 1, line: 0),
        ]
        for target in targets {
            var console = night()
            console.send(.chose(.opened(target)))
            #expect(console.state.pages.top?.thing == target)
            _ = console.canvas
            let number = console.state.pages.top?.number ?? 0
            console.ignoreEffects()
            console.press("Esc")
            #expect(console.state.pages.top == nil)
            console.expect(.endAll(.page(number)))
            console.finish()
        }
    }

    @Test func whatHasGoneCannotBeOpenedAndSaysSo() {
        var console = night()
        console.send(.chose(.opened(.alert(id: "never", name: "Never"))))
        #expect(console.text.contains("That is not there any more."))
        console.finish()
    }

    @Test func searchingInAPageGoesFromMatchToMatch() {
        var console = night()
        console.press("Enter", "/")
        console.type("model")
        #expect(console.text.contains("“model” 1 of "))
        console.press("Enter", "n", "n")
        #expect(console.text.contains("“model” 3 of "))
        console.press("N")
        #expect(console.text.contains("“model” 2 of "))
        console.press("/")
        console.type("xyz")
        #expect(console.text.contains("“modelxyz” is not here"))
        console.press("Esc")
        #expect(!console.text.contains("“model"))
        console.finish()
    }
}
