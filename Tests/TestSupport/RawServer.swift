import Foundation
import Synchronization

import Glibc

/// A server on a loopback port that writes exactly the bytes a test gives it: for answers that no well-behaved server makes.
/// Each connection runs on a thread of its own, so a script may block.
///
///     let server = try RawServer { connection in
///         guard connection.readRequest() != nil else { return }
///         connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.")      // … and closes
///     }
public final class RawServer: Sendable {
    /// The listening port.
    public let port: Int
    private let sockets: Sockets

    /// Listens on a free port and runs `serve` for each connection, which is closed when it returns.
    public init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
        let (listening, port) = try Self.listening()
        let sockets = Sockets(listening)
        self.port = port
        self.sockets = sockets
        Thread.detachNewThread {
            while let connection = sockets.accept() {
                Thread.detachNewThread {
                    serve(Connection(socket: connection))
                    sockets.close(connection)
                }
            }
        }
    }

    deinit { stop() }

    /// The server's base URL.
    public var url: String { "http://127.0.0.1:\(port)" }
    /// Connections accepted so far.
    public var accepted: Int { sockets.accepted }
    /// Connections whose script is still running.
    public var open: Int { sockets.open }

    /// Stops listening and cuts every connection.
    public func stop() { sockets.stop() }

    private struct NoPort: Error {}

    private static func makeSocket() -> Int32 {
        #if canImport(Glibc)
            Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func listening() throws -> (Int32, Int) {
        let socket = makeSocket()
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let size = length
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 ? getsockname(socket, address, &length) : -1
            }
        }
        guard code == 0, listen(socket, 64) == 0 else { throw NoPort() }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Whether something listens on a loopback port.
    public static func isListening(_ port: Int) -> Bool {
        let socket = makeSocket()
        defer { close(socket) }
        var address = loopback(port)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static let nextUnused = Atomic(Int.random(in: 20_000..<31_000))

    /// A port on which nothing listens, and which the system gives to nobody else: below those it hands out by itself
    /// (32768 and up on Linux), and never the same twice.
    public static func unusedPort() throws -> Int {
        for _ in 0..<1000 {
            let port = nextUnused.add(1, ordering: .relaxed).newValue
            let socket = makeSocket()
            defer { close(socket) }
            var address = loopback(port)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isFree = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) == 0 }
            }
            if isFree { return port }
        }
        throw NoPort()
    }
}

/// A server's descriptors. They are shut down and closed under the lock only: their numbers are given to other tests' sockets at once.
private final class Sockets: Sendable {
    private struct State {
        var accepted = 0
        var connections: Set<Int32> = []
        var isStopped = false
    }
    private let listening: Int32
    private let state = Mutex(State())

    init(_ listening: Int32) { self.listening = listening }

    deinit { Foundation.close(listening) }

    var accepted: Int { state.withLock { $0.accepted } }
    var open: Int { state.withLock { $0.connections.count } }

    /// Waits for the next connection; `nil` once stopped.
    func accept() -> Int32? {
        let connection = Foundation.accept(listening, nil, nil)
        return state.withLock { state in
            guard connection >= 0 else { return nil }
            guard !state.isStopped else {
                Foundation.close(connection)
                return nil
            }
            state.accepted += 1
            state.connections.insert(connection)
            return connection
        }
    }

    func close(_ connection: Int32) {
        state.withLock { state in
            state.connections.remove(connection)
            Foundation.close(connection)
        }
    }

    /// Wakes who accepts, reads or writes.
    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listening, Int32(SHUT_RDWR))
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
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
