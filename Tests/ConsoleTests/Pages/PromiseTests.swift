import Feeds
import Services
import Terminal
import Testing

@testable import Console

/// The footer is a promise: every key that it offers does something there, on every page and tab.
@Suite struct PromiseTests {
    private static let targets: [Target?] = [
        nil, .cluster("k3d"), .node(context: "k3d", uid: "uid-k3d-agent-0", name: "k3d-agent-0"),
        .pod(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "uid-\(Night.irisName)"),
        .alert(id: "fp-oom", name: "ModelPodOOMKilled"), .targets, .model(id: "2", name: "wine"),
        .training(experiment: "2", run: Night.models().models[0].runs[0].id),
        .application(id: "argocd/iris-classifier", name: "iris-classifier"), .pipeline(id: "example/model-source#9411", number: 411),
        .log(.job(repository: "r", id: 1, name: "j")), .report(id: "r1", title: "t"), .reports, .jobs,
        .evidence(report: .stored("r1"), number: 1, line: 0),
    ]

    @Test(arguments: targets, [(80, 24), (220, 60)])
    func everyKeyOfTheFooterDoesSomething(target: Target?, size: (columns: Int, rows: Int)) {
        var opened = ConsoleDriver(columns: size.columns, rows: size.rows)
        opened.beginNight()
        if let target { opened.send(.chose(.opened(target))) }
        let places = max(1, opened.state.pages.top?.tabs(opened.state.shared).count ?? panes.count)
        for place in 1...places {
            var console = opened
            if target == nil || place > 1 { console.press("\(place)") }
            console.ignoreEffects()
            let footer = console.canvas.lines.last ?? ""
            for hint in console.state.hints where footer.contains(hint.word) {
                var pressed = console
                pressed.press(hint.key)
                #expect(pressed.state != console.state || !pressed.effects.isEmpty, "\(hint.key) \(hint.word), place \(place)")
                #expect(!pressed.text.contains("does nothing"), "\(hint.key) \(hint.word), place \(place)")
            }
        }
    }
}
