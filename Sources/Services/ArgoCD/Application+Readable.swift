import Host
import JSON

extension Application: Readable {
    /// An Application object (argoproj.io/v1alpha1), complete or with members missing: a new application has no status yet.
    public init(_ json: Element) throws {
        self.init()
        let metadata = try json.required("metadata")
        name = try metadata.requiredString("name")
        namespace = metadata.text(at: "namespace")
        uid = metadata.text(at: "uid")
        deletion = metadata.moment(at: "deletionTimestamp")
        readSpecification(json["spec"])
        readStatus(json["status"])
    }

    private mutating func readSpecification(_ spec: Element) {
        project = spec.text(at: "project")
        let destination = spec["destination"]
        server = destination.text(at: "server")
        cluster = destination.text(at: "name")
        targetNamespace = destination.text(at: "namespace")
        // An application has one source or several; of several the first is shown.
        let source = spec["source"].exists && !spec["source"].isNull ? spec["source"] : spec["sources"].array.first ?? spec["source"]
        repository = source.text(at: "repoURL")
        path = source["path"].string ?? source.text(at: "chart")
        targetRevision = source.text(at: "targetRevision")
        let policy = spec["syncPolicy"]["automated"]
        // `enabled: false` switches automated sync off and keeps the other two settings (3.1 and later).
        automated = policy.exists && !policy.isNull && policy["enabled"].bool ?? true
        prunes = policy["prune"].bool ?? false
        selfHeals = policy["selfHeal"].bool ?? false
    }

    private mutating func readStatus(_ status: Element) {
        sync = status["sync"]["status"].string ?? "Unknown"
        revision = status["sync"]["revision"].string ?? status["sync"]["revisions"].texts.first ?? ""
        health = status["health"]["status"].string ?? "Unknown"
        healthMessage = status["health"].text(at: "message")
        images = status["summary"]["images"].texts
        let operation = status["operationState"]
        operationPhase = operation.text(at: "phase")
        operationMessage = operation.text(at: "message")
        let initiator = operation["operation"]["initiatedBy"]
        operationBy = initiator["username"].string ?? (initiator["automated"].bool == true ? "automated" : "")
        operationStarted = operation.moment(at: "startedAt")
        operationFinished = operation.moment(at: "finishedAt")
        conditions = status["conditions"].array.map { ($0.text(at: "type"), $0.text(at: "message")) }
        resources = status["resources"].array.map { Resource($0) }
        history = status["history"].array.map { Deployed($0) }
        reconciled = status.moment(at: "reconciledAt")
    }
}

extension Application.Resource {
    init(_ json: Element) {
        self.init()
        group = json.text(at: "group")
        kind = json.text(at: "kind")
        namespace = json.text(at: "namespace")
        name = json.text(at: "name")
        sync = json.text(at: "status")
        health = json["health"].text(at: "status")
        message = json["health"].text(at: "message")
    }
}

extension Application.Deployed {
    init(_ json: Element) {
        self.init()
        id = json["id"].int ?? 0
        revision = json["revision"].string ?? json["revisions"].texts.first ?? ""
        at = json.moment(at: "deployedAt")
        started = json.moment(at: "deployStartedAt")
        by = json["initiatedBy"].text(at: "username")
    }
}
