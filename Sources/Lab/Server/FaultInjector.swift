/// Stands between the wire and a site and plays what can be wrong there.
struct FaultInjector: Sendable {
    let site: any Site
    let stage: Stage

    /// The fault of this site at the moment.
    func fault() async -> Fault? {
        let site = site
        return await stage.read { site.fault(in: $0) }
    }

    func respond(to request: LabRequest) async -> LabResponse {
        let fault = await fault()
        switch fault {
        case .hang: await waitOut(.hang)
        case .slow(let milliseconds):
            // Only cancellation ends this early, and then nobody reads the answer.
            try? await Task.sleep(for: .milliseconds(milliseconds))
        case .unauthorised: return site.refusal(status: 401, of: request)
        case .forbidden: return site.refusal(status: 403, of: request)
        case .status(let code): return site.refusal(status: code, of: request)
        case .garbage: return LabResponse(contentType: "application/json", body: .bytes(Self.rubbish))
        case .huge: return .stream(EndlessBody(), contentType: "application/json")
        case .hold, .cut, .refuse, nil: break
        }
        var response = await site.respond(to: request, on: stage)
        if fault == .hold, !["GET", "HEAD"].contains(request.method) { await waitOut(.hold) }
        switch response.body {
        case .bytes(let bytes) where fault == .cut:
            response.headers.append(.init(name: "Content-Length", value: String(max(bytes.count, 2))))
            response.body = .stream(HalfBody(half: Array(bytes.prefix(max(bytes.count / 2, 1)))))
        case .stream(let source): response.body = .stream(FaultyStream(source: source, injector: self))
        case .bytes: break
        }
        return response
    }

    /// Waits until the site's fault is another one, or none.
    func waitOut(_ stuck: Fault) async {
        while !Task.isCancelled {
            let revision = await stage.revision(of: site.topic)
            guard await fault() == stuck else { return }
            _ = await stage.wait(for: site.topic, after: revision)
        }
    }

    /// Escape sequences, a lone quote, bytes that no UTF-8 text has.
    static let rubbish: [UInt8] = Array("\u{1b}[2J\u{1b}]0;owned\u{07}{\"kind\": <html>\r\n".utf8) + [0xff, 0xfe, 0x00, 0x80, 0x22]
}

/// A stream that feels the faults which come after its beginning.
private struct FaultyStream: StreamSource {
    var source: any StreamSource
    let injector: FaultInjector
    var wasCut = false

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        if wasCut { throw ConnectionCut() }
        let piece = try await source.next(on: stage)
        // Asked after the wait, so that a piece which became ready while the fault came is held back too.
        switch await injector.fault() {
        case .hang: await injector.waitOut(.hang)
        case .garbage:
            wasCut = true
            return FaultInjector.rubbish
        case .huge:
            source = EndlessBody()
            return try await source.next(on: stage)
        case .cut, .refuse, .unauthorised, .forbidden, .status: throw ConnectionCut()
        case .slow(let milliseconds): try await Task.sleep(for: .milliseconds(milliseconds))
        case .hold, nil: break
        }
        return piece
    }
}

/// The first half of a body whose whole length was announced.
private struct HalfBody: StreamSource {
    var half: [UInt8]

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        guard !half.isEmpty else { throw ConnectionCut() }
        defer { half = [] }
        return half
    }
}

/// 500 MB of a JSON list that goes on and on.
struct EndlessBody: StreamSource {
    static let total = 500_000_000
    private static let piece: [UInt8] = {
        let element = Array(#"{"metadata":{"name":"one-of-very-many","namespace":"nowhere"},"spec":{}},"#.utf8)
        return (0..<900).flatMap { _ in element }
    }()
    var sent = 0

    mutating func next(on stage: Stage) async throws -> [UInt8]? {
        if sent == 0 {
            let opening = Array(#"{"kind":"List","apiVersion":"v1","items":["#.utf8)
            sent = opening.count
            return opening
        }
        guard sent < Self.total else { return nil }
        sent += Self.piece.count
        return Self.piece
    }
}
