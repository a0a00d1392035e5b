import Host
import JSON

extension WorkflowRun: Readable {
    /// A run of `repository`, under the name it was asked by: the answer has a renamed repository's new one.
    init(_ json: Element, of repository: String) throws {
        try self.init(json)
        self.repository = repository
    }

    /// An element of `workflow_runs`. Name, actor, branch, head commit and conclusion may be `null`.
    public init(_ json: Element) throws {
        self.init()
        id = Int64(try json.requiredInt("id"))
        number = json["run_number"].int ?? 0
        repository = json["repository"].text(at: "full_name")
        workflow = json["name"].string ?? ""
        title = json["display_title"].string ?? json["name"].string ?? ""
        workflowID = Int64(json["workflow_id"].int ?? 0)
        path = json.text(at: "path")
        event = json.text(at: "event")
        branch = json.text(at: "head_branch")
        commit = json.text(at: "head_sha")
        message = String((json["head_commit"]["message"].string ?? "").prefix { !$0.isNewline })
        actor = json["actor"]["login"].string ?? json["triggering_actor"].text(at: "login")
        status = json.text(at: "status")
        conclusion = json.text(at: "conclusion")
        attempt = json["run_attempt"].int ?? 1
        created = json.moment(at: "created_at")
        started = json.moment(at: "run_started_at")
        updated = json.moment(at: "updated_at")
        url = json.text(at: "html_url")
    }
}

extension Job: Readable {
    /// An element of `jobs`. Steps are absent or empty for queued and skipped jobs.
    public init(_ json: Element) throws {
        self.init()
        id = Int64(try json.requiredInt("id"))
        name = json.text(at: "name")
        status = json.text(at: "status")
        conclusion = json.text(at: "conclusion")
        attempt = json["run_attempt"].int ?? 1
        started = json.moment(at: "started_at")
        completed = json.moment(at: "completed_at")
        steps = json["steps"].array.map { Step($0) }
        runner = json.text(at: "runner_name")
    }
}

extension Job.Step {
    init(_ json: Element) {
        self.init()
        number = json["number"].int ?? 0
        name = json.text(at: "name")
        status = json.text(at: "status")
        conclusion = json.text(at: "conclusion")
        started = json.moment(at: "started_at")
        completed = json.moment(at: "completed_at")
    }
}

extension Annotation: Readable {
    /// An element of a check run's annotations.
    public init(_ json: Element) throws {
        self.init()
        path = json.text(at: "path")
        line = json["start_line"].int ?? 0
        level = json.text(at: "annotation_level")
        title = json.text(at: "title")
        message = json.text(at: "message")
    }
}
