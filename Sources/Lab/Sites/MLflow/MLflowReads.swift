/// The reads of the tracking store.
enum MLflowReads {
    static func searchExperiments(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        // Unlike every other search this one wants a size to be given.
        let wanted = try parameters.whole("max_results") ?? 0
        guard wanted > 0 else {
            throw .invalid("Invalid value \(wanted) for parameter 'max_results' supplied. It must be a positive integer")
        }
        guard wanted <= 50_000 else {
            throw .invalid("Invalid value \(wanted) for parameter 'max_results' supplied. It must be at most 50000")
        }
        let page = try MLflowPage(token: parameters["page_token"]?.text, size: Int(wanted))
        let clauses = try FilterClause.parse(
            parameters.text("filter"), attributes: ["name", "creation_time", "last_update_time"])
        let all = await stage.read { $0.mlflow.experiments }
        let view = parameters["view_type"]?.text ?? "ACTIVE_ONLY"
        let fitting = all.filter { experiment in
            shown(experiment.lifecycle, in: view) && clauses.allSatisfy { $0.admits(experiment) }
        }
        // Newest first, as `last_update_time DESC, experiment_id DESC` has it.
        let sorted = fitting.sorted { ($0.created, Int($0.id) ?? 0) > ($1.created, Int($1.id) ?? 0) }
        let slice = page.slice(sorted)
        let more = page.offset + slice.count < sorted.count
        return .compact([
            "experiments": MLflowJSON.list(slice.map(MLflowJSON.experiment)),
            "next_page_token": more ? page.next(after: slice.count) : nil,
        ])
    }

    static func experiment(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let id = try parameters.required("experiment_id")
        guard let found = await stage.read({ $0.mlflow.experiments.first { $0.id == id } }) else {
            throw .missing("No Experiment with id=\(id) exists")
        }
        return ["experiment": MLflowJSON.experiment(found)]
    }

    static func experimentByName(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let name = try parameters.required("experiment_name")
        guard let found = await stage.read({ $0.mlflow.experiments.first { $0.name == name } }) else {
            throw .missing("Could not find experiment with name '\(name)'")
        }
        return ["experiment": MLflowJSON.experiment(found)]
    }

    static func searchRuns(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let page = try MLflowPage(
            token: parameters["page_token"]?.text, size: parameters.size(default: 1_000, limit: 50_000))
        var order: [RunSearch.Order] = []
        for text in parameters.list("order_by") { order.append(try RunSearch.Order(text)) }
        let search = RunSearch(clauses: try FilterClause.parse(parameters.text("filter")), order: order)
        let experiments = Set(parameters.list("experiment_ids"))
        let view = parameters["run_view_type"]?.text ?? "ACTIVE_ONLY"
        let state = await stage.read { $0.mlflow }
        // A deleted experiment shows no runs, whatever is asked.
        let hidden = Set(state.experiments.filter { $0.lifecycle == "deleted" }.map(\.id))
        let candidates = state.runs.filter {
            experiments.contains($0.experiment) && !hidden.contains($0.experiment) && shown($0.lifecycle, in: view)
        }
        let slice = page.slice(search.runs(in: candidates))
        return .compact([
            "runs": MLflowJSON.list(slice.map { MLflowJSON.run($0) }), "next_page_token": page.next(after: slice.count),
        ])
    }

    static func run(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        ["run": MLflowJSON.run(try await find(parameters, stage))]
    }

    /// Everything that was logged under one key. 2.18 knows no paging here and ignores what asks for it.
    static func history(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let run = try await find(parameters, stage)
        let key = try parameters.required("metric_key")
        return .compact(["metrics": MLflowJSON.list(run.metrics.filter { $0.key == key }.map(MLflowJSON.point))])
    }

    static func artifacts(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let run = try await find(parameters, stage)
        let path = parameters.text("path").split(separator: "/").map(String.init)
        guard !path.contains("..") else { throw .invalid("Invalid path") }
        var files: [JSON] = []
        var folders: Set<String> = []
        for artifact in run.artifacts {
            let parts = artifact.path.split(separator: "/").map(String.init)
            guard parts.count > path.count, Array(parts.prefix(path.count)) == path else { continue }
            let here = parts.prefix(path.count + 1).joined(separator: "/")
            if parts.count == path.count + 1 {
                files.append(["path": .string(here), "is_dir": false, "file_size": .integer(artifact.size)])
            } else if folders.insert(here).inserted {
                files.append(["path": .string(here), "is_dir": true])
            }
        }
        return .compact(["root_uri": .string(MLflowJSON.artifactRoot(run)), "files": MLflowJSON.list(files)])
    }

    /// The run that `run_id` names (or `run_uuid`, its old name).
    private static func find(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> TrackedRun {
        let id = try parameters["run_uuid"] == nil ? parameters.required("run_id") : parameters.required("run_uuid")
        guard let run = await stage.read({ $0.mlflow.run(id) }) else { throw .missing("Run with id=\(id) not found") }
        return run
    }

    private static func shown(_ lifecycle: String, in view: String) -> Bool {
        view == "ALL" || (lifecycle == "deleted") == (view == "DELETED_ONLY")
    }
}

extension FilterClause {
    /// Whether an experiment fits: by its name, its times, or a tag.
    fileprivate func admits(_ experiment: MLflowState.Experiment) -> Bool {
        switch (entity, value) {
        case ("attribute", .text(let wanted)): Self.compare(experiment.name, comparator, wanted)
        case ("tag", .text(let wanted)):
            experiment.tags.first { $0.key == key }.map { Self.compare($0.value, comparator, wanted) } ?? false
        default: false
        }
    }
}
