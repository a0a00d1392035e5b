import Host
import JSON

/// An error of the API: a gRPC code and a message. Plain answers call the code `code`, streams `grpc_code`.
struct ArgoFailure: Error, Readable, Equatable {
    /// gRPC status code: 5 not found, 7 permission denied, 14 unavailable, 16 unauthenticated.
    let code: Int
    /// ArgoCD's own sentence.
    let message: String

    init(_ json: Element) throws {
        guard let code = json["grpc_code"].int ?? json["code"].int else { throw JSONError.missing("code") }
        self.code = code
        message = json["message"].string ?? json["error"].string ?? ""
    }

    /// The failure as a sentence. The gRPC code decides: within a stream it is all there is.
    func error(service: String, credential: String? = nil) -> ServiceError {
        let words = message.isEmpty ? "it does not say why." : String(SafeText.line(message).prefix(300))
        return switch code {
        case 16: .unauthorised(service: service, credential: credential ?? "a request without credentials")
        case 7: .forbidden(service: service, what: "this", sentence: words)
        case 5: .notFound(service: service, what: "what was asked for")
        case 3, 9: .refused(service: service, status: 400, sentence: words)
        case 4: .broken(service: service, status: 504, sentence: words)
        case 14: .broken(service: service, status: 503, sentence: words)
        default: .broken(service: service, status: 500, sentence: words)
        }
    }
}
