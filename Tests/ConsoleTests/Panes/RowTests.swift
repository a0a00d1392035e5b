import Feeds
import Services
import Terminal
import Testing

@testable import Console

/// Rows of the deck, as wide as a pane of 80 columns: what matters is read before the line ends.
@Suite struct RowTests {
    /// The first row that holds a text.
    private func row(_ console: ConsoleDriver, _ text: String) -> String? { console.canvas.lines.first { $0.contains(text) }?.trimmed }

    private func console(_ view: PipelinesView) -> ConsoleDriver {
        var console = ConsoleDriver()
        console.beginCalm()
        console.send(.feed(.pipelines(Night.live(view, streams: false))))
        console.pass(2)
        console.press("5", "z")
        return console
    }

    @Test func aFailedRunNamesTheStepBesideItsJob() {
        let console = console(Night.pipelines())
        #expect(row(console, "#411") == "▸✗ #411 develop 9f00d11  ✗secrets: Run Gitleaks ●quality                     2h")
    }

    @Test func aFailedRunWithoutJobsSaysWhatIsKnownAndThatTheyWereNotRead() {
        var view = Night.pipelines()
        view.runs[1].jobs = []
        view.runs[1].cause = "failed"
        #expect(
            row(console(view), "#411") == "▸✗ #411 develop 9f00d11  failed · jobs not read · “batch endpoint” push …    2h")
        view.runs[1].severity = .well
        view.runs[1].cause = ""
        view.runs[1].run.conclusion = "success"
        #expect(row(console(view), "#411") == "● #411 develop 9f00d11  success · “batch endpoint” push by mira             2h")
    }

    @Test func runsOfSeveralRepositoriesAreToldApart() {
        var view = Night.pipelines()
        view.runs[1].run.repository = "example/infra-manifests"
        let console = console(view)
        #expect(console.text.contains("model#412 main"))
        #expect(console.text.contains("infra#411 develop"))
    }

    private func console(_ change: (inout Application) -> Void, cause: String) -> ConsoleDriver {
        var console = ConsoleDriver()
        console.beginNight()
        var view = Night.applications()
        change(&view.applications[0].application)
        view.applications[0].cause = cause
        console.send(.feed(.applications(Night.live(view))))
        console.pass(2)
        console.press("4", "z")
        return console
    }

    @Test func anApplicationIsBadForTheReasonThatItsPodGives() {
        let console = console({ $0.sync = "Synced" }, cause: "Deployment: model-server keeps crashing, back-off 40s")
        #expect(
            row(console, "Degraded") == "▸✗ iris-classifier      Degraded  OOMKilled x4, limit 256Mi, pod …-x2lq7  → k3d")
    }

    @Test func aRefusedSyncSaysWhichResourceAndWhyBeforeAnythingElse() {
        let console = console(
            {
                $0.health = "Healthy"
                $0.conditions = [(type: "SyncError", message: "Failed sync attempt")]
            }, cause: "Service: provided port is already allocated, nodePort 30809 (SyncError)")
        #expect(
            row(console, "OutOfSync")
                == "▸✗ iris-classifier      OutOfSync  Service: provided port is already all… → k3d")
    }
}
