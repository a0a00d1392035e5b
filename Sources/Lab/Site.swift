/// One remote system, played: renders the world as that system's API does and turns writes into commands.
///
/// A site keeps no state of its own; everything it knows is in the world that the ``Stage`` holds. Faults are none of
/// its business either: they are put in front of it by ``FaultInjector``.
protocol Site: Sendable {
    /// Which system this is.
    var name: SiteName { get }

    /// Whose changes may open or close the way to it.
    var topic: Topic { get }

    /// What is wrong on the way to it.
    func fault(in world: World) -> Fault?

    /// Answers one request.
    func respond(to request: LabRequest, on stage: Stage) async -> LabResponse

    /// A refusal with this status in the words of the API, for requests that a fault turns away.
    func refusal(status: Int, of request: LabRequest) -> LabResponse
}

extension Site {
    var topic: Topic { .faults }

    func fault(in world: World) -> Fault? { world.faults[name] }

    func refusal(status: Int, of request: LabRequest) -> LabResponse {
        .json(["message": .string(LabResponse.phrase(of: status))], status: status)
    }
}
