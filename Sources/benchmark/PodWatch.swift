import Glibc

/// A watch of the benchmark's own on the lab's pods: when each change was to be had.
///
/// The lab writes each change to every watcher in one go, so this is when the console could have known of it.
final class PodWatch {
    /// A pod that changed.
    struct Change {
        var namespace: String, name: String
        var isBroken: Bool
        var at: Int64
    }

    private let socket: Int32
    private var pending: [UInt8] = []

    /// Opens a watch at `http://127.0.0.1:PORT`.
    init?(_ address: String) {
        guard let connected = Loopback.connected(to: address) else { return nil }
        socket = connected
        let request = Array("GET /api/v1/pods?watch=true HTTP/1.1\r\nHost: lab\r\nAccept: application/json\r\n\r\n".utf8)
        write(socket, request, request.count)
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    }

    deinit { close(socket) }

    /// Changes that have come since the last call.
    func take() -> [Change] {
        var changes: [Change] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while case let count = read(socket, &buffer, buffer.count), count > 0 {
            let now = SystemFigures.now()
            pending += buffer[..<count]
            // Lines between two events are chunk sizes, which hold no event.
            while let end = pending.firstIndex(of: 10) {
                if end > 100, let change = Self.change(String(decoding: pending[..<end], as: UTF8.self), now) { changes.append(change) }
                pending.removeFirst(end + 1)
            }
        }
        return changes
    }

    private static func change(_ line: String, _ now: Int64) -> Change? {
        guard line.contains("\"MODIFIED\""), let name = value("\"name\":\"load-", line),
            let namespace = value("\"namespace\":\"load-", line)
        else {
            return nil
        }
        return Change(namespace: "load-" + namespace, name: "load-" + name, isBroken: line.contains("CrashLoopBackOff"), at: now)
    }

    /// What follows `key` up to the next quote.
    private static func value(_ key: String, _ line: String) -> String? {
        line.withCString { text in
            guard let found = strstr(text, key) else { return nil }
            let start = found + key.utf8.count
            return strchr(start, 34).map { String(decoding: UnsafeRawBufferPointer(start: start, count: $0 - start), as: UTF8.self) }
        }
    }
}
