import JSON

/// The answer to a PromQL query (`/api/v1/query`, `/api/v1/query_range`).
public struct QueryResult: Sendable, Equatable, Readable {
    /// What the expression is: it decides what an empty answer means.
    public enum Kind: String, Sendable, Equatable {
        /// One value per series at one moment.
        case vector
        /// Values over time per series.
        case matrix
        /// One number.
        case scalar
        /// One text.
        case string
    }

    /// Kind of the answer.
    public var kind = Kind.vector
    /// Series in the server's order, which is not fixed without `sort()`. A scalar is one series without labels.
    public var series: [Series] = []
    /// The text of a ``Kind/string``.
    public var text = ""
    /// What the server wants said beside the data: `warnings` (data may be partial), then `infos` (the expression may not mean
    /// what was meant, e.g. `rate` of something that is not a counter).
    public var warnings: [String] = [], infos: [String] = []

    /// An empty vector, to be filled in.
    public init() {}

    /// The whole envelope: `{"status": "success", "data": {"resultType": …, "result": …}, "warnings": […]}`.
    public init(_ json: Element) throws {
        let data = json["data"]
        let type = try data.requiredString("resultType")
        guard let kind = Kind(rawValue: type) else { throw JSONError.missing("resultType") }
        self.kind = kind
        warnings = json["warnings"].texts
        infos = json["infos"].texts
        let result = data["result"]
        switch kind {
        case .vector, .matrix:
            series = try result.array.map { try Series($0) }
        case .scalar:
            guard let point = Series.Point(pair: result) else { throw JSONError.missing("result") }
            var scalar = Series()
            scalar.points = [point]
            series = [scalar]
        case .string:
            let parts = result.array
            guard parts.count == 2, let text = parts[1].string else { throw JSONError.missing("result") }
            self.text = text
        }
    }
}
