import Host
import JSON
import TestSupport
import Transport

@testable import Services

extension ScriptedHTTP.Answer {
    /// Plain text, or HTML.
    static func text(_ text: String, status: Int, type: String = "text/plain", headers: [String: String] = [:]) -> Self {
        bytes(Array(text.utf8), status: status, headers: headers.merging(["Content-Type": type]) { own, _ in own })
    }

    /// A complete `text/event-stream`.
    static func events(_ text: String) -> Self { .text(text, status: 200, type: "text/event-stream") }

    /// A `text/event-stream` that breaks off.
    static func broken(_ text: String, _ error: TransportError = .cut(host: "test", received: 7)) -> Self {
        let body = ScriptedBody()
        body.send(text)
        body.fail(error)
        return .stream(status: 200, headers: ["Content-Type": "text/event-stream"], body)
    }

    /// A recorded MLflow exchange's answer: `"2.18.0/25-runs-search-page1"`.
    static func mlflow(_ name: String) throws -> Self {
        let response = try Fixture.value("mlflow/\(name).json")["response"]
        var headers: [String: String] = [:]
        for member in response["headers"].members { headers[member.name] = member.value.string }
        return bytes(Array((response["body_raw"].string ?? "").utf8), status: response["status"].int ?? 0, headers: headers)
    }
}

extension ServiceLink {
    /// A link over a script, where waiting takes no time.
    static func scripted(_ configuration: Configuration, _ http: ScriptedHTTP, time: any TimeSource = HastyTime()) -> ServiceLink {
        ServiceLink(configuration, http: http, time: time, random: RandomSource { 0.5 })
    }
}

extension HTTPRequest {
    /// The body as text.
    var text: String { String(decoding: body ?? [], as: UTF8.self) }
}
