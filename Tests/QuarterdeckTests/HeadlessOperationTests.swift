import ArgumentParser
import Foundation
import JSON
import Operations
import Testing

@testable import quarterdeck

/// What every command that changes something shares: the question, and the plan in words.
@Suite struct HeadlessOperationTests {
    private func plan(mustType: String? = nil, blocked: String? = nil) -> Plan {
        var plan = Plan(
            OperationRequest(kind: "image.bump"), title: "Bump image of iris",
            target: Target(context: "gcp", namespace: "ml-apps", name: "iris", uid: "9a", kind: "deployment"), actionKey: "image.bump iris")
        plan.requests = [PlannedRequest(service: "GitHub", method: "PUT", path: "/repos/acme/infra/contents/iris.yaml", body: "(the file)")]
        plan.diff = [DiffLine(.place, "iris.yaml:9"), DiffLine(.removed, "image: a:1"), DiffLine(.added, "image: a:2\u{1b}[2J")]
        plan.warnings = ["Its token ends in 2 h."]
        plan.consequences = ["A commit to acme/infra.", "Then ArgoCD syncs by itself."]
        (plan.undo, plan.credential, plan.identity, plan.command) = ("By a commit.", "the token from env:PAT", "ada", "quarterdeck bump iris")
        (plan.mustType, plan.blocked) = (mustType, blocked)
        return plan
    }

    @Test func aPlanInWordsIsWhatTheConsolesDialogShows() {
        #expect(
            PlanText.text(plan(blocked: "Read-only.")) == """
                Bump image of iris
                  gcp/ml-apps/iris (deployment), uid 9a
                  sends  PUT /repos/acme/infra/contents/iris.yaml  to GitHub
                         (the file)
                         with the token from env:PAT, as ada
                         iris.yaml:9
                         - image: a:1
                         + image: a:2·[2J
                  note   Its token ends in 2 h.
                  then   A commit to acme/infra.
                         Then ArgoCD syncs by itself.
                  undo   By a commit.
                  shell  quarterdeck bump iris
                  but    Read-only.

                """)
    }

    @Test(
        arguments: [
            (["--yes"], nil, nil), (["--yes", "--confirm", "gcp"], "gcp", "gcp"), (["--yes", "--confirm", "k3d"], nil, "k3d"),
        ] as [([String], String?, String?)])
    func whatIsSaidOnTheCommandLineIsTheAnswer(arguments: [String], mustType: String?, typed: String?) async throws {
        let options = try OperationOptions.parse(arguments)
        #expect(try await Confirmation(options, canAsk: false).typed(for: plan(mustType: mustType)) == typed)
    }

    @Test(
        arguments: [
            ([], nil, "Nobody can be asked here: --dry-run prints what would be done, --yes does it. Nothing was sent."),
            (["--yes"], "gcp", "gcp is protected, and nobody can be asked here: name it with --confirm gcp, beside --yes. Nothing was sent."),
            (["--yes", "--confirm", "k3d"], "gcp", #"--confirm says "k3d", but it is gcp that would be changed. Nothing was sent."#),
            (["--confirm", "gcp"], "gcp", "Nobody can be asked here: --dry-run prints what would be done, --yes does it. Nothing was sent."),
        ] as [([String], String?, String)])
    func whatIsNotIsRefusedWhereNobodyCanBeAsked(arguments: [String], mustType: String?, sentence: String) async throws {
        let options = try OperationOptions.parse(arguments)
        let refusal = await #expect(throws: Refusal.self) {
            try await Confirmation(options, canAsk: false).typed(for: plan(mustType: mustType))
        }
        #expect(refusal?.sentence == sentence && refusal?.status == 2)
    }

    @Test func anOfferIsACommandWhereThereIsOne() {
        let bump = OperationRequest(kind: "image.bump", parameters: ["image": "ghcr.io/acme/iris:main-1"])
        #expect(PlanText.offer(.init("Bump the image", bump)) == "Bump the image: quarterdeck bump --image ghcr.io/acme/iris:main-1")
        #expect(PlanText.offer(.init("Cancel it", OperationRequest(kind: "run.cancel"))) == "Cancel it (in the console)")
    }

    @Test func jsonHasTheOutcomeAndItsNextStep() throws {
        let bump = OperationRequest(kind: "image.bump", parameters: ["image": "a:2"])
        let json = OperationJSON(plan: plan(), outcome: Outcome(.done, "It is done.", offers: [.init("Bump the image", bump)])).value.text
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let outcome = try #require(object["outcome"] as? [String: Any])
        #expect(outcome["kind"] as? String == "done" && outcome["sentence"] as? String == "It is done.")
        let offer = (outcome["offers"] as? [[String: Any]])?.first
        #expect(offer?["title"] as? String == "Bump the image" && (offer?["request"] as? [String: Any])?["kind"] as? String == "image.bump")
    }
}
