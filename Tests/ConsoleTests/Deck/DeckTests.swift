import Feeds
import Host
import Services
import Terminal
import TestSupport
import Testing

@testable import Console

/// The deck in several situations, as pictures at three sizes.
@Suite struct DeckTests {
    static let sizes = [(80, 24), (160, 50), (220, 60)]

    private func expectPictures(_ name: String, _ change: (inout Options) -> Void = { _ in }, _ prepare: (inout ConsoleDriver) -> Void)
        throws
    {
        for (columns, rows) in Self.sizes {
            var console = ConsoleDriver(columns: columns, rows: rows, change)
            prepare(&console)
            try expectSnapshot(console.canvas, named: "deck-\(name)-\(columns)x\(rows).txt", file: Self.file)
        }
    }

    /// Pictures of all suites stand in one folder.
    static let file = String(#filePath.dropLast("Deck/DeckTests.swift".count)) + "x"

    @Test func beforeAnythingAnswersEachPaneSaysWhatItWaitsFor() throws { try expectPictures("connecting") { _ in } }

    @Test func onACalmDayNothingShouts() throws { try expectPictures("calm") { $0.beginCalm() } }

    @Test func inTheNightTheCursorIsOnTheCriticalAlert() throws { try expectPictures("night") { $0.beginNight() } }

    @Test func whenTheEdgeDropsOffItsRowsGreyAndItsAlertsFold() throws {
        try expectPictures("k3d-stale") { console in
            console.beginNight()
            console.send(
                .feed(
                    .cluster(
                        context: "k3d",
                        Night.stale(Night.k3d(), seconds: 190, "k3d did not answer at 100.85.38.128:6550: connection refused."))))
            console.pass(2)
        }
    }

    @Test func whenTheControlPlaneIsGoneItIsSaidOnce() throws {
        try expectPictures("control-plane-gone") { console in
            console.beginNight()
            let error = "gcp did not answer at 34.1.2.3:443: no route to host."
            console.send(
                .feed(.alerts(Night.stale(Night.oomAlerts(), seconds: 130, error))),
                .feed(.models(Night.stale(Night.models(), seconds: 130, error))),
                .feed(.applications(Night.stale(Night.applications(), seconds: 130, error))))
            console.pass(2)
        }
    }

    @Test func servicesThatNeverAnsweredSayWhyAndWhatToDo() throws {
        try expectPictures("failed") { console in
            console.send(
                .feed(.cluster(context: "gcp", Night.failed("gcp rejected the client certificate in kubeconfig; renew it."))),
                .feed(.cluster(context: "k3d", Night.live(Night.k3d(broken: false)))),
                .feed(.alerts(Night.failed("Prometheus did not answer at 127.0.0.1:30900: connection refused."))),
                .feed(.models(Fed(nil, Freshness(.off("not configured"))))),
                .feed(.applications(Night.failed("ArgoCD forbids listing applications: permission denied: applications, get"))),
                .feed(.pipelines(Night.failed("GitHub is failing (502): Bad Gateway"))))
            console.answer(
                EffectID(.console, "reports"), .failed("The archive cannot be opened: it lies on NFS, which SQLite cannot lock."))
        }
    }

    @Test func whatMayNotBeListedIsSaidAndEmptyIsNeverHealthy() throws {
        try expectPictures("forbidden") { console in
            console.beginCalm()
            var view = Night.k3d(broken: false)
            view.gaps = ["events: forbidden", "metrics: not served"]
            view.cpu = nil
            view.memory = nil
            var alerts = AlertsView()
            alerts.prometheus = Freshness(.live)
            alerts.alertmanager = Freshness(.failed)
            alerts.alertmanager.lastError = "Alertmanager forbids listing alerts: 403"
            var pipelines = PipelinesView()
            pipelines.gaps = ["GitHub forbids example/infra-manifests: Resource not accessible by personal access token"]
            console.send(
                .feed(.cluster(context: "k3d", Night.live(view))), .feed(.alerts(Night.live(alerts))),
                .feed(.models(Night.live(ModelsView()))),
                .feed(.applications(Night.live(ApplicationsView()))), .feed(.pipelines(Night.live(pipelines))))
            console.pass(2)
        }
    }

    @Test func longWideAndEvilNamesStayInTheirCells() throws {
        try expectPictures(
            "evil",
            {
                $0.isLab = true; $0.readOnly = true
            }
        ) { console in
            console.beginNight()
            let names = [
                "a-pod-whose-name-is-as-long-as-kubernetes-allows-which-is-a-lot-of-letters-indeed-7c9d8f6b5-x2lq7",
                "模型服务器-分类器-7c9d8f6b5-很长",
                "evil\u{1b}[2J\u{1b}]0;owned\u{7}name", "rtl\u{202e}gnp.exe", "e\u{301}cole-👩‍👩‍👧-🇩🇪", "tab\there",
            ]
            let pods = names.enumerated().map { index, name in
                var pod = Night.wellPod("ns", name).pod
                pod.meta.uid = "evil-\(index)"
                return PodRow(
                    pod: pod, status: "Error", ready: 0, total: 1, restarts: 99_999, severity: .broken,
                    cause: "exit 1 \u{1b}[31mError\u{0}: \(name)", since: Night.ago(400_000_000))
            }
            console.send(.feed(.cluster(context: "k3d", Night.live(Night.k3d(extra: pods)))))
            var alert = Night.oomAlert()
            alert.id = "evil"
            alert.name = names[2]
            alert.pod = names[1]
            console.send(.feed(.alerts(Night.live(Night.alerts([alert, Night.oomAlert()])))))
            console.pass(2)
        }
    }

    @Test func nothingFromOutsideReachesACellAsAControl() {
        for (columns, rows) in Self.sizes + [(40, 10), (57, 13)] {
            var console = ConsoleDriver(columns: columns, rows: rows)
            console.beginNight()
            var alert = Night.oomAlert()
            alert.name = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}"
            alert.summary = alert.name
            console.send(.feed(.alerts(Night.live(Night.alerts([alert])))))
            for cell in console.canvas.cells { for scalar in cell.scalars { #expect(!SafeText.isUnsafe(scalar)) } }
        }
    }

    @Test func aTinyWindowSaysWhatItNeeds() {
        for (columns, rows) in [(1, 1), (10, 3), (39, 24), (80, 9)] {
            var console = ConsoleDriver(columns: columns, rows: rows)
            console.beginNight()
            console.press("j", "Enter", "?", "Esc", "Tab")
            let words = console.canvas.lines.map(\.trimmed).joined(separator: " ")
            if columns > 30 { #expect(words.contains("\(columns)x\(rows) cells; Quarterdeck needs 40x10.")) }
        }
    }

    @Test func everySizeIsDrawnWithoutTrouble() {
        for columns in stride(from: 1, through: 240, by: 13) {
            for rows in stride(from: 1, through: 70, by: 7) {
                var console = ConsoleDriver(columns: columns, rows: rows)
                console.beginNight()
                _ = console.canvas
                for key in ["Enter", "Enter", "4", "?", "Esc", "Esc", "Esc", ":", "Esc", "t"] {
                    console.press(key)
                    #expect(console.canvas.width == columns && console.canvas.height == rows, "\(columns)x\(rows) after \(key)")
                }
            }
        }
    }

    @Test func aCalmScreenDoesNotChangeWhileTimePasses() {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginCalm()
        console.pass(2)
        let before = console.canvas
        // Polls go on answering; streams are simply live.
        for _ in 0..<30 {
            console.pass(1)
            var models = console.state.shared.world.models
            models.freshness.lastSuccess = console.state.shared.now
            console.send(.feed(.models(models)))
            var pipelines = console.state.shared.world.pipelines
            pipelines.freshness.lastSuccess = console.state.shared.now
            console.send(.feed(.pipelines(pipelines)))
        }
        #expect(console.canvas == before)
    }

    @Test func aStaleAgeIsCountedFromTheLastGoodAnswer() {
        var console = ConsoleDriver(columns: 100, rows: 30)
        console.beginCalm()
        var stale = console.state.shared.world.applications
        stale.freshness.state = .stale
        stale.freshness.lastSuccess = Night.now
        stale.freshness.lastError = "ArgoCD did not answer at argo:443: timed out."
        console.send(.feed(.applications(stale)))
        console.pass(95)
        #expect(console.text.contains("stale 1m: timed out"))
        #expect(console.text.contains("wine-quality-xgboost"))
    }
}
