/// The Actions part of the API: workflows, runs, jobs, annotations.
/// <https://docs.github.com/rest/actions>
struct RunRoutes {
    let request: LabRequest
    let json: GitHubJSON

    private var repository: Repository { json.repository }

    /// Answers what stands after `…/actions`.
    func answer(_ path: [String]) -> GitHubAnswer {
        switch (path[0], path.count) {
        case ("workflows", 1):
            let workflows = repository.pipelines.map(json.workflow)
            return .json(["total_count": JSON(workflows.count), "workflows": .array(workflows)])
        case ("workflows", 2...):
            guard let pipeline = pipeline(path[1]) else { return .notFound }
            if path.count == 2 { return .json(json.workflow(pipeline)) }
            return path.count == 3 && path[2] == "runs"
                ? list(repository.runs.filter { $0.pipeline.id == pipeline.id }) : .notFound
        case ("runs", 1): return list(repository.runs)
        case ("runs", 2...):
            guard let run = repository.runs.first(where: { String($0.id) == path[1] }) else { return .notFound }
            return answer(Array(path.dropFirst(2)), about: run)
        case ("artifacts", 3) where path[2] == "zip":
            guard let (run, job) = find(path[1]), RunArtifact.all(of: run, at: json.now).contains(where: { $0.id == job.id }) else {
                return .notFound
            }
            let location = LogDownload.link(to: job.id, in: repository.id, from: request, at: json.now, file: LogDownload.artifact)
            return GitHubAnswer(status: 302, headers: [LabResponse.Header(name: "Location", value: location)], body: [])
        case ("jobs", 2...): return job(path[1], rest: Array(path.dropFirst(2)))
        default: return .notFound
        }
    }

    /// The annotations of a job's check run.
    func annotations(of id: String) -> GitHubAnswer {
        guard let (run, job) = find(id) else { return .notFound }
        guard job.status(at: json.now) == "completed", let fault = run.fault, job.conclusion == "failure" else {
            return .json(.array([]))
        }
        return .json(.array(fault.annotations.map { GitHubJSON.annotation($0) }))
    }

    private func answer(_ rest: [String], about run: WorkflowRun) -> GitHubAnswer {
        switch rest {
        case []: return .json(json.run(run))
        case ["jobs"]: return jobs(of: request.value("filter") == "all" ? run.attempts : [run])
        case ["artifacts"]:
            let all = RunArtifact.all(of: run, at: json.now)
            return .json(["total_count": JSON(all.count), "artifacts": .array(all.map { $0.json(json, of: run) })])
        case let path where path.first == "attempts" && path.count >= 2:
            guard let attempt = run.attempts.first(where: { String($0.attempt) == path[1] }) else { return .notFound }
            if path.count == 2 { return .json(json.run(attempt)) }
            return path.count == 3 && path[2] == "jobs" ? jobs(of: [attempt]) : .notFound
        // GitHub itself often has no archive of a whole run while its jobs' logs are there; the lab never has one.
        default: return .notFound
        }
    }

    private func list(_ runs: [WorkflowRun]) -> GitHubAnswer {
        var fitting = runs
        if let branch = request.value("branch") { fitting = fitting.filter { $0.branch == branch } }
        if let event = request.value("event") { fitting = fitting.filter { $0.event == event } }
        if let actor = request.value("actor") { fitting = fitting.filter { $0.actor == actor } }
        if let sha = request.value("head_sha") { fitting = fitting.filter { $0.sha == sha } }
        if let status = request.value("status") {
            // One parameter for both: what the run does, or how it ended.
            fitting = fitting.filter { run in
                let state = run.state(at: json.now)
                return state.status == status || state.conclusion == status
            }
        }
        let page = GitHubPage(request)
        return .json(
            ["total_count": JSON(fitting.count), "workflow_runs": .array(page.slice(fitting).map(json.run))],
            headers: page.links(total: fitting.count, at: json.address + "/actions/runs", request))
    }

    private func jobs(of attempts: [WorkflowRun]) -> GitHubAnswer {
        // A job exists only once what it needs has ended.
        let known = attempts.flatMap { run in run.schedule().filter { $0.created <= json.now }.map { (run, $0) } }
        let page = GitHubPage(request)
        return .json(
            ["total_count": JSON(known.count), "jobs": .array(page.slice(known).map { json.job($0.1, of: $0.0) })],
            headers: page.links(
                total: known.count, at: json.address + "/actions/runs/\(attempts.first?.id ?? 0)/jobs", request))
    }

    private func job(_ id: String, rest: [String]) -> GitHubAnswer {
        guard let (run, job) = find(id), job.created <= json.now else { return .notFound }
        switch rest {
        case []: return .json(json.job(job, of: run))
        case ["logs"]:
            // While a job runs, and when it never ran, there is no log.
            guard job.status(at: json.now) == "completed", !job.steps.isEmpty else { return .notFound }
            let location = LogDownload.link(to: job.id, in: repository.id, from: request, at: json.now)
            return GitHubAnswer(status: 302, headers: [LabResponse.Header(name: "Location", value: location)], body: [])
        default: return .notFound
        }
    }

    private func find(_ id: String) -> (WorkflowRun, ScheduledJob)? {
        guard let id = Int64(id) else { return nil }
        // A job's id tells its run's.
        return repository.runs.lazy.compactMap { $0.job(id) }.first
    }

    private func pipeline(_ name: String) -> Pipeline? {
        repository.pipeline(name)
    }
}

extension Repository {
    /// A workflow by its id or its file's name.
    func pipeline(_ name: String) -> Pipeline? {
        pipelines.first { String($0.id) == name || $0.path.hasSuffix("/" + name) }
    }
}
