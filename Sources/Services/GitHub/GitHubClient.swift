import Host
import JSON
import Transport

/// The REST API of GitHub, version 2022-11-28: whose token it is, what workflows did, and why.
/// <https://docs.github.com/rest>
///
/// Renamed repositories answer 301 and are followed. Lists are asked conditionally: an unchanged one costs nothing of the
/// hour's requests.
public struct GitHubClient: Sendable {
    /// The link it speaks over.
    public let link: ServiceLink
    let meter = GitHubRateMeter()
    /// Most pages of one answer.
    static let mostPages = 10
    /// Most bytes of a log that are read to find its end.
    private static let longestLog = 256 << 20

    /// A client over a link made from ``configuration(base:)``.
    public init(_ link: ServiceLink) { self.link = link }

    /// What a link to GitHub (`https://api.github.com`) or a GitHub Enterprise (`https://host/api/v3`) needs.
    public static func configuration(base: String = "https://api.github.com") -> ServiceLink.Configuration {
        var configuration = ServiceLink.Configuration(service: "GitHub", base: base)
        configuration.headers = ["Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"]
        configuration.followsRedirects = true
        configuration.failure = { [service = configuration.service] in GitHubFailure.error($0, service: service) }
        configuration.missing = { GitHubScopes.missing($0.headers) }
        return configuration
    }

    /// What the last answer said is left of the hour's requests; `nil` before the first.
    public var rate: GitHubRate? { meter.last }

    /// Whose token it is, what a classic one may do, and when it ends.
    /// - Throws: ``ServiceError``: `.unauthorised`.
    /// - Note: <https://docs.github.com/rest/users/users#get-the-authenticated-user>
    public func viewer() async throws -> GitHubViewer {
        let response = try await send("/user", conditional: true)
        return try read(response) { try GitHubViewer($0, headers: response.headers) }
    }

    /// The newest runs of a repository.
    ///
    /// - Parameters:
    ///   - repository: `owner/name`.
    ///   - branch: only runs of this branch; empty for all.
    ///   - count: most runs, at most 100.
    /// - Throws: ``ServiceError``: `.notFound` for a repository that is not there or that the token may not see, `.limited` with
    ///   when to ask again.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository>
    public func runs(of repository: String, branch: String = "", count: Int = 30) async throws -> [WorkflowRun] {
        var query = [("per_page", String(min(max(count, 1), 100)))]
        if !branch.isEmpty { query.append(("branch", branch)) }
        let response = try await send(path(repository, "actions/runs"), query: query, conditional: true, what: "repository \(repository)")
        return try link.readList(response, at: ["workflow_runs"]) { try WorkflowRun($0, of: repository) }
    }

    /// One run as it is now: its attempt and conclusion change when it is run again.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run>
    public func run(_ id: Int64, of repository: String) async throws -> WorkflowRun {
        let response = try await send(path(repository, "actions/runs/\(id)"), conditional: true, what: "run \(id) in \(repository)")
        return try read(response) { try WorkflowRun($0, of: repository) }
    }

    /// The newest successful run of the same workflow and branch that was started before `run`; `nil` where there is none among
    /// the last twenty.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow>
    public func lastSuccess(before run: WorkflowRun) async throws -> WorkflowRun? {
        let response = try await send(
            path(run.repository, "actions/workflows/\(run.workflowID)/runs"),
            query: [("branch", run.branch), ("status", "success"), ("per_page", "20")], conditional: true,
            what: "workflow \(run.workflowID) in \(run.repository)")
        let runs = try link.readList(response, at: ["workflow_runs"]) { try WorkflowRun($0, of: run.repository) }
        return runs.first { other in
            guard other.id != run.id, other.conclusion == "success" else { return false }
            guard let its = other.created, let ours = run.created else { return true }
            return its < ours
        }
    }

    /// The jobs of a run's latest attempt, with their steps. A run that failed to start has none.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/actions/workflow-jobs#list-jobs-for-a-workflow-run>
    public func jobs(ofRun id: Int64, in repository: String) async throws -> [Job] {
        try await pages(
            path(repository, "actions/runs/\(id)/jobs"), query: [("filter", "latest"), ("per_page", "100")], at: ["jobs"],
            what: "run \(id) in \(repository)")
    }

    /// What a job's check run noted, often no more than "Process completed with exit code 1.": the log has the cause.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/checks/runs#list-check-run-annotations>
    public func annotations(ofJob id: Int64, in repository: String) async throws -> [Annotation] {
        try await pages(
            path(repository, "check-runs/\(id)/annotations"), query: [("per_page", "100")], at: [], what: "job \(id) in \(repository)")
    }

    /// The last bytes of a job's log.
    ///
    /// GitHub answers a link to another host that lives for a minute; it is followed at once and without our credentials.
    ///
    /// - Parameter limit: most bytes kept, from the end.
    /// - Throws: ``ServiceError``: `.notFound` while the job is queued or running, for one that never started, and once the
    ///   log has expired; `.tooLarge` for a log over 256 MiB.
    /// - Note: <https://docs.github.com/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run>
    public func log(ofJob id: Int64, in repository: String, limit: Int = 8 << 20) async throws -> JobLog {
        let stream = try await link.stream(
            "GET", path(repository, "actions/jobs/\(id)/logs"), idle: link.configuration.deadlines.idle,
            what: "log of job \(id): it is not there before the job has ended, nor after it has expired")
        var reader = JobLogReader(limit: limit)
        var size = 0
        do {
            for try await piece in stream.body {
                size += piece.count
                guard size <= Self.longestLog else {
                    throw ServiceError.tooLarge(service: link.configuration.service, limit: Self.longestLog)
                }
                reader.add(piece)
            }
        } catch {
            throw link.error(for: error)
        }
        return reader.finished()
    }

    /// A commit with the files it changed, at most 300.
    ///
    /// - Parameter ref: hash, branch or tag.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/commits/commits#get-a-commit>
    public func commit(_ ref: String, in repository: String) async throws -> Commit {
        let response = try await send(
            path(repository, "commits/\(ref.percentEncoded)"), conditional: true, what: "commit \(ref.prefix(12)) in \(repository)")
        return try link.read(response)
    }

    // MARK: Asking

    func path(_ repository: String, _ rest: String) -> String {
        "/repos/"
            + repository.split(separator: "/", omittingEmptySubsequences: false).map { String($0).percentEncoded }.joined(separator: "/")
            + "/" + rest
    }

    func send(
        _ path: String, query: [(String, String)] = [], headers: HTTPHeaders = [:], conditional: Bool = false, what: String? = nil
    ) async throws -> HTTPResponse {
        let response = try await link.send("GET", path, query: query, headers: headers, conditional: conditional, what: what)
        meter.note(response.headers)
        return response
    }

    /// Sends a change, once. GitHub asks for a second between two writes; the caller keeps it.
    func write(_ method: String, _ path: String, body: Value? = nil, what: String) async throws(WriteFailure) -> HTTPResponse {
        let response = try await link.write(method, path, body: body, type: body == nil ? nil : "application/json", what: what)
        meter.note(response.headers)
        return response
    }

    func read<T>(_ response: HTTPResponse, _ body: (Element) throws -> T) throws -> T {
        do {
            return try JSON.with(response.body, body)
        } catch let error as JSONError {
            throw ServiceError.malformed(service: link.configuration.service, what: "\(error)")
        }
    }

    /// Follows `Link: <…>; rel="next"` literally: after a rename it names another path.
    func pages<Item: Readable>(
        _ path: String, query: [(String, String)], at list: [String], what: String
    ) async throws -> [Item] {
        var items: [Item] = []
        var next: String? = path
        for page in 0..<Self.mostPages {
            guard let address = next else { break }
            let response = try await send(address, query: page == 0 ? query : [], conditional: true, what: what)
            items += try link.readList(response, at: list) { try Item($0) }
            next = response.headers["Link"].flatMap { NextPage.address(in: $0) }
        }
        return items
    }
}
