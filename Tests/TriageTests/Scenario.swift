import Foundation
import Testing

@testable import Triage

/// One incident with its answers: given ones of `Fixtures/scenarios`, our own of `Written`.
struct Scenario: Decodable, CustomTestStringConvertible {
    struct File: Decodable { var path: String, role: String, lines: Int, container: String?, job: String? }
    struct Item: Decodable { var id: String, file: String, lines: String, weight: Double?, match: [String]? }
    struct Secret: Decodable { var file: String, line: Int, kind: String, text: String }
    struct Lookalike: Decodable { var file: String, line: Int, text: String }
    struct Place: Decodable { var file: String, lines: String }
    struct Cause: Decodable { var keywords: [[String]] }
    /// What its author says has to go, so that nobody can tell the cause any more.
    struct Removal: Decodable { var lines: [Place]?, files: [String]? }

    var name: String, severity: String, files: [File], primary: String?, evidence: [Item], cause: Cause
    var secrets: [Secret], lookalikes: [Lookalike], injection: [Place], must_not_say: [String]
    var failureClass: String
    /// What has to go besides. Of a stranger's, nil where nothing sensible would be left.
    var undecided: Removal?
    /// Files held in memory: those of a scenario that is written in Swift. Empty when they lie in a directory.
    var contents: [String: [UInt8]] = [:]
    /// Where the scenario's directory lies.
    var home = Scenario.folder
    /// The `subject` object; in memory only.
    var subject: [UInt8] = []

    enum CodingKeys: String, CodingKey {
        case name, severity, files, primary, evidence, cause, secrets, lookalikes, injection, must_not_say, undecided
        case failureClass = "class"
    }

    /// Sets of strangers in the order in which they were measured.
    private static let sets = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
        "twentyfirst",
    ]
    /// Whether something sensible is left without what decides: of a stranger's, where it is said what has to go.
    var canLackEvidence: Bool { undecided != nil || !Self.sets.contains(home.lastPathComponent) }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/scenarios")
    var directory: String { home.appending(path: name).path }
    var testDescription: String { name }

    static let all = read(folder)

    /// Sets that others wrote who never saw a rule, in the order in which they were measured.
    static let blind = sets.map { read(folder.deletingLastPathComponent().appending(path: "blind/\($0)")) }

    private static func read(_ folder: URL) -> [Scenario] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: "\(name)/scenario.json")) else { return nil }
            do {
                var scenario = try JSONDecoder().decode(Scenario.self, from: data)
                scenario.home = folder
                return scenario
            } catch { preconditionFailure("\(name): \(error)") }
        }
    }

    func bytes(_ path: String) throws -> [UInt8] {
        if let bytes = contents[path] { return bytes }
        return Array(try Data(contentsOf: URL(filePath: directory).appending(path: path)))
    }

    /// All that a triage may know.
    func gathered() async throws -> [Evidence] {
        if !contents.isEmpty {
            return [Evidence(.subject, name: "subject.json", bytes: subject)]
                + files.compactMap { file in
                    guard let role = Evidence.Role(rawValue: file.role), let bytes = contents[file.path] else { return nil }
                    return Evidence(role, name: file.path, bytes: bytes, part: file.container ?? file.job)
                }
        }
        let folder = EvidenceFolder(directory)
        var evidence: [Evidence] = []
        for await piece in folder.gather(try await folder.subject()) { evidence.append(piece) }
        return evidence
    }

    /// The same without what decides: marked lines of logs are taken out, and with them the lines of that log that say the same with other
    /// numbers (the next attempt), or repeat the longest name of one (a failed test stands in the progress and in the summary, too); an object that holds a decisive item goes whole, and
    /// with a pod's go its events and nodes, which say the same in other words. What the author lists goes, too.
    func withoutEvidence() async throws -> [Evidence] {
        var gone: [String: Set<Int>] = [:], objects: Set<String> = []
        for item in evidence {
            if item.file.hasSuffix(".json") {
                if item.weight ?? 1 >= 3 { objects.insert(item.file) }
                continue
            }
            gone[item.file, default: []].formUnion(Self.numbers(item.lines))
        }
        for place in undecided?.lines ?? [] { gone[place.file, default: []].formUnion(Self.numbers(place.lines)) }
        let cluster: Set<String> = ["pod.json", "events.json", "nodes.json"]
        if !objects.isDisjoint(with: cluster) { objects.formUnion(cluster) }
        objects.formUnion(undecided?.files ?? [])
        return try await gathered().compactMap { piece in
            if objects.contains(piece.name) { return nil }
            guard let lines = gone[piece.name] else { return piece }
            var piece = piece
            let all = piece.bytes.split(separator: 10, omittingEmptySubsequences: false)
            let names = Set(lines.compactMap { all.indices.contains($0 - 1) ? Self.longestName(all[$0 - 1]) : nil })
            let text = LogText(piece.bytes)
            let likes = Set(lines.filter { text.line($0 - 1).utf8.count > 12 }.map { text.masks[$0 - 1] })
            let kept = all.enumerated().filter { line in
                !lines.contains(line.offset + 1) && !(line.offset < text.count && likes.contains(text.masks[line.offset]))
                    && !names.contains { String(decoding: line.element, as: UTF8.self).contains($0) }
            }.map(\.element)
            piece.bytes = Array(kept.joined(separator: [10]))
            return piece
        }
    }

    /// `12-20,33`: the lines, from 1.
    private static func numbers(_ text: String) -> Set<Int> {
        text.split(separator: ",").reduce(into: []) { lines, part in
            let ends = part.split(separator: "-").compactMap { Int($0.trimmingPrefix(" ")) }
            lines.formUnion(ends[0]...(ends.last ?? ends[0]))
        }
    }

    /// The longest word of a line that is a name of twenty characters or more: a test's, a file's, a function's.
    private static func longestName(_ line: ArraySlice<UInt8>) -> String? {
        let bytes = Array(line), start = bytes.withUnsafeBufferPointer { LogStamp.end($0, from: 0, to: $0.count) }
        let text = String(decoding: bytes[start...], as: UTF8.self)
        let words = text.split { !($0.isLetter || $0.isNumber || "_-./:".contains($0)) }
        return words.filter { $0.count >= 20 && $0.contains { "_./:".contains($0) } }.max { $0.count < $1.count }.map(String.init)
    }
}
