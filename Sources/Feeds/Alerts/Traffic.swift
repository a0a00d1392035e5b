import Host
import Services

/// Whether the model servers are used at all. Rules about errors and delays are silent without traffic as they are when all is well.
public enum Traffic: Sendable, Equatable {
    /// Not asked for, or Prometheus has not answered yet.
    case unasked
    /// There is none: no series, zero, or NaN.
    case none
    /// There is some; the value of the expression.
    case measured(Double)
    /// The expression could not be evaluated; one sentence.
    case unknown(String)

    /// Asks Prometheus; an empty expression asks nothing.
    /// - Throws: what says that Prometheus itself does not answer. An expression it refuses is ``unknown(_:)``: the pane's other parts are good.
    static func ask(_ prometheus: PrometheusClient, _ expression: String) async throws -> Traffic {
        guard !expression.isEmpty else { return .unasked }
        do {
            let sum = try await prometheus.query(expression).series.compactMap(\.points.last?.value).filter(\.isFinite).reduce(0, +)
            return sum > 0 ? .measured(sum) : .none
        } catch let error as ServiceError {
            guard case .refused = error else { throw error }
            return .unknown(SafeText.line(error.description))
        }
    }
}
