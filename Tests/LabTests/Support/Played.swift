@testable import Lab

/// A site over a world whose time stands still, without any HTTP: what a test asks and what it gets.
struct Played {
    let site: any Site
    let stage: Stage
    let clock: HandClock

    init(_ site: some Site, _ scenario: Scenario = .calm, pace: Double = 1) {
        clock = HandClock()
        stage = Stage(world: World(at: .night, after: scenario, pace: pace), clock: clock)
        self.site = site
    }

    /// Sends a request.
    func ask(_ method: String, _ target: String, _ headers: [String: String] = [:], body: String = "") async -> LabResponse {
        await site.respond(
            to: LabRequest(method: method, target: target, headers: headers, body: Array(body.utf8)), on: stage)
    }

    /// Lets time pass in the world.
    func pass(_ span: Span) async {
        clock.advance(by: span)
        await stage.catchUp()
    }
}

extension LabResponse {
    /// The body's bytes; of a stream all there are, up to the error that cuts it.
    func all(on stage: Stage) async -> [UInt8] {
        switch body {
        case .bytes(let bytes): return bytes
        case .stream(var source):
            var output: [UInt8] = []
            // An error ends the stream; what came before it is what the test looks at.
            while let piece = try? await source.next(on: stage) { output += piece }
            return output
        }
    }

    /// The body as text; empty for a stream.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The body as JSON; `null` when it is none.
    var json: JSON { JSON(parsing: Array(text.utf8)) ?? .null }

    /// A header's value.
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}
