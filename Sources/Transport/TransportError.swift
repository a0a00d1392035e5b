import Host

/// Why no (complete) answer came. Each sentence says what failed; the caller knows at which service.
public enum TransportError: Error, Equatable, CustomStringConvertible {
    /// The host's name has no address.
    case unknownHost(String)
    /// Nothing accepted the connection: refused, unreachable, reset.
    case noConnection(host: String, reason: String)
    /// A deadline passed; `waiting` names which part.
    case timedOut(host: String, waiting: String, after: Duration)
    /// The certificate was not trusted, or TLS failed otherwise.
    case tls(host: String, reason: String)
    /// The body ended before it was complete.
    case cut(host: String, received: Int)
    /// The body went over the limit, in bytes.
    case tooLarge(host: String, limit: Int)
    /// What answered is not HTTP.
    case notHTTP(host: String)
    /// The URL or a setting cannot be used.
    case invalid(String)

    /// Whether the request surely did not leave: there was no address, no connection, or no time to make one. `false` where it may
    /// have arrived: a reset, a close without an answer, a refused client certificate, which TLS 1.3 tells after the request.
    public var isBeforeSending: Bool {
        switch self {
        case .unknownHost, .invalid: true
        case .noConnection(_, let reason): Failure.unconnected.contains(reason)
        case .timedOut(_, let waiting, _): waiting == "connection"
        case .tls, .cut, .tooLarge, .notHTTP: false
        }
    }

    /// What failed, where.
    public var description: String {
        switch self {
        case .unknownHost(let host): "the name \(host) has no address"
        case .noConnection(let host, let reason): "\(host): \(reason)"
        case .timedOut(let host, let waiting, let after): "\(host): no \(waiting) within \(after.seconds.formatted) s"
        case .tls(let host, let reason): "\(host): TLS failed, \(reason)"
        case .cut(let host, let received): "\(host): the answer was cut off after \(received) bytes"
        case .tooLarge(let host, let limit): "\(host): the answer is larger than \(limit.size)"
        case .notHTTP(let host): "\(host): what answers there is not HTTP"
        case .invalid(let what): what
        }
    }
}

extension Double {
    fileprivate var formatted: String { self == rounded() ? String(Int(self)) : String((self * 10).rounded() / 10) }
}

extension Int {
    /// As a size in bytes.
    fileprivate var size: String { self >= 1 << 20 ? "\(self >> 20) MiB" : "\(self) bytes" }
}
