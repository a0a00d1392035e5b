import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server on a loopback port that writes exactly the bytes a test gives it: for answers that no well-behaved server makes.
/// Each connection runs on a thread of its own, so a script may block.
///
///     let server = try RawServer { connection in
///         guard connection.readRequest() != nil else { return }
///         connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.")      // … and closes
///     }
public final class RawServer: Sendable {
    private struct State {
        var accepted = 0
        var open: Set<Int32> = []
        var isStopped = false
    }
    /// The listening port.
    public let port: Int
    private let socket: Int32
    private let state = Mutex(State())

    /// Listens on a free port and runs `serve` for each connection, which is closed when it returns.
    public init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
        let (listening, port) = try Self.listen()
        socket = listening
        self.port = port
        Thread.detachNewThread { [weak self] in
            while true {
                let accepted = accept(listening, nil, nil)
                guard accepted >= 0, let self, self.opened(accepted) else { return }
                Thread.detachNewThread { [weak self] in
                    serve(Connection(socket: accepted))
                    self?.closed(accepted)
                    close(accepted)
                }
            }
        }
    }

    deinit { stop() }

    /// The server's base URL.
    public var url: String { "http://127.0.0.1:\(port)" }
    /// Connections accepted so far.
    public var accepted: Int { state.withLock { $0.accepted } }
    /// Connections whose script is still running.
    public var open: Int { state.withLock { $0.open.count } }

    /// Stops listening and cuts every connection.
    public func stop() {
        let sockets = state.withLock { state -> Set<Int32>? in
            guard !state.isStopped else { return nil }
            state.isStopped = true
            return state.open
        }
        guard let sockets else { return }
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
        for connection in sockets { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    private func opened(_ connection: Int32) -> Bool {
        state.withLock { state in
            guard !state.isStopped else { return false }
            state.accepted += 1
            state.open.insert(connection)
            return true
        }
    }

    private func closed(_ connection: Int32) { state.withLock { _ = $0.open.remove(connection) } }

    private struct NoPort: Error {}

    private static func listen() throws -> (Int32, Int) {
        #if canImport(Glibc)
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let size = length
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 ? getsockname(socket, address, &length) : -1
            }
        }
        #if canImport(Glibc)
            guard code == 0, Glibc.listen(socket, 64) == 0 else { throw NoPort() }
        #else
            guard code == 0, Darwin.listen(socket, 64) == 0 else { throw NoPort() }
        #endif
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// A port on which nothing listens (it was free a moment ago).
    public static func unusedPort() throws -> Int {
        let (socket, port) = try listen()
        close(socket)
        return port
    }
}

/// One accepted connection, with calls that block.
public struct Connection: Sendable {
    let socket: Int32

    /// Reads a request's head and as much body as its Content-Length says; `nil` when the client has gone.
    public func readRequest() -> String? {
        var bytes: [UInt8] = []
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard let byte = read(1)?.first else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let line = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        var missing = line?.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
        while missing > 0, let more = read(min(missing, 65_536)) {
            bytes += more
            missing -= more.count
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes everything, waiting for a slow client. Returns whether the client is still there.
    @discardableResult public func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Writes text.
    @discardableResult public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Writes a complete answer.
    @discardableResult public func respond(_ status: String = "200 OK", headers: [String] = [], body: [UInt8] = []) -> Bool {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
        return write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    /// Blocks until the client closes the connection.
    public func waitUntilClosed() { while read(4096) != nil {} }

    /// Waits a while on the script's own thread; true, so that it can stand in a loop's condition.
    @discardableResult public func pause(milliseconds: Int) -> Bool {
        Self.pause(milliseconds: milliseconds)
        return true
    }

    /// Blocks a thread of the test's own.
    public static func pause(milliseconds: Int) { Thread.sleep(forTimeInterval: Double(milliseconds) / 1000) }

    /// Ends with a reset instead of an orderly close.
    public func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    private func read(_ count: Int) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: count)
        let got = recv(socket, &buffer, count, 0)
        return got > 0 ? Array(buffer[..<got]) : nil
    }
}
