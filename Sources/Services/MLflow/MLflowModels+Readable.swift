import Host
import JSON

extension Experiment: Readable {
    /// An element of `experiments`.
    public init(_ json: Element) throws {
        self.init()
        id = try json.requiredString("experiment_id")
        name = json.text(at: "name")
        stage = json["lifecycle_stage"].string ?? "active"
    }
}

extension Run: Readable {
    /// An element of `runs`, or the member `run` of `runs/get`. Members without a value are left out by the server.
    public init(_ json: Element) throws {
        self.init()
        let info = try json.required("info")
        id = try info["run_id"].string ?? info.requiredString("run_uuid")  // one field, its old name kept beside it
        experiment = info.text(at: "experiment_id")
        status = info.text(at: "status")
        stage = info["lifecycle_stage"].string ?? "active"
        started = info.momentInMilliseconds(at: "start_time")
        ended = info.momentInMilliseconds(at: "end_time")
        let data = json["data"]
        for metric in data["metrics"].array {
            if let key = metric["key"].string, let value = metric["value"].storedNumber { metrics[key] = value }
        }
        for parameter in data["params"].array { parameters[parameter.text(at: "key")] = parameter.text(at: "value") }
        for tag in data["tags"].array { tags[tag.text(at: "key")] = tag.text(at: "value") }
        datasets = json["inputs"]["dataset_inputs"].array.compactMap { input in
            guard let name = input["dataset"]["name"].string, let digest = input["dataset"]["digest"].string else { return nil }
            return Dataset(name: name, digest: digest)
        }
        name = info["run_name"].string ?? tags["mlflow.runName"] ?? ""
    }
}

extension ModelVersion: Readable {
    /// An element of `model_versions`.
    public init(_ json: Element) throws {
        self.init()
        name = try json.requiredString("name")
        version = json.text(at: "version")
        stage = json["current_stage"].string ?? "None"
        runID = json.text(at: "run_id")
        status = json.text(at: "status")
        aliases = json["aliases"].array.compactMap { $0.string ?? $0["alias"].string }
        for tag in json["tags"].array { tags[tag.text(at: "key")] = tag.text(at: "value") }
        created = json.momentInMilliseconds(at: "creation_timestamp")
    }
}

extension Element {
    /// A metric's value. The server says `"NaN"` as text; its SQL store keeps an infinity as the largest finite double, which
    /// nobody ever measured.
    var storedNumber: Double? {
        guard let number else { return nil }
        if number >= Double.greatestFiniteMagnitude { return .infinity }
        if number <= -Double.greatestFiniteMagnitude { return -.infinity }
        return number
    }
}
