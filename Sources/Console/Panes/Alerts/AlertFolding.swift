import Feeds
import Host

/// Puts alerts that are one incident on one line.
///
/// Two reasons: the context they are about does not answer (then they say nothing new), or five and more of one workload,
/// node or context began within two minutes of each other.
enum AlertFolding {
    /// One line of the list.
    enum Entry: Equatable, Sendable {
        case single(Int)
        /// Key, words for the line, places of the alerts.
        case fold(key: String, words: String, members: [Int])
    }

    static let threshold = 5
    static let window = 120.0

    /// The lines for alerts, each where its worst alert stands.
    /// - Parameter silent: contexts that do not answer, each with words for it.
    static func fold(_ alerts: [AlertRow], silent: [String: String]) -> [Entry] {
        guard alerts.count > 1 else { return alerts.indices.map(Entry.single) }
        var folds: [String: (words: String, members: [Int])] = [:]
        var foldOf = [String?](repeating: nil, count: alerts.count)

        func gather(_ key: String, _ words: (Int) -> String, _ members: [Int]) {
            folds[key] = (words(members.count), members)
            for member in members { foldOf[member] = key }
        }

        for (context, words) in silent {
            let members = alerts.indices.filter { alerts[$0].context == context }
            if members.count > 1 { gather("silent/\(context)", { "\(words), \($0) alerts folded" }, members) }
        }
        for place in [\.workload, node, context] as [(AlertRow) -> String?] {
            var groups: [String: [Int]] = [:]
            for index in alerts.indices where foldOf[index] == nil {
                if let key = place(alerts[index]) { groups[key, default: []].append(index) }
            }
            for (key, members) in groups where members.count >= threshold {
                for burst in bursts(members, alerts) where burst.count >= threshold {
                    gather("\(key)/\(alerts[burst[0]].id)", { "\(key): \($0) alerts within 2 minutes" }, burst)
                }
            }
        }

        var seen: Set<String> = []
        return alerts.indices.compactMap { index in
            guard let key = foldOf[index] else { return .single(index) }
            guard let fold = folds[key], seen.insert(key).inserted else { return nil }
            return .fold(key: key, words: fold.words, members: fold.members)
        }
    }

    /// Runs of alerts of which each began within the window after the first.
    private static func bursts(_ members: [Int], _ alerts: [AlertRow]) -> [[Int]] {
        let dated = members.filter { alerts[$0].since != nil }.sorted { began($0, alerts) < began($1, alerts) }
        var result: [[Int]] = []
        for index in dated {
            if let first = result.last?.first, (began(index, alerts) - began(first, alerts)).seconds <= window {
                result[result.count - 1].append(index)
            } else {
                result.append([index])
            }
        }
        return result.map { $0.sorted() }
    }

    private static func began(_ index: Int, _ alerts: [AlertRow]) -> Timestamp {
        alerts[index].since ?? Timestamp(milliseconds: 0)
    }

    private static func node(_ alert: AlertRow) -> String? { alert.labels["node"].map { "\(alert.context) node \($0)" } }
    private static func context(_ alert: AlertRow) -> String? { alert.context.isEmpty ? nil : alert.context }
}
