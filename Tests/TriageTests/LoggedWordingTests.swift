import Testing

@testable import Triage

/// What logs say, word by word as tools print it, is told by class and named in the cause.
@Suite("Wordings of runtimes, libraries and servers")
struct LoggedWordingTests {
    /// One case of ``LoggedWordings``.
    struct Wording: Sendable, CustomTestStringConvertible {
        var name = "", state = "", failureClass = "", words: [[String]] = [], lines: [String] = []
        var testDescription: String { name }

        static func read(_ text: String) -> [Wording] {
            var all: [Wording] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                guard line.hasPrefix("=== ") else {
                    if !all.isEmpty { all[all.count - 1].lines.append(String(line)) }
                    continue
                }
                let parts = line.dropFirst(4).split(separator: "|", maxSplits: 3).map { String($0.drop { $0 == " " }).trimmingSuffix(" ") }
                let words = parts[3].split(separator: ";").map { $0.split(separator: "|").map(String.init) }
                all.append(Wording(name: parts[0], state: parts[1], failureClass: parts[2], words: words))
            }
            return all
        }

        static let all = [
            LoggedWordings.databases, LoggedWordings.services, LoggedWordings.configurations, LoggedWordings.models, LoggedWordings.crashes,
            LoggedWordings.later, LoggedWordings.strangers,
        ].flatMap(read)
    }

    @Test("Each wording gives its class and is named", arguments: Wording.all)
    func told(_ wording: Wording) async throws {
        let state: Draft.State = Int(wording.state).map { .crash($0) } ?? .running(ready: wording.state == "ready")
        let draft = Draft(wording.name, wording.failureClass, "").pod(state)
        let text = "~80 plain\n" + wording.lines.joined(separator: "\n")
        let scenario = (Int(wording.state) == nil ? draft.log(text + "\n~20 plain") : draft.previous(text)).made
        let finding = try #require(try await Examined.Result(of: scenario).findings.first)
        #expect(finding.failureClass == wording.failureClass, "\(finding.sentence)")
        let sentence = finding.sentence.lowercased()
        for group in wording.words { #expect(group.contains { sentence.contains($0.lowercased()) }, "\(finding.sentence)") }
    }

    @Test("Each class has its wordings")
    func classes() {
        let found = Dictionary(grouping: Wording.all, by: \.failureClass).mapValues(\.count)
        for name in ["dependency-unreachable", "auth-failure", "config-error", "model-load-failed", "crash-loop"] {
            #expect(found[name, default: 0] > 18, "\(name)")
        }
    }
}
