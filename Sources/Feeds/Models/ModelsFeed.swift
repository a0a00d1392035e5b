import Host
import Services

/// Watched experiments with their newest runs, polled.
public struct ModelsFeed: Sendable {
    /// Runs read per experiment: enough for a baseline and a sparkline.
    static let runs = 50

    private let client: MLflowClient
    private let watches: [ModelWatch]
    private let poller: Poller<ModelsView>
    private let publish: @Sendable (FeedEvent) -> Void

    /// A feed; with no watches given, every active experiment is watched by its `accuracy`.
    public init(
        client: MLflowClient, watches: [ModelWatch], interval: Duration = .seconds(30), time: any TimeSource,
        random: RandomSource = .system, publish: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.client = client
        self.watches = watches
        self.publish = publish
        poller = Poller(service: "MLflow", interval: interval, time: time, random: random) { _ in
            try await Self.fetch(client, watches: watches)
        }
    }

    /// Polls until the task is cancelled.
    public func run(wake: Wake = Wake()) async {
        await poller.run(wake: wake) { publish(.models($0)) }
    }

    private static func fetch(_ client: MLflowClient, watches: [ModelWatch]) async throws -> ModelsView {
        let experiments = try await client.experiments()
        let chosen = watches.isEmpty ? experiments.filter { $0.name != "Default" }.map { ModelWatch(experiment: $0.name) } : watches
        var view = ModelsView()
        for watch in chosen {
            guard let experiment = experiments.first(where: { $0.name == watch.experiment }) else {
                var missing = Experiment()
                missing.id = "missing/" + watch.experiment
                missing.name = watch.experiment
                var row = ModelRow(experiment: missing)
                row.cause = "no such experiment on the server"
                view.models.append(row)
                continue
            }
            var search = RunSearch(experiments: [experiment.id])
            search.pageSize = runs
            let runs = try await client.runs(search).items
            let version = watch.registered.isEmpty ? nil : try await client.versions(ofModel: watch.registered, limit: 1).first
            view.models.append(watch.row(experiment, runs: runs, version: version))
        }
        view.models.sort { $0.severity == $1.severity ? $0.experiment.name < $1.experiment.name : $0.severity > $1.severity }
        return view
    }
}
