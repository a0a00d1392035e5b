import Feeds
import Operations
import Terminal
import TestSupport
import Testing

@testable import Console

/// From the key press to the confirmed plan: what is shown is about what was selected then, and nothing runs unseen.
@Suite struct PlanDialogTests {
    private let pod = ["context": "k3d", "namespace": "ml-apps", "name": Night.irisName, "uid": "uid-\(Night.irisName)"]

    /// A console on the broken pod, with the plan of its deletion asked for.
    private func asked(readOnly: Bool = false) -> (ConsoleDriver, EffectID)? {
        var console = ConsoleDriver()
        console.beginNight()
        console.state.shared.options.readOnly = readOnly
        console.ignoreEffects()
        console.press(":")
        console.type("delete")
        console.press("Enter")
        guard let effect = console.effects.first, case .begin(let id, .plan(let request)) = effect else { return nil }
        #expect(request.kind == "pod.delete")
        #expect(request.parameters["name"] == Night.irisName)
        #expect(request.parameters["context"] == "k3d")
        #expect(request.parameters["uid"]?.isEmpty == false)
        console.ignoreEffects()
        return (console, id)
    }

    private func plan(mustType: String? = nil, blocked: String? = nil) -> Plan {
        var plan = Plan(
            OperationRequest(kind: "pod.delete", parameters: pod), title: "Delete pod \(Night.irisName)",
            target: Operations.Target(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "7f0c", kind: "pod"),
            actionKey: "pod.delete k3d/7f0c")
        plan.requests = [
            PlannedRequest(
                service: "k3d", method: "DELETE", path: "/api/v1/namespaces/ml-apps/pods/\(Night.irisName)",
                body: #"{"preconditions":{"uid":"7f0c"}}"#)
        ]
        plan.consequences = ["Its replica set makes another pod; requests in the deleted one are lost."]
        plan.dangerousWord = "deleted"
        plan.risk = .destroys
        plan.undo = "cannot be undone: the pod is replaced, not brought back"
        plan.credential = "the client certificate of the kubeconfig"
        plan.command = "quarterdeck run pod.delete"
        plan.mustType = mustType
        plan.blocked = blocked
        return plan
    }

    @Test func whatWillBeSentIsShownAndOnlyYSendsIt() throws {
        var (console, id) = try #require(asked())
        console.answer(id, .plan(plan()))
        try expectSnapshot(console.canvas, named: "plan-delete-80x24.txt", file: DeckTests.file)
        // Typed before the plan could be read: it confirms nothing.
        console.send(.key(.character("y")))
        console.finish()
        console.press("y")
        guard case .begin(_, .operate(let sent, nil)) = try #require(console.effects.first) else { return #expect(Bool(false), "nothing was begun") }
        #expect(sent == plan())
        #expect(console.state.overlay == nil)
    }

    @Test(arguments: ["n", "Enter", "Esc", "q"])
    func anythingElseIsNo(key: String) throws {
        var (console, id) = try #require(asked())
        console.answer(id, .plan(plan()))
        console.press(key)
        #expect(console.state.overlay == nil)
        console.finish()
    }

    @Test func aPlanThatComesAfterItsDialogWasClosedOpensNothing() throws {
        var (console, id) = try #require(asked())
        console.press("Esc")
        console.answer(id, .plan(plan()))
        #expect(console.state.overlay == nil)
        console.finish()
    }

    @Test func aProtectedContextIsTyped() throws {
        var (console, id) = try #require(asked())
        console.answer(id, .plan(plan(mustType: "k3d")))
        console.send(.painted(console.state.paintSerial))
        console.type("gcp")
        console.press("Enter")
        #expect(console.text.contains("That is not the context's name; nothing was sent."))
        for _ in 0..<3 { console.press("Backspace") }
        console.type("k3d")
        console.press("Enter")
        guard case .begin(_, .operate(_, let typed)) = try #require(console.effects.first) else { return #expect(Bool(false), "nothing was begun") }
        #expect(typed == "k3d")
    }

    @Test func aPlanThatCannotRunSaysWhy() throws {
        var (console, id) = try #require(asked())
        console.answer(id, .plan(plan(blocked: "Read-only: nothing is changed from here.")))
        console.press("y")
        #expect(console.text.contains("Read-only: nothing is changed from here."))
        console.finish()
    }

    @Test func whereNothingMayBeChangedTheReasonIsSaid() {
        var console = ConsoleDriver()
        console.beginNight()
        console.state.shared.options.readOnly = true
        console.ignoreEffects()
        console.press(":")
        console.type("delete")
        console.press("Enter")
        #expect(console.text.contains("Read-only (--read-only"))
        console.finish()
    }

    @Test func noRequestGoesToAContextThatDoesNotAnswer() {
        var console = ConsoleDriver()
        console.beginNight()
        console.send(.feed(.cluster(context: "k3d", Night.stale(Night.k3d(), seconds: 60, "connection refused"))))
        console.press("1", "G")
        #expect(console.selectedLine?.contains("ml-apps/") == true)
        console.ignoreEffects()
        console.press(":")
        console.type("delete")
        console.press("Enter")
        #expect(console.text.contains("k3d: nothing new since"))
        console.finish()
    }

    @Test func everyChangingCommandNamesAnOperationThatThereIs() {
        let commands = OperationCommands.all.map(\.id).filter { $0 != "actions" }
        #expect(Set(commands).isSubset(of: OperationKinds.all.map { $0.kind }))
    }

    @Test func aRefusalAndAnOutcomeAreSaid() throws {
        var (console, id) = try #require(asked())
        console.answer(id, .plan(plan()))
        console.press("y")
        guard case .begin(let running, _) = try #require(console.effects.first) else {
            Issue.record("Nothing is begun: \(console.effects)")
            return
        }
        console.answer(running, .operation(.step("k3d is deleting the pod.")))
        #expect(console.text.contains("k3d is deleting the pod."))
        console.answer(running, .operation(.finished(Outcome(.done, "A new pod is ready."))))
        #expect(console.text.contains("A new pod is ready."))
        #expect(console.state.shared.ownOperations.isEmpty)
    }
}
