import Host
import JSON
import Services

/// Evidence from live services: gathered concurrently under one deadline, every failure a piece of its own.
public struct LiveEvidence: EvidenceSource {
    /// What is known of a model besides its runs.
    public struct Model: Sendable, Equatable {
        /// Name in the registry; empty where it is not registered.
        public var registered = ""
        /// Metric, baseline and rows of the test set, where configured.
        public var metric: String?, baseline: Double?, testRows: Int?
        /// Nothing known.
        public init() {}
    }

    /// Clusters by context.
    public var clusters: [String: any ClusterReader] = [:]
    /// GitHub; `nil` where not configured.
    public var pipelines: (any PipelineReader)?
    /// MLflow; `nil` where not configured.
    public var models: (any ModelReader)?
    /// Argo CD and Prometheus; `nil` where not configured.
    public var deployments: (any DeploymentReader)?, metrics: (any MetricReader)?
    /// Repositories that images are built from, as `owner/name`, likeliest first.
    public var sources: [String] = []
    /// Lines of a pod's containers that somebody here has read while it was there, by container; empty where nobody has. Of a name that
    /// another pod has by now, those of the pods before: not of the uid that is given.
    public var keptLogs: @Sendable (_ context: String, _ namespace: String, _ pod: String, _ except: String?) -> [KeptLog] = { _, _, _, _ in [] }
    /// A container's name and what was read of its log.
    public typealias KeptLog = (container: String, bytes: [UInt8])
    /// What configuration says about models, by experiment.
    public var known: [String: Model] = [:]
    /// After so long what has not come is missing.
    public var deadline: Duration = .seconds(15)
    /// Most lines and bytes of one log.
    public var logLines = 20_000, logBytes = 16 << 20
    /// Only log lines since so long ago; `nil` for all there are.
    public var logAge: Duration?
    let time: any TimeSource

    /// The moment before which log lines are left out.
    var since: Timestamp? { logAge.map { time.now() + (.zero - $0) } }

    /// A source with nothing to read from yet.
    public init(time: any TimeSource) { self.time = time }

    /// Gathers what the subject's kind calls for.
    public func gather(_ subject: Subject) -> AsyncStream<Evidence> {
        AsyncStream { stream in
            let task = Task {
                let collection = Collection(stream: stream, deadline: deadline)
                stream.yield(Evidence(.subject, name: "subject.json", bytes: json(of: subject).bytes))
                await collection.run(within: time) { group in
                    switch subject {
                    case .pod(let context, let namespace, let name, let uid):
                        pod(context, namespace, name, nil, Asked(uid: uid ?? "", since: nil), group)
                    case .alert(let name, let context, let labels, let annotations, let since):
                        alert(name, context, labels, annotations, since, group)
                    case .run(let repository, let id, _): pipeline(repository, id, group)
                    case .model(let experiment, let id): model(experiment, id, group)
                    }
                }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    /// Which of the pods that had a name is meant.
    struct Asked { var uid: String, since: String? }

    /// The subject, and what configuration adds to it.
    private func json(of subject: Subject) -> Value {
        var json = subject.json
        json["gathered"] = .string(time.now().rfc3339)
        if let since { json["logs_since"] = .string(since.rfc3339) }
        if case .model(let experiment, _) = subject, let model = known[experiment] {
            if !model.registered.isEmpty { json["model"] = .string(model.registered) }
            if let metric = model.metric { json["metric"] = .string(metric) }
            if let baseline = model.baseline { json["baseline"] = .double(baseline) }
            if let rows = model.testRows { json["test_rows"] = .int(rows) }
        }
        return json
    }
}
