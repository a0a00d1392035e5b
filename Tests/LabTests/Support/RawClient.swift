import Foundation

/// The simplest HTTP client that can be: one request on a connection of its own, the answer's bytes as they came. It shares no
/// code with the lab and none with Quarterdeck's clients, so it sees what is really on the wire.
struct RawClient: Sendable {
    /// `http://127.0.0.1:PORT`.
    let address: String

    /// What came back before the connection ended or the time was up.
    struct Answer: Sendable {
        var bytes: [UInt8] = []
        /// The peer closed; false when the time was up.
        var hasEnded = false
        /// Nobody listened.
        var isRefused = false

        var text: String { String(decoding: bytes, as: UTF8.self) }
        /// The status in the first line; 0 when there is none.
        var status: Int { Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0 }
        /// What follows the blank line.
        var body: String { text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "" }
    }

    /// Sends a request with `Connection: close` and reads until the end, or for so many seconds.
    func send(_ method: String, _ path: String, body: String = "", seconds: Double = 10) async -> Answer {
        let request =
            "\(method) \(path) HTTP/1.1\r\nHost: lab\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        return await exchange(request, seconds: seconds) { _ in false }
    }

    /// Sends requests one after the other on one connection, each when the answer before is there.
    /// - Returns: how long that took, in seconds.
    func sendKeptAlive(_ path: String, times: Int) async -> Double {
        let request = "GET \(path) HTTP/1.1\r\nHost: lab\r\n\r\n"
        let port = port
        return await onThread {
            guard let socket = Self.connect(to: port, seconds: 10) else { return .infinity }
            defer { close(socket) }
            var quickest = Double.infinity
            for _ in 0..<times {
                let start = Date()
                Self.write(request, to: socket)
                var answer = ""
                while !answer.hasSuffix("}"), let piece = Self.read(from: socket) { answer += String(decoding: piece, as: UTF8.self) }
                quickest = min(quickest, Date().timeIntervalSince(start))
            }
            return quickest
        }
    }

    /// Sends text and reads until the peer closes, the time is up or `isEnough` says so.
    func exchange(_ request: String, seconds: Double, until isEnough: @escaping @Sendable ([UInt8]) -> Bool) async -> Answer {
        let port = port
        return await onThread {
            var answer = Answer()
            guard let socket = Self.connect(to: port, seconds: seconds) else {
                answer.isRefused = true
                return answer
            }
            defer { close(socket) }
            Self.write(request, to: socket)
            let end = Date() + seconds
            while Date() < end, !isEnough(answer.bytes) {
                guard let piece = Self.read(from: socket) else { break }
                answer.hasEnded = piece.isEmpty
                if piece.isEmpty { break }
                answer.bytes += piece
            }
            return answer
        }
    }

    private var port: UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

    private static func connect(to port: UInt16, seconds: Double) -> Int32? {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1_000_000))
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(socket)
            return nil
        }
        return socket
    }

    private static func write(_ text: String, to socket: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// The next bytes; empty at the end, `nil` when the time is up or the connection was reset.
    private static func read(from socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }
}

/// Runs blocking work on a thread of its own: Swift's threads are as few as the cores.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}
