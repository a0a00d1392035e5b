import Host
import Transport

/// What can go wrong between us and a remote service. Each sentence says what failed, where, and what to do;
/// none holds a token, a body or an argument.
public enum ServiceError: Error, Equatable, CustomStringConvertible {
    /// Nothing answered.
    case unreachable(service: String, host: String, reason: String)
    /// 401: who we say we are was not accepted. `credential` names where it came from, never its value.
    case unauthorised(service: String, credential: String)
    /// 403: known, but not allowed.
    case forbidden(service: String, what: String, sentence: String)
    /// 404 or 410.
    case notFound(service: String, what: String)
    /// 409, 422 and other refusals with the server's own sentence.
    case refused(service: String, status: Int, sentence: String)
    /// 429, 503 with Retry-After, a used-up quota: do not ask again before.
    case limited(service: String, until: Timestamp?, sentence: String)
    /// 5xx, HTML error pages.
    case broken(service: String, status: Int, sentence: String)
    /// More bytes than the limit, in bytes.
    case tooLarge(service: String, limit: Int)
    /// Not what the API documents.
    case malformed(service: String, what: String)
    /// A stream that ended in the middle.
    case cut(service: String, what: String)
    /// Our own cap, from config: "600 requests a minute". Nothing is asked before `until`.
    case capped(service: String, cap: String, until: Timestamp)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .unreachable(let service, let host, let reason): "\(service) did not answer at \(host): \(reason)."
        case .unauthorised(let service, let credential): "\(service) rejected \(credential); renew it."
        case .forbidden(let service, let what, let sentence): "\(service) forbids \(what): \(sentence)"
        case .notFound(let service, let what): "\(service) has no \(what)."
        case .refused(let service, let status, let sentence): "\(service) refused (\(status)): \(sentence)"
        case .limited(let service, let until, let sentence):
            "\(service) wants us to wait\(until.map { " until \($0.clock)Z" } ?? ""): \(sentence)"
        case .broken(let service, let status, let sentence): "\(service) is failing (\(status)): \(sentence)"
        case .tooLarge(let service, let limit):
            "\(service) sent more than \(limit >> 20) MiB; narrow the query or raise the limit in config.toml."
        case .malformed(let service, let what): "\(service) answered something its API does not document: \(what)."
        case .cut(let service, let what): "\(service) closed the connection in the middle of \(what)."
        case .capped(let service, let cap, let until):
            "\(service) is at our own cap of \(cap) (config.toml); it is asked again at \(until.clock)Z."
        }
    }
}
