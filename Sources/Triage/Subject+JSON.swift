import JSON

extension Subject {
    /// Reads a subject as it stands in `subject.json` and in the archive; `nil` when it names nothing that can be triaged.
    public init?(_ json: Element) {
        let context = json["cluster"].string ?? json["context"].string ?? ""
        let namespace = json["namespace"].string ?? ""
        switch json["kind"].string {
        case "pod":
            guard let name = json["pod"].string else { return nil }
            self = .pod(context: context, namespace: namespace, name: name, uid: json["uid"].string)
        case "alert":
            guard let name = json["alert"].string else { return nil }
            var labels = Dictionary(json["labels"].members.compactMap { member in member.value.string.map { (member.name, $0) } }) { $1 }
            for key in ["namespace", "pod", "container"] { if let value = json[key].string { labels[key] = value } }
            let annotations = Dictionary(json["annotations"].members.compactMap { member in member.value.string.map { (member.name, $0) } }) { $1 }
            self = .alert(name: name, context: context, labels: labels, annotations: annotations, since: json["since"].string)
        case "pipeline":
            guard let repository = json["repository"].string else { return nil }
            self = .run(repository: repository, id: Int64(json["run_id"].int ?? 0), number: json["run_number"].int ?? 0)
        case "drift":
            guard let experiment = json["experiment"].string ?? json["model"].string else { return nil }
            let id = json["experiment_id"].string ?? json["experiment_id"].int.map(String.init) ?? ""
            self = .model(experiment: experiment, experimentID: id)
        default: return nil
        }
    }

    /// The subject of a stored report (``ReportRecord/subjectJSON``); `nil` where that cannot be read.
    public init?(stored json: String) {
        guard let value = try? JSON.value(Array(json.utf8)), let subject = try? JSON.with(value.bytes, { Subject($0) }) else { return nil }
        self = subject
    }

    /// The subject as JSON, from which the same can be asked again.
    public var json: Value {
        switch self {
        case .pod(let context, let namespace, let name, let uid):
            var json: Value = ["kind": "pod", "cluster": .string(context), "namespace": .string(namespace), "pod": .string(name)]
            if let uid { json["uid"] = .string(uid) }
            return json
        case .alert(let name, let context, let labels, let annotations, let since):
            var json: Value = ["kind": "alert", "alert": .string(name), "cluster": .string(context)]
            for key in ["namespace", "pod", "container"] { if let value = labels[key] { json[key] = .string(value) } }
            json["labels"] = Self.object(labels)
            json["annotations"] = Self.object(annotations)
            if let since { json["since"] = .string(since) }
            return json
        case .run(let repository, let id, let number):
            return ["kind": "pipeline", "repository": .string(repository), "run_id": .int(id), "run_number": .int(number)]
        case .model(let experiment, let id):
            return ["kind": "drift", "experiment": .string(experiment), "experiment_id": .string(id)]
        }
    }

    private static func object(_ pairs: [String: String]) -> Value {
        .object(pairs.sorted { $0.key < $1.key }.map { Value.Member($0.key, .string($0.value)) })
    }
}
