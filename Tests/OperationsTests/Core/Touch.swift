import Host
import JSON
import Operations
import Services

/// The smallest operation there can be: it posts to `/touch`, asks `/state` what came of it, and `/touched` whether it was done.
struct Touch: Operations.Operation {
    static let kind = "test.touch"
    let request: OperationRequest
    let name: String

    init(_ request: OperationRequest) throws {
        self.request = request
        name = try request.required("name")
    }

    static func named(_ name: String) -> OperationRequest { OperationRequest(kind: kind, parameters: ["name": name, "token": "s3cret"]) }

    func plan(_ reach: Reach) async throws -> Plan {
        Plan(request, title: "Touch \(name)", target: Target(context: "k3d", name: name, kind: "thing"), actionKey: "touch k3d/\(name)")
    }

    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt {
        guard let cluster = reach.clusters["k3d"] else { throw .notSent(.notFound(service: "k3d", what: "context")) }
        _ = try await cluster.link.write("POST", "/touch", what: name)
        return Receipt("k3d took it.", reference: "7")
    }

    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome {
        let state = try await reach.clusters["k3d"]?.object(path: "/state/\(receipt.reference)", what: "state")
        return Outcome(.done, "It is \(state?.string ?? "gone").")
    }

    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened {
        switch try await reach.clusters["k3d"]?.object(path: "/touched", what: "trace").string {
        case "yes": .yes(Receipt("a trace is there.", reference: "7"))
        case "no": .no("there is no trace of it.")
        default: .cannotTell("the trace is smudged. Look at it.")
        }
    }
}
