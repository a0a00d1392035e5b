import Testing

@testable import Lab

/// The stream of applications, as events and as lines.
@Suite struct ApplicationStreamTests {
    private let argo = Played(ArgoCDSite())

    private func stream(_ query: String = "", accept: String = "text/event-stream") async throws -> any StreamSource {
        let headers = ["authorization": "Bearer \(ArgoCDSite.token)", "accept": accept]
        let response = await argo.ask("GET", "/api/v1/stream/applications\(query)", headers)
        guard case .stream(let source) = response.body else { throw CancellationError() }
        return source
    }

    private func next(_ source: inout any StreamSource) async throws -> String {
        String(decoding: try await source.next(on: argo.stage) ?? [], as: UTF8.self)
    }

    @Test func everyApplicationComesFirstAndThenEachChange() async throws {
        var source = try await stream()
        let first = try await next(&source)
        #expect(first.hasPrefix(#"data: {"result":{"type":"ADDED","application":{"metadata":{"name":"iris-classifier""#))
        #expect(first.hasSuffix("} \n\n"))
        #expect(try await next(&source).contains(#""type":"ADDED","application":{"metadata":{"name":"wine-quality-xgboost""#))
        await argo.stage.apply(.github(.deploy(application: Platform.irisApplication, image: Platform.irisBatch.image)))
        let change = try await next(&source)
        #expect(change.contains(#""type":"MODIFIED""#))
        #expect(change.contains(Platform.irisBatch.tag))
    }

    @Test func linesHoldOneEventEach() async throws {
        var source = try await stream("?name=iris-classifier", accept: "application/json")
        let line = try await next(&source)
        #expect(line.hasPrefix(#"{"result":{"type":"ADDED""#))
        #expect(line.hasSuffix("}\n") && !line.dropLast().contains("\n"))
    }

    @Test func aKnownVersionIsNotReplayed() async throws {
        let version = await argo.stage.read { $0.argo.version }
        var source = try await stream("?resourceVersion=\(version)")
        await argo.stage.apply(.github(.deploy(application: Platform.irisApplication, image: Platform.irisBatch.image)))
        #expect(try await next(&source).contains(#""type":"MODIFIED""#))
    }
}
