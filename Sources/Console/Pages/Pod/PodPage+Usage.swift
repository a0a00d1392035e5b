import Feeds
import Services
import Terminal

/// What a pod used in the last hour, against what it may use.
extension PodPage {
    func usage(_ shared: Shared, _ width: Int) -> [BodyLine] {
        guard let usage else {
            return BodyLine.paragraph(usageProblem ?? "Asking Prometheus what this pod used…", width: width, .muted)
        }
        let main = row?.pod.containers.filter { $0.kind == .main } ?? []
        return chart("memory", usage.memory, limit: sum(main, "memory"), width) { "\(Int($0 / 1_048_576))Mi" } + [.empty]
            + chart("cpu", usage.cpu, limit: sum(main, "cpu"), width) { "\(Int($0 * 1000))m" }
    }

    private func chart(
        _ name: String, _ values: [Double], limit: Double?, _ width: Int, _ words: @escaping (Double) -> String
    ) -> [BodyLine] {
        guard let last = values.last(where: \.isFinite), let most = values.filter(\.isFinite).max() else {
            return BodyLine.paragraph("\(name): Prometheus has measured none in the last hour; is cAdvisor scraped?", width: width, .muted)
        }
        var heading = "now \(words(last)), most \(words(most)) in the last hour"
        if let limit, limit > 0 { heading += ", limit \(words(limit)) (\(Numbers.percent(last / limit)))" }
        let role: Role = limit.map { last > $0 * 0.9 ? .degraded : .plain } ?? .plain
        return [BodyLine(Line([Span(name + "  ", .accent, .bold), Span(heading, role)]))]
            + Chart.lines(values, gate: limit, base: 0, columns: width - 12, rows: 6, label: words, mark: "limit")
    }

    /// The sum of all containers' limits; none where one has none, since then the pod has none.
    private func sum(_ containers: [Container], _ name: String) -> Double? {
        let limits = containers.map { Quantity.value($0.limits[name]) }
        guard !limits.isEmpty, limits.allSatisfy({ $0 != nil }) else { return nil }
        return limits.compactMap { $0 }.reduce(0, +)
    }
}
