/// The part of PromQL that the lab evaluates, as a tree. Whatever is not in it is refused with `bad_data`, never answered
/// with an empty success. `docs/lab.md` lists it.
/// <https://prometheus.io/docs/prometheus/latest/querying/basics/>
indirect enum PromQL: Sendable, Equatable {
    case number(Double)
    case text(String)
    case selector(Selector)
    /// A selector with its samples of some time: `x[5m]`.
    case range(Selector, Span)
    case call(String, [PromQL])
    case aggregate(Aggregation)
    case binary(Operation)
    case negative(PromQL)

    /// `name{label="value"}`, moved back by an offset.
    struct Selector: Sendable, Equatable, Hashable {
        var matchers: [Matcher]
        var offset = Span.zero

        /// The metric's name where it is given by equality.
        var name: String? {
            matchers.first { $0.label == MetricName.label && $0.kind == .isEqual }?.value
        }
    }

    /// One condition on a label.
    struct Matcher: Sendable, Equatable, Hashable {
        enum Kind: String, Sendable { case isEqual = "=", isNot = "!=", matches = "=~", doesNotMatch = "!~" }
        var label: String
        var kind: Kind
        var value: String
    }

    /// `sum by (a, b) (…)` and its like.
    struct Aggregation: Sendable, Equatable {
        var function: String
        var labels: [String]
        /// Whether the labels are those to drop: `without`.
        var isWithout: Bool
        /// The number of `topk` and the quantile of `quantile`.
        var parameter: PromQL?
        var body: PromQL
    }

    /// Two operands; `matching` says which labels pair them.
    struct Operation: Sendable, Equatable {
        var symbol: String
        var left: PromQL
        var right: PromQL
        var returnsBool = false
        var matching: Matching?

        struct Matching: Sendable, Equatable {
            var labels: [String]
            /// `on` keeps only these labels for the pairing; `ignoring` leaves them out.
            var isOn: Bool
            /// `group_left` or `group_right`: many on that side may pair with one of the other.
            var manySide: String?
            /// Labels taken over from the one side.
            var include: [String] = []
        }
    }
}

/// The label under which a series carries its metric's name.
enum MetricName {
    static let label = "__name__"
}

/// Why a query could not be answered, with Prometheus' type of error.
struct PromQLError: Error, Equatable {
    enum Kind: String, Sendable {
        case badData = "bad_data"
        case execution
    }
    var kind: Kind
    var message: String

    /// An error of the text, at a place counted in characters from 1.
    static func parse(_ message: String, at place: Int) -> PromQLError {
        PromQLError(kind: .badData, message: "invalid parameter \"query\": 1:\(place): parse error: \(message)")
    }
}
