import Host
import JSON
import Transport

/// An error answer of Prometheus: `{"status": "error", "errorType": "bad_data", "error": …}`.
struct PrometheusFailure: Readable, Equatable {
    /// `bad_data`, `execution`, `timeout`, `canceled`, `internal`, `unavailable`, `not_found`, `not_acceptable`.
    let type: String
    /// Prometheus's own sentence.
    let message: String

    init(_ json: Element) throws {
        type = try json.requiredString("errorType")
        message = json.text(at: "error")
    }

    /// The answer as a sentence; `nil` leaves it to the rules that all services share.
    static func error(_ response: HTTPResponse, service: String) -> ServiceError? {
        // Before it has replayed its log every path answers this text, also those that answer JSON otherwise.
        if response.status == 503, response.body.starts(with: "Service Unavailable".utf8) {
            let stops = response.headers["X-Prometheus-Stopping"] == "true"
            return .broken(
                service: service, status: 503, sentence: stops ? "it is shutting down." : "it is starting, and reads its log first.")
        }
        // Not one of Prometheus's own answers: a proxy's.
        guard let failure = try? JSON.read(Self.self, from: response.body) else { return nil }
        let words = String(SafeText.line("\(failure.type): \(failure.message)").prefix(300))
        return switch failure.type {
        // These come with 503, and do not mean that the server is failing.
        case "timeout", "canceled":
            .refused(service: service, status: response.status, sentence: "the query took too long; narrow it. (\(words))")
        case "internal": .broken(service: service, status: response.status, sentence: words)
        default: .refused(service: service, status: response.status, sentence: words)
        }
    }
}
