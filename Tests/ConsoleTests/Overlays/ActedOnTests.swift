import Archive
import Operations
import TestSupport
import Testing

@testable import Console

/// Beside a command stands what it would act on, and nothing where it is not about the selected thing.
@Suite struct ActedOnTests {
    private func night() -> ConsoleDriver {
        var console = ConsoleDriver(columns: 160, rows: 50)
        console.beginNight()
        console.state.shared.options.launches = true
        console.ignoreEffects()
        return console
    }

    /// What the list of actions says, by title.
    private func actions(_ console: inout ConsoleDriver) -> [String: Palette.Item] {
        console.press(":")
        guard case .palette(let palette) = console.state.overlay else { return [:] }
        console.press("Esc")
        return Dictionary(palette.items.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func aReportsLineIsNothingToLaunchTriageOrBump() throws {
        var console = night()
        console.press("6", "Enter")
        let items = actions(&console)
        for title in ["Launch training", "Bump image", "Triage the selected pod, alert, run or model", "Delete the pod", "Show the log"] {
            #expect(items[title]?.detail == "", "\(title): \(items[title]?.detail ?? "not listed")")
        }
        #expect(try #require(items["Launch training"]).unavailable == nil, "it can be launched all the same")
    }

    @Test func theSelectedRunIsWhatATrainingIsLaunchedOf() {
        var console = night()
        console.press("5")
        let number = console.state.acting?.words ?? ""
        #expect(number.hasPrefix("#"))
        #expect(actions(&console)["Launch training"]?.detail == number)
        console.press("2")
        #expect(actions(&console)["Launch training"]?.detail == "", "an alert is none of its business")
    }

    @Test func ofAnAlertThePodIsDeletedAndTheAlertIsSilenced() {
        var console = night()
        console.press("2")
        let items = actions(&console)
        #expect(items["Delete the pod"]?.detail == "ml-apps/\(Night.irisName)")
        #expect(items["Silence the alert…"]?.detail == "ModelPodOOMKilled")
        #expect(items["Triage the selected pod, alert, run or model"]?.detail == "ModelPodOOMKilled")
    }

    @Test func ofATriageItIsWhatWasTriaged() {
        var console = night()
        console.press("2", "t")
        #expect(console.state.pages.top is ReportPage)
        let items = actions(&console)
        #expect(items["Delete the pod"]?.detail == "ml-apps/\(Night.irisName)")
        #expect(items["Silence the alert…"]?.detail == "ModelPodOOMKilled")
        #expect(items["Show the log"]?.detail == "\(Night.irisName) model-server")
    }

    @Test func aStoredReportIsAboutItsPodWhileThatIsThere() {
        var console = night()
        console.press("6", "Enter")
        console.answer(console.pageID("report"), .report(stored(pod: Night.irisName), evidence: []))
        #expect(actions(&console)["Delete the pod"]?.detail == "ml-apps/\(Night.irisName)")
        console.answer(console.pageID("report"), .report(stored(pod: "gone-77f6"), evidence: []))
        let gone = actions(&console)["Delete the pod"]
        #expect(gone?.unavailable == "Select a pod, or an alert about one.", "there is no such pod any more")
    }

    private func stored(pod: String) -> ReportRecord {
        var report = ReportRecord()
        report.id = "r2"
        report.subjectJSON = #"{"kind":"pod","cluster":"k3d","namespace":"ml-apps","pod":"\#(pod)","uid":"uid-\#(pod)"}"#
        return report
    }

    @Test func theListIsHeadedByWhatItIsAbout() {
        var console = night()
        func title() -> String? { if case .palette(let palette) = console.state.overlay { palette.title } else { nil } }
        console.press("2", "a")
        #expect(title() == "Do with ModelPodOOMKilled")
        console.press("Esc", "6", "Enter", "a")
        #expect(title() == "Do", "a report's line is not what a training is launched of")
    }

    @Test func aDialogIsHeadedByWhatItsPlanActsOn() {
        var console = night()
        console.press("2", ":")
        console.type("silence")
        console.press("Enter")
        console.send(.painted(console.state.paintSerial))
        console.press("Tab")
        console.type("known")
        console.press("Enter")
        guard case .plan(let dialog) = console.state.overlay else { return #expect(Bool(false), "\(String(describing: console.state.overlay))") }
        #expect(dialog.subject == "ModelPodOOMKilled", "not the pod that the alert is about")
    }
}
