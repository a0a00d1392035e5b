import JSON
import Services

extension LiveEvidence {
    /// A workflow run: its jobs, and of each that failed the annotations, the log, and the log of its last passing run.
    func pipeline(_ repository: String, _ id: Int64, _ group: Collection) {
        guard let pipelines else { return group.yield(Evidence(.run, name: "run.json", failure: "run.json: GitHub is not configured.")) }
        let limit = logBytes
        group.add(.run, "run.json") {
            var run = try await pipelines.run(id, of: repository)
            if run.repository.isEmpty { run.repository = repository }
            let found = run
            group.add(.jobs, "jobs.json") {
                let jobs = try await pipelines.jobs(ofRun: id, in: repository)
                let failed = jobs.filter { RunFacts.isFailure($0.conclusion) }.prefix(3)
                for job in failed { collect(job, of: found, pipelines, limit, group) }
                if !failed.isEmpty { passed(Array(failed), before: found, pipelines, limit, group) }
                return ServiceJSON.jobs(jobs).bytes
            }
            return ServiceJSON.run(found).bytes
        }
    }

    private func collect(_ job: Job, of run: WorkflowRun, _ pipelines: any PipelineReader, _ limit: Int, _ group: Collection) {
        let repository = run.repository
        group.add(.annotations, "annotations.\(Self.fileName(job.name)).json", part: job.name) {
            ServiceJSON.annotations(try await pipelines.annotations(ofJob: job.id, in: repository)).bytes
        }
        group.add(.jobLog, "logs/\(Self.fileName(job.name)).log", part: job.name) {
            try await pipelines.jobLogTail(job.id, in: repository, limit: limit)
        }
    }

    /// The logs of the same jobs in the last passing run: what they do not say is what is new.
    private func passed(_ failed: [Job], before run: WorkflowRun, _ pipelines: any PipelineReader, _ limit: Int, _ group: Collection) {
        let repository = run.repository
        for job in failed {
            group.add(.jobLogPassed, "logs/\(Self.fileName(job.name)).passed.log", part: job.name) {
                // None has passed yet: there is nothing to compare with, which is no failure.
                guard let good = try await pipelines.lastSuccess(before: run) else { return nil }
                guard
                    let same = try await pipelines.jobs(ofRun: good.id, in: repository).first(where: {
                        $0.name == job.name && $0.conclusion == "success"
                    })
                else { return nil }
                return try await pipelines.jobLogTail(same.id, in: repository, limit: limit)
            }
        }
    }

    /// A job's name as a file's: `Build & Scan (3.11)` is `build-scan-3-11`.
    static func fileName(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? "job" : String(words.joined(separator: "-").prefix(60))
    }

    /// A model: the newest runs of its experiment, and its registered versions.
    func model(_ experiment: String, _ id: String, _ group: Collection) {
        guard let models else {
            return group.yield(Evidence(.mlflowRuns, name: "runs.json", failure: "runs.json: MLflow is not configured."))
        }
        group.yield(Evidence(.mlflowExperiment, name: "experiment.json", bytes: ServiceJSON.experiment(experiment, id: id).bytes))
        group.add(.mlflowRuns, "runs.json") { ServiceJSON.runs(try await models.newestRuns(experiment: id, count: 50)).bytes }
        if let registered = known[experiment]?.registered, !registered.isEmpty {
            group.add(.mlflowModelVersions, "model-versions.json") {
                ServiceJSON.versions(try await models.newestVersions(of: registered, count: 10)).bytes
            }
        }
    }
}
