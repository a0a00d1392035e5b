/// Every operation, one line each.
public enum OperationKinds {
    /// In the order of the documentation.
    public static let all: [any Operation.Type] = [
        DeletePod.self,
        RestartRollout.self,
        SyncApplication.self,
        RefreshApplication.self,
        RerunPipeline.self,
        RerunFailedJobs.self,
        CancelPipeline.self,
        SilenceAlert.self,
        ExpireSilence.self,
        BumpImage.self,
        LaunchTraining.self,
    ]

    /// The operation that a request asks for.
    /// - Throws: ``OperationError``.
    static func make(_ request: OperationRequest, among kinds: [any Operation.Type]) throws -> any Operation {
        guard let kind = kinds.first(where: { $0.kind == request.kind }) else { throw OperationError.unknownKind(request.kind) }
        return try kind.init(request)
    }
}
