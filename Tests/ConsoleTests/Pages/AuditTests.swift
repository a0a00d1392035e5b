import Archive
import Host
import Operations
import Terminal
import TestSupport
import Testing

@testable import Console

/// The audit's list and one action of it, as pictures.
@Suite struct AuditTests {
    private static func action(
        _ id: String, _ title: String, _ state: AuditState, age: Double, target: String, outcome: String = "", step: String = "",
        author: String = "mira"
    ) -> AuditRecord {
        var record = AuditRecord()
        (record.id, record.title, record.state, record.target, record.outcome, record.step) = (id, title, state, target, outcome, step)
        (record.author, record.host, record.created) = (author, "bastion", Night.ago(age))
        if !state.isUnderWay { record.finished = Night.ago(age - 14) }
        return record
    }

    private static let deleted = action(
        "a1", "Delete pod \(Night.irisName)", .done, age: 95, target: "k3d/ml-apps/\(Night.irisName) (pod)",
        outcome: "Pod ml-apps/\(Night.irisName) has gone; iris-classifier-7c9d8f6b5-q8w2z serves.")
    private static let synced = action(
        "a2", "Sync iris-classifier", .failed, age: 1200, target: "k3d/argocd/iris-classifier (application)",
        outcome: "The sync of iris-classifier failed: Deployment iris: the field is immutable", author: "ana")
    private static let following = action(
        "a3", "Restart rollout of wine-quality-xgboost", .following, age: 31, target: "k3d/ml-apps/wine-quality-xgboost (deployment)",
        step: "1 of 2 new pods serve; waiting for wine-quality-xgboost-5f8d7c9b4-k4m2n")
    private static let lost = action(
        "a4", "Cancel run #412", .unknown, age: 7200, target: "GitHub/acme/models/#412 ci (run)",
        outcome: "Whether it was done cannot be told: GitHub did not answer for 300 s.")
    private static let abandoned = action(
        "a5", "Silence ModelPodOOMKilled", .abandoned, age: 90_000, target: "k3d/ModelPodOOMKilled (alert)",
        outcome: "Its process ended before anything was sent.")

    private func opened(columns: Int = 80, rows: Int = 24, _ records: [AuditRecord]) -> ConsoleDriver {
        var console = ConsoleDriver(columns: columns, rows: rows)
        console.beginNight()
        console.press("A")
        console.expect(.begin(console.pageID("audit"), .audit(matching: "", limit: 200)))
        console.answer(console.pageID("audit"), .audit(records))
        return console
    }

    private func expectPicture(_ console: ConsoleDriver, _ name: String) throws {
        try expectSnapshot(console.canvas, named: "audit-\(name).txt", file: DeckTests.file)
    }

    @Test func onACalmDayEveryActionHadItsEffect() throws { try expectPicture(opened([Self.deleted]), "calm-80x24") }

    @Test func whatFailedOrIsNotKnownIsSeen() throws {
        let all = [Self.following, Self.deleted, Self.synced, Self.lost, Self.abandoned]
        try expectPicture(opened(all), "mixed-80x24")
        try expectPicture(opened(columns: 160, rows: 50, all), "mixed-160x50")
        try expectPicture(opened(columns: 60, rows: 15, all), "narrow-60x15")
    }

    @Test func anAuditWithoutActionsSaysWhatCouldBeDone() throws { try expectPicture(opened([]), "empty-80x24") }

    @Test func itIsSearchedWhileTyping() throws {
        var console = opened([Self.deleted, Self.synced])
        console.press("/")
        console.type("ana")
        for words in ["a", "an", "ana"] { console.expect(.begin(console.pageID("audit"), .audit(matching: words, limit: 200))) }
        console.answer(console.pageID("audit"), .audit([Self.synced]))
        try expectPicture(console, "search-80x24")
        console.answer(console.pageID("audit"), .audit([]))
        #expect(console.text.contains("No action holds “ana”."))
        console.finish()
    }

    @Test func anArchiveThatCannotBeReadSaysWhy() {
        var console = ConsoleDriver()
        console.press("A")
        console.answer(console.pageID("audit"), .failed("The archive is locked by another program."))
        #expect(console.text.contains("The archive is locked by another program.") && console.text.contains("failed"))
    }

    // MARK: One action

    private func plan() -> Plan {
        let request = OperationRequest(
            kind: "pod.delete", parameters: ["context": "k3d", "namespace": "ml-apps", "name": Night.irisName, "uid": "7f0c"])
        var plan = Plan(
            request, title: Self.deleted.title,
            target: Operations.Target(context: "k3d", namespace: "ml-apps", name: Night.irisName, uid: "7f0c", kind: "pod"),
            actionKey: "pod.delete k3d/7f0c")
        plan.requests = [
            PlannedRequest(
                service: "k3d", method: "DELETE", path: "/api/v1/namespaces/ml-apps/pods/\(Night.irisName)",
                body: #"{"preconditions":{"uid":"7f0c"}}"#)
        ]
        plan.consequences = ["ReplicaSet iris-classifier-7c9d8f6b5 makes another in its place."]
        plan.undo = "Cannot be undone; ReplicaSet iris-classifier-7c9d8f6b5 makes another of the same template."
        (plan.credential, plan.identity) = ("the token of user \"k3d-operator\"", "ada@acme")
        plan.command = "kubectl --context k3d -n ml-apps delete pod \(Night.irisName)"
        return plan
    }

    private func page(columns: Int = 80, rows: Int = 24, _ record: AuditRecord, plan: Plan?) -> ConsoleDriver {
        var record = record
        (record.sshIdentity, record.identity, record.reference) = ("ssh-ed25519 …9fQzK2aB1cDe from 10.0.0.5", "ada@acme", "7f0c")
        var console = opened(columns: columns, rows: rows, [record])
        console.press("Enter")
        console.expect(.begin(console.pageID("operation"), .operation(id: record.id)))
        let sentences = ["Confirmed: \(record.title).", "Sending: \(record.title).", "The service took it."]
        let steps = sentences.enumerated().map { AuditStep(at: record.created + .seconds($0), sentence: $1) }
        console.answer(console.pageID("operation"), .operationDetail(record, plan: plan, steps: steps))
        return console
    }

    @Test func anActionShowsItsStepsAndByWhom() throws {
        let console = page(Self.deleted, plan: plan())
        try expectPicture(console, "operation-steps-80x24")
        try expectPicture(page(columns: 60, rows: 15, Self.deleted, plan: plan()), "operation-narrow-60x15")
    }

    @Test func anActionThatFailedSaysSoFirst() throws { try expectPicture(page(Self.synced, plan: nil), "operation-failed-80x24") }

    @Test func itsPlanStandsInTheSecondTab() throws {
        var console = page(Self.deleted, plan: plan())
        console.press("2")
        try expectPicture(console, "operation-plan-80x24")
    }

    @Test func aPlanOfAnotherVersionIsSaidToBeOne() {
        var console = page(Self.deleted, plan: nil)
        console.press("2")
        #expect(console.text.contains("This plan was stored by another version and cannot be shown."))
    }

    @Test func anActionThatHasGoneSaysSo() {
        var console = opened([Self.deleted])
        console.press("Enter")
        console.answer(console.pageID("operation"), .failed("That action is not in the audit any more."))
        #expect(console.text.contains("That action is not in the audit any more."))
    }

    @Test func whileItGoesOnItIsAskedForAgain() {
        var console = page(Self.following, plan: plan())
        console.ignoreEffects()
        console.send(.answered(EffectID(.console, "audit"), .audit([Self.following])))
        console.expect(.begin(console.pageID("operation"), .operation(id: "a3")))
    }
}
