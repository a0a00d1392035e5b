import JSON

/// A workflow of a repository (`/repos/{owner}/{repo}/actions/workflows`).
public struct Workflow: Sendable, Equatable, Identifiable, Readable {
    /// Its id.
    public var id: Int64 = 0
    /// Its name; its file's path where it has none.
    public var name = ""
    /// Its file: `.github/workflows/ci-ct-cd.yml`.
    public var path = ""
    /// `active`, `deleted`, `disabled_manually`, `disabled_inactivity`, `disabled_fork`.
    public var state = ""
    /// Page for a browser.
    public var url = ""

    /// A workflow to be filled in.
    public init() {}

    /// An element of `workflows`.
    public init(_ json: Element) throws {
        id = Int64(try json.requiredInt("id"))
        path = json.text(at: "path")
        name = json["name"].string ?? path
        state = json.text(at: "state")
        url = json.text(at: "html_url")
    }

    /// The file's name, which stands for the workflow in requests: `ci-ct-cd.yml`.
    public var file: String { String(path.split(separator: "/").last ?? "") }
}

/// What GitHub answered to a dispatch.
public struct Dispatched: Sendable, Equatable {
    /// The run it made; `nil` where the server does not say (then look for it: ``GitHubClient/dispatchedRuns(of:workflow:branch:since:actor:)``).
    public var run: Int64?
    /// The run's page; empty where the server does not say.
    public var url = ""
}
