import JSON
import Operations
import Testing

@Suite struct PlanTests {
    @Test func aStoredPlanIsReadAsItWas() throws {
        var plan = Plan(
            OperationRequest(kind: "pod.delete", parameters: ["context": "k3d", "name": "iris"]), title: "Delete pod iris",
            target: Target(context: "k3d", namespace: "ml-apps", name: "iris", uid: "1f", kind: "pod"), actionKey: "pod.delete k3d/1f")
        plan.requests = [PlannedRequest(service: "k3d", method: "DELETE", path: "/api/v1/pods/iris", body: #"{"a":1}"#)]
        plan.diff = [DiffLine(.place, "deployment.yaml"), DiffLine(.removed, "image: a"), DiffLine(.added, "image: b")]
        (plan.consequences, plan.warnings) = (["Another is made."], ["It serves."])
        (plan.risk, plan.dangerousWord, plan.undo) = (.destroys, "Delete", "cannot be undone")
        (plan.credential, plan.identity, plan.command) = ("the token from env:X", "ada", "kubectl delete pod iris")
        (plan.mustType, plan.blocked) = ("k3d", nil)
        #expect(try JSON.read(Plan.self, from: plan.json.bytes) == plan)
        #expect(plan.target.words == "k3d/ml-apps/iris (pod)")
    }
}
