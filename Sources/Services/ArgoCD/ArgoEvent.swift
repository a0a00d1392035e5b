import JSON

/// What arrives on the stream of applications.
public enum ArgoEvent: Sendable, Equatable {
    /// Replayed at the start of the stream, or new since.
    case added(Application)
    /// Changed.
    case modified(Application)
    /// Gone.
    case deleted(Application)
    /// Nothing changed, the connection is alive (a comment every 15 s). 45 s without any event mean that it is not.
    case heartbeat
}

/// One message of the stream: `{"result": {"type": "MODIFIED", "application": {…}}}`, or `{"error": {…}}` although the
/// status line said 200.
struct ArgoMessage: Readable {
    enum Content {
        case event(ArgoEvent)
        case failure(ArgoFailure)
        /// A type this program does not know: ignored, as the API may grow.
        case unknown
    }
    let content: Content

    init(_ json: Element) throws {
        let error = json["error"]
        if error.exists && !error.isNull {
            content = .failure(try ArgoFailure(error))
            return
        }
        let result = try json.required("result")
        let application = { try Application(result.required("application")) }
        content =
            switch result.text(at: "type") {
            case "ADDED": .event(.added(try application()))
            case "MODIFIED": .event(.modified(try application()))
            case "DELETED": .event(.deleted(try application()))
            default: .unknown
            }
    }
}
