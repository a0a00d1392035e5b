import Host
import JSON
import Services

extension LiveEvidence {
    /// A workflow run: its jobs, of each that failed the annotations, the log, and the log of its last passing run; what the commits since
    /// changed, and what scanners uploaded.
    func pipeline(_ repository: String, _ id: Int64, _ group: Collection) {
        guard let pipelines else { return group.yield(Evidence(.run, name: "run.json", failure: "run.json: GitHub is not configured.")) }
        let limit = logBytes
        group.add(.run, "run.json") {
            var run = try await pipelines.run(id, of: repository)
            if run.repository.isEmpty { run.repository = repository }
            let found = run
            group.add(.jobs, "jobs.json") {
                let jobs = try await pipelines.jobs(ofRun: id, in: repository)
                let failed = Self.firstCauseFirst(jobs.filter { RunFacts.isFailure($0.conclusion) }).prefix(6)
                for job in failed { collect(job, of: found, pipelines, limit, group) }
                since(lastPassing: found, Array(failed), pipelines, limit, group)
                if !failed.isEmpty { scannerReports(of: found, pipelines, group) }
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

    /// Failed jobs in the order in which they failed; those that were only cancelled last.
    private static func firstCauseFirst(_ jobs: [Job]) -> [Job] {
        func key(_ job: Job, _ place: Int) -> (Int, Int64, Int) {
            let failed = job.steps.first { RunFacts.isFailure($0.conclusion) }
            return (job.conclusion == "cancelled" ? 1 : 0, (failed?.completed ?? job.completed)?.milliseconds ?? .max, place)
        }
        return jobs.enumerated().sorted { key($0.element, $0.offset) < key($1.element, $1.offset) }.map(\.element)
    }

    /// The last passing run: the logs of the same jobs, since what they do not say is what is new; and what was committed since.
    private func since(lastPassing run: WorkflowRun, _ failed: [Job], _ pipelines: any PipelineReader, _ limit: Int, _ group: Collection) {
        let repository = run.repository
        group.add(.comparison, "comparison.json") {
            guard let good = try await pipelines.lastSuccess(before: run) else {
                // None has passed yet: there is nothing to compare with, which is no failure. The commit itself is known.
                group.add(.commit, "commits/\(run.commit.prefix(7)).json") {
                    ServiceJSON.commit(try await pipelines.commit(run.commit, in: repository), of: repository).bytes
                }
                return nil
            }
            for job in failed {
                group.add(.jobLogPassed, "logs/\(Self.fileName(job.name)).passed.log", part: job.name) {
                    guard
                        let same = try await pipelines.jobs(ofRun: good.id, in: repository).first(where: {
                            $0.name == job.name && $0.conclusion == "success"
                        })
                    else { return nil }
                    return try await pipelines.jobLogTail(same.id, in: repository, limit: limit)
                }
            }
            guard !good.commit.isEmpty, !run.commit.isEmpty, good.commit != run.commit else {
                return ServiceJSON.comparison(Comparison(), of: repository).bytes
            }
            return ServiceJSON.comparison(
                try await pipelines.comparison(from: good.commit, to: run.commit, in: repository), of: repository
            ).bytes
        }
    }

    /// What scanners wrote to files that the run kept, by the artifacts' names.
    private func scannerReports(of run: WorkflowRun, _ pipelines: any PipelineReader, _ group: Collection) {
        group.add(.securityReport, "reports") {
            let words = ["bandit", "trivy", "gitleaks", "snyk", "semgrep", "codeql", "grype", "sarif", "sast", "scan", "security", "secrets"]
            let artifacts = try await pipelines.artifacts(ofRun: run.id, in: run.repository).filter { artifact in
                let name = artifact.name.lowercased()
                return !artifact.isExpired && words.contains { name.contains($0) }
            }
            for artifact in artifacts.prefix(4) {
                group.add(.securityReport, "reports/\(Self.fileName(artifact.name))") {
                    let files = try await pipelines.files(
                        ofArtifact: artifact.id, in: run.repository, ending: [".json", ".sarif"], limit: 4 << 20)
                    for file in files.prefix(4) {
                        let name = Self.fileName(String(file.name.split(separator: ".").first ?? "report"))
                        let ending = file.name.lowercased().hasSuffix(".sarif") ? "sarif" : "json"
                        group.yield(Evidence(.securityReport, name: "reports/\(Self.fileName(artifact.name))/\(name).\(ending)", bytes: file.bytes))
                    }
                    return nil
                }
            }
            return nil
        }
    }

    /// A job's name as a file's: `Build & Scan (3.11)` is `build-scan-3-11`.
    static func fileName(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.isEmpty ? "job" : String(words.joined(separator: "-").prefix(60))
    }
}
