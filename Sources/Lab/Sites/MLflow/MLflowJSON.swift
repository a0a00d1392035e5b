/// Runs, experiments and models as the server writes them: protobuf's JSON, where an empty list is absent.
enum MLflowJSON {
    /// A list, or nothing when it is empty.
    static func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }

    static func experiment(_ experiment: MLflowState.Experiment) -> JSON {
        .compact([
            "experiment_id": .string(experiment.id), "name": .string(experiment.name),
            "artifact_location": .string(experiment.artifactLocation), "lifecycle_stage": .string(experiment.lifecycle),
            "last_update_time": .integer(experiment.created.milliseconds),
            "creation_time": .integer(experiment.created.milliseconds),
            "tags": list(experiment.tags.map(pair)),
        ])
    }

    static func info(_ run: TrackedRun) -> JSON {
        .compact([
            "run_uuid": .string(run.id), "experiment_id": .string(run.experiment), "run_name": .string(run.name), "user_id": "",
            "status": .string(run.status), "start_time": .integer(run.start), "end_time": run.end.map { .integer($0) },
            "artifact_uri": .string(artifactRoot(run)), "lifecycle_stage": .string(run.lifecycle), "run_id": .string(run.id),
        ])
    }

    /// A run with its data. `runs/create` answers without `inputs`, the reads with an empty one.
    static func run(_ run: TrackedRun, inputs: Bool = true) -> JSON {
        .compact([
            "info": info(run),
            "data": .compact([
                "metrics": list(run.latest.map(point)), "params": list(run.parameters.map(pair)),
                "tags": list(run.tags.map(pair)),
            ]), "inputs": inputs ? .object([]) : nil,
        ])
    }

    static func point(_ point: TrackedRun.Point) -> JSON {
        [
            "key": .string(point.key), "value": .number(stored(point.value)), "timestamp": .integer(point.timestamp),
            "step": .integer(point.step),
        ]
    }

    static func pair(_ pair: MLflowState.Pair) -> JSON { ["key": .string(pair.key), "value": .string(pair.value)] }

    static func model(_ model: RegisteredModel) -> JSON {
        // The newest version of each stage, as the registry defines "latest".
        var stages: Set<String> = []
        let latest = model.versions.reversed().filter { stages.insert($0.stage).inserted }
        return .compact([
            "name": .string(model.name), "creation_timestamp": .integer(model.created.milliseconds),
            "last_updated_timestamp": .integer(model.updated.milliseconds),
            "description": model.about.isEmpty ? nil : .string(model.about),
            "latest_versions": list(latest.map { version($0, of: model, aliases: false) }),
            "aliases": list(model.aliases.map { ["alias": .string($0.key), "version": .string($0.value)] }),
        ])
    }

    /// A version. Only single reads carry the aliases.
    static func version(_ version: RegisteredModel.Version, of model: RegisteredModel, aliases: Bool) -> JSON {
        let names = model.aliases.filter { $0.value == String(version.number) }.map { JSON.string($0.key) }
        return .compact([
            "name": .string(model.name), "version": .string(String(version.number)),
            "creation_timestamp": .integer(version.created.milliseconds),
            "last_updated_timestamp": .integer(version.created.milliseconds), "current_stage": .string(version.stage),
            "description": "", "source": .string(version.source), "run_id": .string(version.run), "status": "READY",
            "run_link": "",
            "aliases": aliases ? list(names) : nil,
        ])
    }

    static func artifactRoot(_ run: TrackedRun) -> String { "/mlflow/artifacts/\(run.experiment)/\(run.id)/artifacts" }

    /// The SQL store keeps infinity as the greatest double there is.
    private static func stored(_ value: Double) -> Double {
        value.isInfinite ? (value < 0 ? -Double.greatestFiniteMagnitude : Double.greatestFiniteMagnitude) : value
    }
}
