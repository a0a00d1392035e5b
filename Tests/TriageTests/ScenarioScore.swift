import Foundation

@testable import Triage

/// How well a prompt holds a scenario's evidence, by the rules of `score.py` (see the scenarios' README).
struct ScenarioScore {
    /// Weighted share of the evidence found; whether every item of weight 3 is at least half there.
    private(set) var recall = 0.0, decisive = true
    /// Items that lack, for a failure's message.
    private(set) var missing: [String] = []
    /// Secrets of which twelve characters in a row are left.
    private(set) var leaked: [String] = []

    private let lines: [String], flat: String, joined: String

    init(_ scenario: Scenario, prompt: String, budget: Int) throws {
        let text = String(prompt.unicodeScalars.prefix(budget * 4))
        lines = Self.lines(Array(text.utf8)).map(Self.normal)
        flat = lines.joined(separator: "\n")
        joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var got = 0.0, total = 0.0
        for item in scenario.evidence {
            guard let share = try share(of: item, in: scenario) else { continue }
            let weight = item.weight ?? 1
            got += share * weight
            total += weight
            if share < 1 { missing.append("\(item.id) \(share)") }
            if weight >= 3, share < 0.5 { decisive = false }
        }
        recall = total > 0 ? got / total : 0
        leaked = scenario.secrets.filter { RedactorScenarioTests.leaks($0.text, in: prompt) }.map(\.kind)
    }

    private func share(of item: Scenario.Item, in scenario: Scenario) throws -> Double? {
        for expression in item.match ?? [] where try joined.contains(Regex(expression).ignoresCase()) { return 1 }
        let file = Self.lines(try scenario.bytes(item.file))
        var marks: [Bool] = []
        for part in item.lines.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0.trimmingPrefix(" ")) }
            for number in ends[0]...(ends.last ?? ends[0]) where number <= file.count {
                let line = Self.normal(file[number - 1])
                guard line.count >= 4 else { continue }
                // Our own marks go over drawn rules, too; `score.py`'s do not, and it would count them.
                if !scenario.contents.isEmpty, !line.contains(where: { $0.isLetter || $0.isNumber }) { continue }
                marks.append(flat.contains(String(line.prefix(140))) || item.match == nil && isLike(line))
            }
        }
        if marks.isEmpty, !scenario.contents.isEmpty, item.match == nil { return nil }
        return marks.isEmpty ? 0 : Double(marks.count { $0 }) / Double(marks.count)
    }

    /// The first sixty characters, or four words in five on one line.
    private func isLike(_ line: String) -> Bool {
        if line.count > 60, flat.contains(String(line.prefix(60))) { return true }
        let wanted = Self.words(line)
        return wanted.count >= 3 && lines.contains { Double(Self.words($0).intersection(wanted).count) >= 0.8 * Double(wanted.count) }
    }

    /// By LF alone: a string's own lines would count CR LF as one character.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split(separator: 10, omittingEmptySubsequences: false) }

    /// Without time stamp, colours and repeated white space, in lower case.
    private static func normal(_ line: ArraySlice<UInt8>) -> String {
        let bare = TerminalEscapes.removed(from: Array(line)).filter { $0 != 13 }
        let start = bare.withUnsafeBufferPointer { LogStamp.end($0, from: 0, to: $0.count) }
        return String(decoding: bare[start...], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }

    private static func words(_ line: String) -> Set<String> {
        Set(line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.filter { $0.count >= 3 }.map(String.init))
    }
}
