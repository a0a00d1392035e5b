import Services

extension GitHubClient: PipelineReader {
    /// The last bytes of the job's log.
    public func jobLogTail(_ id: Int64, in repository: String, limit: Int) async throws -> [UInt8] {
        try await log(ofJob: id, in: repository, limit: limit).bytes
    }
}

extension MLflowClient: ModelReader {
    /// One page.
    public func newestRuns(experiment id: String, count: Int) async throws -> [Run] {
        var search = RunSearch(experiments: [id])
        search.pageSize = count
        return try await runs(search).items
    }
    /// Newest first.
    public func newestVersions(of model: String, count: Int) async throws -> [ModelVersion] {
        try await versions(ofModel: model, limit: count)
    }
}

extension ArgoClient: DeploymentReader {}

extension PrometheusClient: MetricReader {}
