/// What a training client writes. Each write is one step on the stage, so that two clients cannot both pass a check that only
/// one of them may.
enum MLflowWrites {
    static func create(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let experiment = parameters["experiment_id"]?.text ?? "0"
        let start = try parameters.whole("start_time")
        let tags = parameters.pairs("tags")
        let given = parameters["run_name"]?.text ?? tags.first { $0.key == "mlflow.runName" }?.value
        let created = await stage.perform { world -> Result<TrackedRun, MLflowError> in
            guard let found = world.mlflow.experiments.first(where: { $0.id == experiment }) else {
                return .failure(.missing("No Experiment with id=\(experiment) exists"))
            }
            guard found.lifecycle == "active" else {
                return .failure(
                    .invalid("The experiment \(experiment) must be in the 'active' state. Current state is \(found.lifecycle)."))
            }
            let id = world.random.hex(32)
            var name = given ?? ""
            if name.isEmpty {
                // The server makes up a name where none is given.
                name =
                    world.random.pick(["bright", "calm", "rare", "swift", "kind"]) + "-"
                    + world.random.pick(["fox", "wren", "toad", "lynx", "crab"]) + "-\(world.random.next(below: 900) + 100)"
            }
            var run = TrackedRun(id: id, experiment: experiment, name: name, start: start ?? world.now.milliseconds)
            for tag in tags { run.set(tag) }
            run.set(MLflowState.Pair(key: "mlflow.runName", value: name))
            world.apply(.mlflow(.create(run)))
            return .success(run)
        }
        return ["run": MLflowJSON.run(try created.get(), inputs: false)]
    }

    static func update(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let known = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"]
        // A status that does not exist is ignored, and the answer is still 200.
        let status = parameters["status"]?.text.flatMap { known.contains($0) ? $0 : nil }
        let end = try parameters.whole("end_time")
        let name = parameters["run_name"]?.text
        let run = try await change(parameters, on: stage) { run, _ in
            .success(.update(run: run.id, status: status, end: end, name: name))
        }
        return ["run_info": MLflowJSON.info(run)]
    }

    static func logMetric(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let point = try point(
            key: parameters.required("key"), value: parameters["value"], timestamp: parameters.whole("timestamp"),
            step: parameters.whole("step"), bareNaN: parameters.heldBareNaN)
        _ = try await change(parameters, on: stage) { run, _ in
            .success(.log(run: run.id, metrics: [point], parameters: [], tags: []))
        }
        return .object([])
    }

    static func logParameter(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let pair = MLflowState.Pair(key: try parameters.required("key"), value: parameters.text("value"))
        _ = try await change(parameters, on: stage) { run, _ in
            fresh([pair], in: run).map { .log(run: run.id, metrics: [], parameters: $0, tags: []) }
        }
        return .object([])
    }

    static func setTag(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let pair = MLflowState.Pair(key: try parameters.required("key"), value: parameters.text("value"))
        _ = try await change(parameters, on: stage) { run, _ in
            // The run's name is kept twice: as a tag and in its info.
            pair.key == "mlflow.runName"
                ? .success(.update(run: run.id, status: nil, end: nil, name: pair.value))
                : .success(.log(run: run.id, metrics: [], parameters: [], tags: [pair]))
        }
        return .object([])
    }

    static func logBatch(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let sent = parameters["metrics"]?.elements ?? []
        try limit(sent.count, to: 1_000, "metrics")
        let pairs = parameters.pairs("params")
        try limit(pairs.count, to: 100, "params")
        let tags = parameters.pairs("tags")
        try limit(tags.count, to: 100, "tags")
        var points: [TrackedRun.Point] = []
        for metric in sent {
            points.append(
                try point(
                    key: metric["key"]?.text ?? "", value: metric["value"], timestamp: metric["timestamp"]?.int,
                    step: metric["step"]?.int, bareNaN: false))
        }
        let logged = points
        _ = try await change(parameters, on: stage) { run, _ in
            fresh(pairs, in: run).map { .log(run: run.id, metrics: logged, parameters: $0, tags: tags) }
        }
        return .object([])
    }

    /// Finds the run, asks what to do, does it, and returns the run as it is then.
    private static func change(
        _ parameters: MLflowParameters, on stage: Stage,
        _ decide: @Sendable (TrackedRun, World) -> Result<MLflowCommand, MLflowError>
    ) async throws(MLflowError) -> TrackedRun {
        let id = try parameters["run_uuid"] == nil ? parameters.required("run_id") : parameters.required("run_uuid")
        let result = await stage.perform { world -> Result<TrackedRun, MLflowError> in
            guard let run = world.mlflow.run(id) else { return .failure(.missing("Run with id=\(id) not found")) }
            guard run.lifecycle == "active" else {
                return .failure(.invalid("The run \(id) must be in the 'active' state. Current state is \(run.lifecycle)."))
            }
            return decide(run, world).map { command in
                world.apply(.mlflow(command))
                return world.mlflow.run(id) ?? run
            }
        }
        return try result.get()
    }

    /// The parameters that are not there yet. Writing the same value again is nothing, another value is an error.
    private static func fresh(_ pairs: [MLflowState.Pair], in run: TrackedRun) -> Result<[MLflowState.Pair], MLflowError> {
        var new: [MLflowState.Pair] = []
        for pair in pairs {
            guard let held = run.parameters.first(where: { $0.key == pair.key }) else {
                new.append(pair)
                continue
            }
            guard held.value == pair.value else {
                return .failure(
                    .invalid(
                        "Changing param values is not allowed. Param with key='\(pair.key)' was already logged with value="
                            + "'\(held.value)' for run ID='\(run.id)'. Attempted logging new value '\(pair.value)'."))
            }
        }
        return .success(new)
    }

    private static func point(
        key: String, value: JSON?, timestamp: Int64?, step: Int64?, bareNaN: Bool
    ) throws(MLflowError) -> TrackedRun.Point {
        // Protobuf stops reading at a bare NaN: what is left are the defaults, and nobody is told.
        if bareNaN { return TrackedRun.Point(key: key, value: 0, timestamp: 0, step: 0) }
        guard let value else { throw .required("value") }
        guard let number = MLflowParameters.number(value) else { throw .unfit("value", value, type: "str") }
        guard let timestamp else { throw .required("timestamp") }
        return TrackedRun.Point(key: key, value: number, timestamp: timestamp, step: step ?? 0)
    }

    private static func limit(_ count: Int, to most: Int, _ what: String) throws(MLflowError) {
        guard count <= most else {
            throw .invalid(
                "A batch logging request can contain at most \(most) \(what). Got \(count) \(what). Please split up \(what) across "
                    + "multiple requests and try again.")
        }
    }
}
