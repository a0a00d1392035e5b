import FlyingFox
import FlyingSocks
import Foundation

/// The lab's own endpoint, for scripts and for tests in other processes. It plays no system and is never faulty.
///
///     GET    /                        addresses, faults, scenarios
///     GET    /kubeconfig              the kubeconfig, as text
///     PUT    /faults/SITE             body: hang, hold, garbage, huge, cut, refuse, unauthorised, forbidden, status N, slow MS
///     DELETE /faults/SITE
///     POST   /scenarios/NAME          begins a story now
///     GET    /requests/SITE           answers by status, and the newest requests; ?method=DELETE leaves out the others
///     POST   /load/CONTEXT?pods=5000&changes=200
///     PUT    /gemini/BEHAVIOUR        answering, retired, capacity, …: what Gemini does with the next requests
///     GET    /service-account         a new service account's key file for Vertex AI
actor ControlServer {
    private let lab: RunningLab
    private var running: (server: HTTPServer, task: Task<Void, any Error>)?

    init(lab: RunningLab) { self.lab = lab }

    func start(port: UInt16) async throws -> UInt16 {
        let configuration = HTTPServer.Configuration(
            address: try .inet(ip4: "127.0.0.1", port: port), pool: PromptSocketPool(), logger: .disabled)
        let server = HTTPServer(config: configuration, handler: ControlHandler(lab: lab))
        let listening = Listening(server)
        let task = Task { try await listening.run() }
        guard await listening.begin() else {
            task.cancel()
            throw LabError.cannotListen(site: nil, port: port)
        }
        running = (server, task)
        if case .ip4(_, let taken) = await server.listeningAddress { return taken }
        return port
    }

    func stop() async {
        guard let running else { return }
        self.running = nil
        await running.server.stop(timeout: 0)
        running.task.cancel()
    }
}

private struct ControlHandler: HTTPHandler {
    let lab: RunningLab

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body = Array(try await request.bodyData)
        let response = await respond(
            to: LabRequest(method: request.method.rawValue, target: request.target.rawValue, body: body))
        guard case .bytes(let bytes) = response.body else { return HTTPResponse(statusCode: .internalServerError) }
        var headers = HTTPHeaders()
        for header in response.headers { headers.addValue(header.value, for: HTTPHeader(header.name)) }
        return HTTPResponse(
            statusCode: HTTPStatusCode(response.status, phrase: LabResponse.phrase(of: response.status)), headers: headers,
            body: Data(bytes))
    }

    private func respond(to request: LabRequest) async -> LabResponse {
        let site = request.segments.count == 2 ? SiteName(rawValue: request.segments[1]) : nil
        switch (request.method, request.segments.first) {
        case ("GET", nil): return .json(await overview())
        case ("GET", "kubeconfig"): return .text(await lab.kubeconfig, contentType: "application/yaml")
        case ("PUT", "faults"), ("POST", "faults"):
            guard let site else { return unknownSite }
            guard let fault = Fault(String(decoding: request.body, as: UTF8.self)) else {
                return .text(
                    "Unknown fault. Known: hang hold garbage huge cut refuse unauthorised forbidden \"status N\" \"slow MS\".\n", status: 400)
            }
            await lab.setFault(site, fault)
            return .json(await overview())
        case ("DELETE", "faults"):
            guard let site else { return unknownSite }
            await lab.setFault(site, nil)
            return .json(await overview())
        case ("POST", "scenarios"):
            do {
                try await lab.apply(scenario: request.segments.last ?? "")
                return .json(await overview())
            } catch {
                return .text("\(error)\n", status: 404)
            }
        case ("GET", "requests"):
            guard let site else { return unknownSite }
            return .json(await requests(of: site, method: request.value("method")))
        case ("POST", "load"):
            guard let cluster = ClusterName(rawValue: request.segments.last ?? "") else { return unknownSite }
            await lab.load(
                cluster, pods: Int(request.value("pods") ?? "") ?? 0, changesPerSecond: Double(request.value("changes") ?? "") ?? 0)
            return .json(await overview())
        case ("PUT", "gemini"), ("POST", "gemini"):
            guard await lab.setGemini(request.segments.last ?? "") else {
                return .text("Unknown behaviour. Known: \(RunningLab.geminiBehaviours.joined(separator: " ")).\n", status: 404)
            }
            return .json(await overview())
        case ("GET", "service-account"):
            guard let key = await lab.serviceAccountKey() else { return .text("OpenSSL made no key.\n", status: 500) }
            return .text(key, contentType: "application/json")
        default:
            return .text("Not found. GET / says what there is.\n", status: 404)
        }
    }

    private var unknownSite: LabResponse {
        .text("Unknown site. Known: \(SiteName.allCases.map(\.rawValue).joined(separator: " ")).\n", status: 404)
    }

    private func overview() async -> JSON {
        var addresses: [String: String] = ["control": await lab.controlAddress]
        for (site, address) in await lab.addresses { addresses[site.rawValue] = address }
        let faults = Dictionary(uniqueKeysWithValues: await lab.faults().map { ($0.key.rawValue, $0.value.description) })
        return [
            "addresses": .map(addresses), "faults": .map(faults),
            "scenarios": .map(Dictionary(uniqueKeysWithValues: Lab.scenarios.map { ($0.name, $0.summary) })),
        ]
    }

    private func requests(of site: SiteName, method: String?) async -> JSON {
        let counts = await lab.requestCounts(site)
        let newest = await lab.requests(site).filter { method == nil || $0.method == method }.suffix(200)
        return [
            "counts": .object(counts.sorted { $0.key < $1.key }.map { .init(name: String($0.key), value: JSON($0.value)) }),
            "newest": .array(
                newest.map { record in
                    [
                        "at": .string(record.at.rfc3339), "method": .string(record.method), "target": .string(record.target),
                        "status": JSON(record.status),
                    ]
                }),
        ]
    }
}
