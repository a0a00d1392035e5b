import Foundation
import Glibc
import Host
import TestSupport

/// `quarterdeck lab` as a process of its own, with its control endpoint: what a second terminal would have. Blocking, as ``Pty`` is.
final class LabProcess {
    private let program: Pty
    /// The configuration that points at it.
    let config: String
    private let port: UInt16

    /// Starts it and waits until it serves.
    init(in home: Home, scenario: String = "oom", pace: Double = 1) throws {
        let directory = home.directory + "/lab"
        program = try Pty(
            Binary.path, ["lab", "--directory", directory, "--scenario", scenario, "--pace", String(pace)], environment: home.variables,
            columns: 160)
        config = directory + "/config.toml"
        try program.expect("kubeconfig \(directory)", within: 30)
        let line = program.terminal.lines.first { $0.hasPrefix("control http://127.0.0.1:") } ?? ""
        guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw Unexpected("no control address was printed; the screen:\n\(program.terminal.text)")
        }
        self.port = port
    }

    /// Breaks the way to a site: `hang`, `refuse`, … (see `ControlServer`).
    func fault(_ site: String, _ fault: String) throws { try send("PUT", "/faults/\(site)", fault) }
    /// Mends it.
    func mend(_ site: String) throws { try send("DELETE", "/faults/\(site)") }
    /// Plays a scenario.
    func play(_ scenario: String) throws { try send("POST", "/scenarios/\(scenario)") }
    /// What Gemini does from now on.
    func gemini(_ behaviour: String) throws { try send("PUT", "/gemini/\(behaviour)") }

    /// Requests of a method that a site received, oldest first: path with query, and status (0 while the answer is held back).
    func requests(_ site: String, _ method: String) throws -> [(path: String, status: Int)] {
        let text = try send("GET", "/requests/\(site)?method=\(method)")
        let answer = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return (answer?["newest"] as? [[String: Any]] ?? []).map { ($0["target"] as? String ?? "", $0["status"] as? Int ?? -1) }
    }

    /// Asks a site itself, as another client does.
    /// - Returns: the body.
    @discardableResult func ask(_ site: String, _ path: String, method: String = "GET", token: String) throws -> String {
        let line = program.terminal.lines.first { $0.hasPrefix("\(site) http://127.0.0.1:") } ?? ""
        guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Unexpected("\(site) has no address") }
        return try send(method, path, at: port, headers: "Authorization: Bearer \(token)\r\n")
    }

    /// Waits until something holds of the lab.
    func expect(_ what: String, within seconds: Double = 30, _ condition: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try !condition() {
            guard ContinuousClock.now < end else { throw Unexpected("expected \(what)") }
            program.read(wait: 50)
        }
    }

    @discardableResult private func send(
        _ method: String, _ path: String, _ body: String = "", at port: UInt16? = nil, headers: String = ""
    ) throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (port ?? self.port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        let request =
            "\(method) \(path) HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        guard connected == 0, write(descriptor, request, request.utf8.count) == request.utf8.count else {
            throw Unexpected("the lab cannot be reached")
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { answer += buffer[..<count] }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.prefix(12).hasSuffix("200") else { throw Unexpected("\(method) \(path) was answered with \(text.prefix(12))") }
        return String(text[(text.firstRange(of: "\r\n\r\n")?.upperBound ?? text.endIndex)...])
    }
}
