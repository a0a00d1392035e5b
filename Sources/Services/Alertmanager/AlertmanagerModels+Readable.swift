import Host
import JSON

extension AlertmanagerAlert: Readable {
    /// An element of `/api/v2/alerts`. `endsAt` is left out on purpose: while an alert fires it lies in the future (when the
    /// alert will be taken as resolved if nobody repeats it), and only unresolved alerts are listed.
    public init(_ json: Element) throws {
        self.init()
        fingerprint = try json.requiredString("fingerprint")
        labels = json["labels"].strings
        annotations = json["annotations"].strings
        startsAt = json.moment(at: "startsAt")
        updatedAt = json.moment(at: "updatedAt")
        let status = json["status"]
        state = status["state"].string ?? "unprocessed"
        silencedBy = status["silencedBy"].texts
        inhibitedBy = status["inhibitedBy"].texts
        mutedBy = status["mutedBy"].texts
        receivers = json["receivers"].array.map { $0.text(at: "name") }
        generatorURL = json.text(at: "generatorURL")
    }
}
