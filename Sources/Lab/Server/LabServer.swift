import FlyingFox
import FlyingSocks
import Foundation

/// One site on a loopback port of its own.
actor LabServer {
    nonisolated let log = RequestLog()
    private let site: any Site
    private let stage: Stage
    private let clock: any LabClock
    private var running: (server: HTTPServer, task: Task<Void, any Error>)?
    private var supervisor: Task<Void, Never>?
    private var isSettling = false
    private(set) var port: UInt16 = 0

    init(site: any Site, stage: Stage, clock: any LabClock) {
        self.site = site
        self.stage = stage
        self.clock = clock
    }

    /// Takes a port, answers on it, and from then on follows the fault `refuse`.
    func start(port wanted: UInt16 = 0) async throws {
        port = wanted
        try await listen()
        supervisor = Task { await self.supervise() }
    }

    func stop() async {
        supervisor?.cancel()
        supervisor = nil
        await silence()
    }

    private func listen() async throws {
        let configuration = HTTPServer.Configuration(
            address: try .inet(ip4: "127.0.0.1", port: port),
            // A hanging site must hang for as long as its fault lasts; the limit of FlyingFox would answer 500 instead.
            timeout: 24 * 3600, sharedRequestBufferSize: 65_536, pool: PromptSocketPool(), logger: .disabled)
        let server = HTTPServer(config: configuration, handler: SiteHandler(site: site, stage: stage, clock: clock, log: log))
        let listening = Listening(server)
        let task = Task { try await listening.run() }
        guard await listening.begin() else {
            task.cancel()
            throw LabError.cannotListen(site: site.name, port: port)
        }
        if case .ip4(_, let taken) = await server.listeningAddress { port = taken }
        running = (server, task)
    }

    private func silence() async {
        guard let running else { return }
        self.running = nil
        await running.server.stop(timeout: 0)
        running.task.cancel()
    }

    /// Listens, or does not, as the fault of the moment wants it.
    func settle() async {
        // Taking a port and letting one go must not overlap; either takes a few milliseconds at most.
        while isSettling { await Task.yield() }
        isSettling = true
        defer { isSettling = false }
        let refused = await FaultInjector(site: site, stage: stage).fault() == .refuse
        if refused, running != nil {
            await silence()
        } else if !refused, running == nil, supervisor != nil {
            // The port may still be held by connections that are going away: tried again at the next look.
            try? await listen()
        }
    }

    private func supervise() async {
        while !Task.isCancelled {
            let revision = await stage.revision(of: site.topic)
            await settle()
            _ = await stage.wait(for: site.topic, after: revision)
        }
    }
}

/// Translates between FlyingFox and a site.
private struct SiteHandler: HTTPHandler {
    let site: any Site
    let stage: Stage
    let clock: any LabClock
    let log: RequestLog

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        var headers: [String: String] = [:]
        for (header, value) in request.headers { headers[header.rawValue.lowercased()] = value }
        let received = LabRequest(
            method: request.method.rawValue, target: request.target.rawValue, headers: headers,
            body: Array(try await request.bodyData))
        let number = log.arrive(received, at: clock.now())
        let response = await FaultInjector(site: site, stage: stage).respond(to: received)
        log.answer(number, with: response.status)
        return render(response, to: received)
    }

    private func render(_ response: LabResponse, to request: LabRequest) -> HTTPResponse {
        var headers = HTTPHeaders()
        headers[HTTPHeader("Date")] = clock.now().httpDate
        for header in response.headers { headers.addValue(header.value, for: HTTPHeader(header.name)) }
        let status = HTTPStatusCode(response.status, phrase: LabResponse.phrase(of: response.status))
        let length = response.headers.first { $0.name == "Content-Length" }.flatMap { Int($0.value) }
        switch response.body {
        case .bytes(let bytes):
            let body = HTTPBodySequence(
                data: request.method == "HEAD" ? Data() : Data(bytes), suggestedBufferSize: 262_144)
            return HTTPResponse(statusCode: status, headers: headers, body: body)
        case .stream(let source):
            let body = LabBody(source: source, stage: stage)
            // An announced length means a body that will fall short of it: see the fault `cut`.
            if let length { return HTTPResponse(statusCode: status, headers: headers, body: .init(from: body, count: length)) }
            return HTTPResponse(statusCode: status, headers: headers, body: .init(from: body))
        }
    }
}
