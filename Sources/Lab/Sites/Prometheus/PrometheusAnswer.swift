/// The envelope of every answer, and how values are written in it.
enum PrometheusAnswer {
    static func success(_ data: JSON) -> LabResponse { .json(["status": "success", "data": data]) }

    static func failure(_ error: PromQLError) -> LabResponse {
        .json(
            ["status": "error", "errorType": .string(error.kind.rawValue), "error": .string(error.message)],
            status: error.kind == .badData ? 400 : 422)
    }

    static func badData(_ message: String) -> PromQLError { PromQLError(kind: .badData, message: message) }

    /// A sample: seconds as a number, the value as a string.
    static func sample(_ moment: Moment, _ value: Double) -> JSON { [time(moment), .string(PrometheusNumber.text(value))] }

    /// Seconds, with milliseconds only where there are some.
    static func time(_ moment: Moment) -> JSON {
        moment.milliseconds % 1000 == 0 ? .integer(moment.milliseconds / 1000) : .number(moment.seconds)
    }

    static func value(_ value: PromQLValue, at moment: Moment) -> JSON {
        switch value {
        case .scalar(let number): ["resultType": "scalar", "result": sample(moment, number)]
        case .text(let text): ["resultType": "string", "result": [time(moment), .string(text)]]
        case .vector(let elements):
            [
                "resultType": "vector",
                "result": .array(elements.map { ["metric": .map($0.labels), "value": sample(moment, $0.value)] }),
            ]
        }
    }

    static func matrix(_ rows: [(labels: [String: String], samples: [PromQLSample])]) -> JSON {
        let result = rows.map { row -> JSON in
            ["metric": .map(row.labels), "values": .array(row.samples.map { sample($0.at, $0.value) })]
        }
        return ["resultType": "matrix", "result": .array(result)]
    }
}

/// Parameters of the query and of a posted form together.
struct PrometheusParameters: Sendable {
    private let all: [LabRequest.Parameter]

    init(_ request: LabRequest) {
        let isForm = (request.header("content-type") ?? "").contains("form-urlencoded")
        all = request.query + (isForm ? request.form : [])
    }

    func value(_ name: String) -> String? { all.first { $0.name == name }?.value }

    func values(_ name: String) -> [String] { all.filter { $0.name == name }.map(\.value) }

    /// A time: seconds with a fraction, or RFC 3339; `nil` when the parameter is not there.
    func time(_ name: String) throws -> Moment? {
        guard let text = value(name) else { return nil }
        if let moment = Moment(rfc3339: text) { return moment }
        if let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e12 {
            return Moment(milliseconds: Int64((seconds * 1000).rounded()))
        }
        throw PrometheusAnswer.badData("invalid parameter \"\(name)\": cannot parse \"\(text)\" to a valid timestamp")
    }

    /// A duration: seconds, or `15s`.
    func span(_ name: String) throws -> Span {
        let text = value(name) ?? ""
        if let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e9 { return .seconds(seconds) }
        if let span = Span(promQL: text) { return span }
        throw PrometheusAnswer.badData("invalid parameter \"\(name)\": cannot parse \"\(text)\" to a valid duration")
    }
}
