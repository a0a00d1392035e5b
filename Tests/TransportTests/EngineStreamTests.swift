import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Transport

/// Bodies read while they arrive.
@Suite struct EngineStreamTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"

    private func chunk(_ text: String) -> String { "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n" }

    @Test func piecesArriveAsTheyAreSent() async throws {
        let gates = Gates()
        let server = try RawServer { [chunk] connection in
            let request = connection.readRequest() ?? ""
            connection.write(Self.head)
            for word in ["one\n", "two\n"] {
                gates.waitForNext()
                connection.write(chunk(word))
            }
            gates.waitForNext()
            connection.write(chunk(request.contains("Accept-Encoding") ? "compressed" : "plain") + "0\r\n\r\n")
        }
        let stream = try await Engine().stream(.patient(server))
        #expect(stream.status == 200)
        #expect(stream.headers["content-type"] == "application/json")
        var pieces: [String] = []
        gates.openNext()
        for try await piece in stream.body {
            pieces.append(String(decoding: piece, as: UTF8.self))
            gates.openNext()
        }
        #expect(pieces == ["one\n", "two\n", "plain"])
    }

    @Test func aReaderThatIsBehindStopsTheServer() async throws {
        let written = Atomic(0)
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            let block = [UInt8](repeating: 7, count: 65_536)
            for _ in 0..<800 {
                guard connection.write(block) else { return }
                written.add(block.count, ordering: .relaxed)
            }
        }
        var request = HTTPRequest("GET", server.url)
        request.ownConnection = true
        request.deadlines.idle = .seconds(3)
        request.deadlines.total = nil
        let stream = try await Engine().stream(request)
        // Until the sockets' own buffers are full; what we hold stays within the read-ahead and one more piece.
        var before = -1
        try await eventually("the server is stopped") {
            defer { before = written.load(ordering: .relaxed) }
            try await ContinuousClock().sleep(for: .milliseconds(400))
            return before == written.load(ordering: .relaxed)
        }
        #expect(before < 52_428_800)
        // A pause of ours is not the server's silence, however long.
        try await ContinuousClock().sleep(for: .seconds(4))
        var total = 0, largest = 0
        for try await piece in stream.body {
            total += piece.count
            largest = max(largest, piece.count)
        }
        #expect(total == 52_428_800)
        #expect(largest <= Exchange.readAhead + 65_536)
    }

    @Test func endingTheIterationClosesTheConnection() async throws {
        let server = try RawServer { [chunk] connection in
            _ = connection.readRequest()
            connection.write(Self.head + chunk("first"))
            connection.waitUntilClosed()
        }
        let stream = try await Engine().stream(.patient(server))
        for try await _ in stream.body { break }
        try await eventually("closed although the stream is still held") { server.open == 0 }
        #expect(stream.status == 200)
    }

    @Test func aStreamThatNobodyReadsIsClosedWhenItIsDropped() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            connection.waitUntilClosed()
        }
        let engine = Engine()
        do {
            let stream = try await engine.stream(.patient(server))
            #expect(stream.status == 200 && server.open == 1)
        }
        try await eventually("closed") { server.open == 0 }
    }

    @Test func aStreamOutlivesTheLastReferenceToItsEngine() async throws {
        let server = try RawServer { [chunk] connection in
            _ = connection.readRequest()
            connection.write(Self.head + chunk("still ") + chunk("here") + "0\r\n\r\n")
        }
        let stream = try await { try await Engine().stream(.patient(server)) }()
        var text = ""
        for try await piece in stream.body { text += String(decoding: piece, as: UTF8.self) }
        #expect(text == "still here")
    }

    @Test func cancellingTheReaderClosesTheConnection() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            connection.waitUntilClosed()
        }
        let engine = Engine()
        let task = Task {
            let stream = try await engine.stream(.patient(server))
            for try await _ in stream.body {}
        }
        try await eventually("connected") { server.open == 1 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await eventually("closed") { server.open == 0 }
    }

    @Test func whatCameBeforeACutIsReadBeforeTheError() async throws {
        let server = try RawServer { [chunk] connection in
            _ = connection.readRequest()
            connection.write(Self.head + chunk("kept"))
        }
        let stream = try await Engine().stream(.patient(server))
        try await eventually("cut") { server.open == 0 }
        var text = ""
        await #expect(throws: TransportError.cut(host: "127.0.0.1:\(server.port)", received: 4)) {
            for try await piece in stream.body { text += String(decoding: piece, as: UTF8.self) }
        }
        #expect(text == "kept")
    }

    @Test func silenceInAStreamEndsIt() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            connection.waitUntilClosed()
        }
        var request = HTTPRequest("GET", server.url)
        request.deadlines.idle = .milliseconds(100)
        request.deadlines.total = nil
        let stream = try await Engine().stream(request)
        await #expect(
            throws: TransportError.timedOut(
                host: "127.0.0.1:\(server.port)", waiting: "more of the answer", after: .milliseconds(100))
        ) {
            for try await _ in stream.body {}
        }
    }

    @Test func childProcessesInheritNoConnection() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write(Self.head)
            connection.waitUntilClosed()
        }
        let stream = try await Engine().stream(.patient(server))
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        let sockets = open.filter { peerPort(of: $0) == server.port }
        // An earlier test's server may have had the same port.
        #expect(!sockets.isEmpty && stream.status == 200)
        for socket in sockets { #expect(fcntl(socket, F_GETFD) & FD_CLOEXEC != 0) }
    }

    private func peerPort(of descriptor: Int32) -> Int? {
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
        }
        return code == 0 && address.sin_family == sa_family_t(AF_INET) ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    @Test func fiftyStreamsShareTheEngine() async throws {
        let server = try RawServer { [chunk] connection in
            guard let request = connection.readRequest() else { return }
            connection.write(Self.head)
            for _ in 0..<20 { connection.write(chunk("\(request.split(separator: " ")[1])\n")) }
            connection.write("0\r\n\r\n")
        }
        let engine = Engine()
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let stream = try await engine.stream(HTTPRequest("GET", "\(server.url)/\(number)"))
                    var text = ""
                    for try await piece in stream.body { text += String(decoding: piece, as: UTF8.self) }
                    return text == String(repeating: "/\(number)\n", count: 20)
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(right)
    }
}

/// Lets a server's script go on step by step.
final class Gates: Sendable {
    private let opened = Atomic(0)
    private let passed = Atomic(0)

    func openNext() { opened.add(1, ordering: .sequentiallyConsistent) }

    /// Blocks a thread of the test's own.
    func waitForNext() {
        let number = passed.add(1, ordering: .sequentiallyConsistent).newValue
        while opened.load(ordering: .sequentiallyConsistent) < number { Connection.pause(milliseconds: 1) }
    }
}
