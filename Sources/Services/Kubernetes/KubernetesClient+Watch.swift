import Host
import JSON
import Synchronization
import Transport

/// One piece of news of a watch.
public enum WatchNews<Item: Sendable>: Sendable {
    /// New or changed.
    case upsert(Item, version: String)
    /// Gone; the object in its last state.
    case deleted(Item, version: String)
    /// Nothing happened up to here.
    case bookmark(version: String)
}

/// The version asked for is too old: list again (HTTP 410, or an ERROR event with code 410).
public struct WatchExpired: Error {
    /// The error.
    public init() {}
}

extension KubernetesClient {
    /// All objects of a kind, page by page, and the version from which a watch goes on.
    ///
    /// With namespaces configured each is listed for itself (a cluster-wide list may be forbidden). A continue token that has expired
    /// (410 after about five minutes) starts the list again without pages.
    /// - Throws: ``ServiceError``; ``WatchExpired`` when even that is answered 410.
    public func list<Item>(_ kind: KubernetesKind<Item>, namespace: String? = nil) async throws -> (items: [Item], version: String) {
        var items: [Item] = [], version = "", token = ""
        var paged = true
        while true {
            var query = paged ? [("limit", "\(Self.page)")] : []
            if !token.isEmpty { query.append(("continue", token)) }
            let page: (items: [Item], version: String, more: String)
            do {
                let response = try await link.send(
                    "GET", kind.path(namespace: namespace), query: query, limit: limits.list, what: "list of \(kind.resource)")
                page = try readList(response, as: Item.self)
            } catch ServiceError.notFound where !token.isEmpty {
                (items, token, paged) = ([], "", false)
                continue
            }
            items += page.items
            version = page.version
            token = page.more
            if token.isEmpty { return (items, version) }
        }
    }

    /// News of a kind since `version`, until the server ends the watch (after five to ten minutes; resume from the last version).
    ///
    /// - Throws: ``WatchExpired`` or ``ServiceError``, at the start or from the iterator. An event that is larger than the limit is
    ///   ``ServiceError/tooLarge(service:limit:)``.
    public func watch<Item>(
        _ kind: KubernetesKind<Item>, from version: String, namespace: String? = nil
    ) async throws -> AsyncThrowingStream<WatchNews<Item>, any Error> {
        let seconds = 300 + Int(300 * random())
        let query = [
            ("watch", "1"), ("resourceVersion", version), ("allowWatchBookmarks", "true"), ("timeoutSeconds", "\(seconds)"),
        ]
        let stream: HTTPStream
        do {
            // Half-open connections are found by the feed, which probes a silent context; this is the last resort.
            stream = try await link.stream(
                "GET", kind.path(namespace: namespace), query: query, idle: .seconds(seconds + 30), own: false,
                what: "watch of \(kind.resource)")
        } catch ServiceError.notFound {
            // 410 Gone on the request; a kind that does not exist would have failed its list.
            throw WatchExpired()
        }
        let reader = WatchReader(stream, kind, link: link, limit: limits.event)
        return AsyncThrowingStream { try await reader.next() }
    }

    /// Reads one line of a watch; `nil` for a blank one and for event types that a later API may add.
    static func news<Item>(_ line: [UInt8], _ kind: KubernetesKind<Item>, service: String) throws -> WatchNews<Item>? {
        guard line.contains(where: { $0 > 0x20 }) else { return nil }
        do {
            return try JSON.with(line) { event -> WatchNews<Item>? in
                let object = event["object"]
                switch event["type"].string {
                case "ADDED", "MODIFIED":
                    let item = try Item(object)
                    return .upsert(item, version: kind.meta(item).resourceVersion)
                case "DELETED":
                    let item = try Item(object)
                    return .deleted(item, version: kind.meta(item).resourceVersion)
                case "BOOKMARK":
                    // A bookmark without a version marks nothing.
                    return object["metadata"]["resourceVersion"].string.map { .bookmark(version: $0) }
                case "ERROR":
                    if object["code"].int == 410 || ["Expired", "Gone"].contains(object["reason"].string) { throw WatchExpired() }
                    let sentence = SafeText.line(object["message"].string ?? "an error without a message")
                    throw ServiceError.broken(service: service, status: object["code"].int ?? 500, sentence: sentence)
                case nil: throw JSONError.missing("type")
                default: return nil
                }
            }
        } catch let error as JSONError {
            throw ServiceError.malformed(service: service, what: "a watch event is \(error)")
        }
    }
}

/// Reads a watch as its reader asks for news, so that the connection waits where the reader is behind.
private actor WatchReader<Item: Readable & Identifiable> where Item.ID == String {
    private var pieces: (any AsyncIteratorProtocol<[UInt8], any Error>)?
    private var lines: LineReader
    private let kind: KubernetesKind<Item>
    private let link: ServiceLink
    private let limit: Int

    init(_ stream: HTTPStream, _ kind: KubernetesKind<Item>, link: ServiceLink, limit: Int) {
        pieces = stream.body.makeAsyncIterator()
        lines = LineReader(limit: limit)
        (self.kind, self.link, self.limit) = (kind, link, limit)
    }

    /// The next news; `nil` when the server has ended the watch. An unterminated rest is half an event: it is dropped,
    /// the watch resumes before it.
    func next() async throws -> WatchNews<Item>? {
        let service = link.configuration.service
        do {
            while true {
                while let line = try lines.next() {
                    if let news = try KubernetesClient.news(line, kind, service: service) { return news }
                }
                // Taken out while it is used: an iterator cannot be advanced in place across a suspension.
                guard var source = pieces else { return nil }
                pieces = nil
                guard let piece = try await source.next(isolation: self) else { return nil }
                pieces = source
                lines.append(piece)
            }
        } catch is LineReader.TooLong {
            throw ServiceError.tooLarge(service: service, limit: limit)
        } catch {
            throw link.error(for: error)
        }
    }
}
