import Host
import JSON
import Services

/// A failed run's evidence: the run, its jobs, annotations and logs of the jobs that failed, and the log of the same job in the last passing
/// run of the branch, whose absence of lines says more than any of its own.
struct PipelineEvidence: Sendable {
    /// Failed jobs whose logs are read; the first ones hold the cause.
    static let failedJobs = 3

    let github: ServiceLink?
    let repository: String
    let run: Int64

    private var base: String { "/repos/\(repository)/actions" }

    func collect(into basket: Basket) async {
        guard let github else { return basket.add(Evidence(.run, name: "run.json", failure: "GitHub is not configured.")) }
        let base = base, run = run
        async let runBytes: [UInt8]? = basket.fetch(.run, "run.json") {
            try await github.bytes("\(base)/runs/\(run)", what: "run \(run)")
        }
        let jobs = await basket.fetch(.jobs, "jobs.json") {
            try await github.bytes(
                "\(base)/runs/\(run)/jobs", query: [("filter", "latest"), ("per_page", "100")], what: "jobs of run \(run)"
            )
        }
        let passed = await passingJobs(github, like: await runBytes)
        let failed = failures(in: jobs)
        await withTaskGroup(of: Void.self) { group in
            for job in failed.prefix(Self.failedJobs) {
                let file = Self.fileName(job.name)
                group.addTask {
                    await basket.fetch(.jobLog, "logs/\(file).log", part: job.name) { try await log(of: job.id, github) }
                }
                group.addTask {
                    await basket.fetch(.annotations, "annotations.\(file).json", part: job.name) {
                        let path = "/repos/\(repository)/check-runs/\(job.id)/annotations"
                        return try await github.bytes(path, what: "annotations of \(job.name)")
                    }
                }
                guard let same = passed.first(where: { $0.name == job.name }) else { continue }
                group.addTask {
                    await basket.fetch(.jobLogPassed, "logs/\(file).passed.log", part: job.name) { try await log(of: same.id, github) }
                }
            }
        }
    }

    private func log(of job: Int64, _ github: ServiceLink) async throws -> [UInt8] {
        try await github.bytes(
            "\(base)/jobs/\(job)/logs", limit: LiveEvidence.largestLog, what: "log of job \(job) (expired, or never started)"
        )
    }

    private func failures(in jobs: [UInt8]?) -> [(id: Int64, name: String)] {
        read(jobs) { $0["jobs"].array.filter { ["failure", "timed_out"].contains($0["conclusion"].string ?? "") } }
    }

    /// Jobs of the last passing run of the same workflow and branch; none when that cannot be found.
    private func passingJobs(_ github: ServiceLink, like run: [UInt8]?) async -> [(id: Int64, name: String)] {
        guard let run else { return [] }
        do {
            let (workflow, branch) = try JSON.with(run) { ($0["workflow_id"].int, $0["head_branch"].string) }
            guard let workflow else { return [] }
            var query = [("status", "success"), ("per_page", "1")]
            if let branch { query.append(("branch", branch)) }
            let found = try await github.bytes("\(base)/workflows/\(workflow)/runs", query: query, what: "passing run")
            guard let id = try JSON.with(found, { $0["workflow_runs"][0]["id"].int }) else { return [] }
            let jobs = try await github.bytes("\(base)/runs/\(id)/jobs", query: [("per_page", "100")], what: "jobs of run \(id)")
            return read(jobs) { $0["jobs"].array.filter { $0["conclusion"].string == "success" } }
        } catch {
            // Without it the failed log stands alone: weaker, not wrong.
            return []
        }
    }

    private func read(_ bytes: [UInt8]?, _ jobs: (Element) -> [Element]) -> [(id: Int64, name: String)] {
        guard let bytes else { return [] }
        let found = try? JSON.with(bytes) { document in
            jobs(document).compactMap { job in job["id"].int.map { (id: Int64($0), name: job["name"].string ?? "job") } }
        }
        return found ?? []
    }

    private static func fileName(_ job: String) -> String {
        String(job.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
