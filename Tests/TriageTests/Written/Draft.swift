import JSON

@testable import Triage

/// A scenario as it is written down: the log's literal shows what is evidence and what is noise.
///
///     Draft("go-dns", "dependency-unreachable", "redis", "no such host")
///         .pod(.crash(1)).previous("""
///             ~200 go
///             » {"level":"fatal","msg":"dial tcp: lookup cache.shop.svc: no such host"}
///             ~12 go
///             """)
///
/// A line of a log begins with `»` when it decides (weight 3), with `›` when it helps (weight 1), with `!` when it stands in
/// the failing log only and is no evidence, with `§` when it addresses the analyst. `~200 go` is as many lines of that
/// noise. Words of the cause are groups: one of each, separated by `|`, must stand in the first cause.
struct Draft {
    /// Times as much noise as is written.
    @TaskLocal static var loudness = 1

    var scenario: Scenario
    var noise: Noise
    var pod: Value?, events: [Value] = [], nodes: [Value] = [], alert: Value?

    init(_ name: String, _ failureClass: String, _ words: String..., not: [String] = []) {
        scenario = Scenario(
            name: name, severity: "high", files: [], primary: nil, evidence: [],
            cause: Scenario.Cause(keywords: words.map { $0.split(separator: "|").map(String.init) }), secrets: [], lookalikes: [],
            injection: [], must_not_say: not, failureClass: failureClass)
        noise = Noise(seed: GraveWords.hash(name.utf8))
    }

    /// The scenario with all its files.
    var made: Scenario {
        var draft = self
        if let pod { draft.file("pod.json", .pod, pod.bytes) }
        if let alert { draft.file("alert.json", .alert, alert.bytes) }
        if !events.isEmpty { draft.file("events.json", .events, (["kind": "EventList", "items": .array(events)] as Value).bytes) }
        if !nodes.isEmpty { draft.file("nodes.json", .nodes, (["kind": "NodeList", "items": .array(nodes)] as Value).bytes) }
        return draft.scenario
    }

    /// A fact of an object that a prompt should tell, as expressions of which one must match.
    func fact(_ file: String, _ weight: Double, _ match: String...) -> Draft {
        var draft = self
        draft.scenario.evidence.append(
            Scenario.Item(id: "\(file) \(match[0])", file: file, lines: "1", weight: weight, match: match))
        return draft
    }

    /// What else has to go so that nobody can tell the cause any more: the class rests on other evidence than what decides.
    func restsOn(_ files: String...) -> Draft {
        var draft = self
        draft.scenario.undecided = Scenario.Removal(files: files)
        return draft
    }

    /// A secret that one of the logs holds.
    func secret(_ texts: String...) -> Draft {
        var draft = self
        draft.scenario.secrets += texts.map { Scenario.Secret(file: "", line: 0, kind: "planted", text: $0) }
        return draft
    }

    mutating func file(_ path: String, _ role: Evidence.Role, _ bytes: [UInt8], container: String? = nil, job: String? = nil) {
        scenario.contents[path] = bytes
        scenario.files.append(
            Scenario.File(path: path, role: role.rawValue, lines: bytes.count { $0 == 10 }, container: container, job: job))
    }

    /// The lines of a literal with its noise; marks become evidence of `path`, where one is given.
    mutating func lines(_ text: String, stamped: (inout Noise) -> String, passing: Bool, path: String?) -> [String] {
        var lines: [String] = [], block: (mark: Character, first: Int)?
        func close(_ draft: inout Draft) {
            guard let open = block, let path else { return block = nil }
            let range = "\(open.first)-\(lines.count)"
            if open.mark == "§" {
                draft.scenario.injection.append(Scenario.Place(file: path, lines: range))
            } else {
                draft.scenario.evidence.append(
                    Scenario.Item(id: "\(path):\(range)", file: path, lines: range, weight: open.mark == "»" ? 3 : 1, match: nil))
            }
            block = nil
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.first ?? " "
            if mark == "~" {
                close(&self)
                let words = line.dropFirst().split(separator: " ")
                for _ in 0..<(Int(words[0]) ?? 0) * Self.loudness {
                    let content = noise.line(String(words[1]))
                    lines.append(stamped(&noise) + content)
                }
                continue
            }
            guard "»›!§".contains(mark) else {
                close(&self)
                lines.append(stamped(&noise) + line)
                continue
            }
            if mark == "!" || block?.mark != mark { close(&self) }
            if passing { continue }
            if mark != "!", block == nil { block = (mark, lines.count + 1) }
            lines.append(stamped(&noise) + line.dropFirst(line.dropFirst().first == " " ? 2 : 1))
        }
        close(&self)
        return lines
    }
}

/// Scenarios one below the other.
@resultBuilder enum Drafts {
    static func buildBlock(_ drafts: Draft...) -> [Draft] { drafts }
}
