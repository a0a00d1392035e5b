import Host
import Transport

/// What part of a container's log is read.
public struct LogRequest: Sendable, Equatable {
    /// Container; the API demands it where a pod has more than one.
    public var container: String
    /// The previous run's log.
    public var previous = false
    /// Waits for more lines.
    public var follow = false
    /// Lines from the end; `nil` for all.
    public var tail: Int?
    /// Each line begins with the runtime's time.
    public var timestamps = true
    /// Only lines since then, to the second.
    public var since: Timestamp?
    /// Most bytes.
    public var limitBytes: Int?

    /// The whole log of a container.
    public init(container: String) { self.container = container }

    var query: [(String, String)] {
        var query = [("container", container)]
        if previous { query.append(("previous", "true")) }
        if follow { query.append(("follow", "true")) }
        if let tail { query.append(("tailLines", "\(tail)")) }
        if timestamps { query.append(("timestamps", "true")) }
        if let since { query.append(("sinceTime", since.rfc3339)) }
        if let limitBytes { query.append(("limitBytes", "\(limitBytes)")) }
        return query
    }
}

extension KubernetesClient {
    /// A container's log as it comes: plain bytes without framing, possibly not UTF-8, the last line possibly unfinished.
    ///
    /// A followed log ends when the container does.
    /// - Throws: ``ServiceError/refused(service:status:sentence:)`` with the server's sentence for a container that waits or has no previous
    ///   run (400); the body's failures are ``TransportError``.
    public func log(namespace: String, pod: String, _ request: LogRequest) async throws -> HTTPStream {
        try await link.stream(
            "GET", podPath(namespace, pod) + "/log", query: request.query, idle: request.follow ? .seconds(4 * 3600) : .seconds(20),
            what: "log of \(namespace)/\(pod)")
    }

    /// A container's log, read to its end.
    /// - Parameter limit: bytes; the rest is left unread.
    /// - Throws: as ``log(namespace:pod:_:)``.
    public func wholeLog(namespace: String, pod: String, _ request: LogRequest, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in try await log(namespace: namespace, pod: pod, request).body {
                bytes += piece
                if bytes.count >= limit { break }
            }
        } catch {
            throw link.error(for: error)
        }
        return Array(bytes.prefix(limit))
    }
}
