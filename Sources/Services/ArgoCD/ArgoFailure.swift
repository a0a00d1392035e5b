import Host
import JSON

/// An error of the API: a gRPC code and a message. Plain answers call the code `code`, streams `grpc_code`.
struct ArgoFailure: Error, Readable, Equatable {
    /// gRPC status code: 3 bad argument, 4 deadline, 5 not found, 6 there already, 7 permission denied, 8 too much, 9 not in this state,
    /// 10 aborted, 12 not there in this version, 14 unavailable, 16 unauthenticated. <https://grpc.io/docs/guides/status-codes/>
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
        case 6, 10: .refused(service: service, status: 409, sentence: words)
        case 8: .limited(service: service, until: nil, sentence: words)
        case 12: .refused(service: service, status: 501, sentence: words)
        case 4: .broken(service: service, status: 504, sentence: words)
        case 14: .broken(service: service, status: 503, sentence: words)
        default: .broken(service: service, status: 500, sentence: words)
        }
    }
}
