import Host
import JSON
import Transport

/// An error answer of MLflow: `{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": …}`.
struct MLflowFailure: Readable, Equatable {
    /// `RESOURCE_DOES_NOT_EXIST`, `INVALID_PARAMETER_VALUE`, `PERMISSION_DENIED`, …
    let code: String
    /// MLflow's own sentence; may go on with SQL and its parameters over many lines.
    let message: String

    init(_ json: Element) throws {
        code = try json.requiredString("error_code")
        message = json.text(at: "message")
    }

    /// The answer as a sentence; `nil` leaves it to the rules that all services share.
    static func error(_ response: HTTPResponse, service: String) -> ServiceError? {
        if response.status == 403, response.body.starts(with: "Invalid Host header".utf8) {
            return .forbidden(
                service: service, what: "being asked by this address",
                sentence: "since 3.5 it answers only to host names it knows. Start it with --allowed-hosts naming the address under "
                    + "[mlflow] in config.toml.")
        }
        if [404, 405].contains(response.status), response.mediaType.hasSuffix("html") {
            return .malformed(
                service: service,
                what: "an HTML page (\(response.status)) where its API should be; check the url under [mlflow] in config.toml")
        }
        // Not MLflow's own answer: a proxy's. And what is not there is said by its name, which the caller knows.
        guard response.status != 404, let failure = try? JSON.read(Self.self, from: response.body) else { return nil }
        let firstLine = failure.message.split(whereSeparator: \.isNewline).first ?? "it does not say why."
        let words = String(SafeText.line("\(failure.code): \(firstLine)").prefix(300))
        return response.status >= 500
            ? .broken(service: service, status: response.status, sentence: words)
            : response.status == 400 ? .refused(service: service, status: 400, sentence: words) : nil
    }
}
