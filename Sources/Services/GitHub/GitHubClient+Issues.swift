import JSON
import Transport

/// An issue.
public struct GitHubIssue: Sendable, Equatable, Identifiable, Readable {
    /// Its number, and its id.
    public var number = 0, id: Int64 = 0
    /// Title, `open` or `closed`, and page.
    public var title = "", state = "", url = ""
    /// Its labels' names, as they were first written.
    public var labels: [String] = []
    /// Whether it is a pull request, which the same lists hold.
    public var isPullRequest = false

    /// An issue to be filled in.
    public init() {}

    /// An element of `/issues`.
    public init(_ json: Element) throws {
        number = try json.requiredInt("number")
        id = Int64(json["id"].int ?? 0)
        title = json.text(at: "title")
        state = json.text(at: "state")
        url = json.text(at: "html_url")
        labels = json["labels"].array.compactMap { $0.string ?? $0["name"].string }
        isPullRequest = json["pull_request"].kind == .object
    }
}

extension GitHubClient {
    /// Opens an issue. Without push rights GitHub drops the labels and does not say so: compare them with the answer's.
    /// - Throws: ``WriteFailure``: `.refused` where the repository has no issues (410), or the title is too long (422).
    /// - Note: <https://docs.github.com/rest/issues/issues#create-an-issue>
    public func createIssue(
        title: String, body: String, labels: [String] = [], in repository: String
    ) async throws(WriteFailure) -> GitHubIssue {
        let asked: Value = ["title": .string(title), "body": .string(body), "labels": .strings(labels)]
        return try link.written(await write("POST", path(repository, "issues"), body: asked, what: "issues of \(repository)"))
    }

    /// The open issue with exactly this title; `nil` where there is none.
    ///
    /// - Parameter label: one it has. With it the list is asked, which knows every issue at once; without it GitHub's search, which
    ///   may not know for a minute what was opened just now.
    /// - Throws: ``ServiceError``.
    /// - Note: <https://docs.github.com/rest/issues/issues#list-repository-issues>, <https://docs.github.com/rest/search/search#search-issues-and-pull-requests>
    public func openIssue(titled title: String, labelled label: String = "", in repository: String) async throws -> GitHubIssue? {
        let found: [GitHubIssue]
        if label.isEmpty {
            // A quote would end the phrase; the comparison below is exact all the same.
            let phrase = title.replacing("\"", with: " ")
            let query = [("q", "repo:\(repository) is:issue is:open in:title \"\(phrase)\""), ("per_page", "50")]
            let response = try await send("/search/issues", query: query, what: "issues of \(repository)")
            found = try link.readList(response, at: ["items"]) { try GitHubIssue($0) }
        } else {
            found = try await pages(
                path(repository, "issues"), query: [("state", "open"), ("labels", label), ("per_page", "100")], at: [],
                what: "issues of \(repository)")
        }
        return found.first { !$0.isPullRequest && $0.title == title }
    }
}
