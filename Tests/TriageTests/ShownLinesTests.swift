import Archive
import Testing

@testable import Triage

/// Every line of every prompt, looked up in the evidence as it is stored: given scenarios, our own, real job logs.
@Suite struct ShownLinesTests {
    private static let budgets = [1000, 2000, 4000, 8000]

    @Test("Every line stands in the stored evidence at its number, whole; how many lines went is told to the last one")
    func lines() async throws {
        for scenario in Scenario.all + Scenario.written {
            let examined = try await Examined.shared.result(scenario)
            for budget in Self.budgets { check(examined.file, examined.findings, budget, scenario.name) }
        }
    }

    @Test("The same for real job logs", arguments: RealJobLog.all)
    func realLogs(pair: String) throws {
        let log = try RealJobLog(pair)
        for budget in Self.budgets { check(log.file, log.findings, budget, log.name) }
    }

    private func check(_ file: CaseFile, _ findings: [Finding], _ budget: Int, _ name: String) {
        let reduction = Reduction.of(file, budget: budget, findings: findings)
        for section in reduction.sections {
            guard let exhibit = file.exhibits.first(where: { $0.number == section.exhibit }) else {
                Issue.record("\(name): no evidence [\(section.exhibit)]")
                continue
            }
            // As the archive keeps it, and a person opens it: lines by LF.
            let stored = exhibit.record.text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
            if exhibit.role.isObject {
                for line in section.lines {
                    guard let number = Int(line.prefix { $0.isNumber }), line.drop(while: \.isNumber).first == " " else { continue }
                    #expect(number <= stored.count && stored[number - 1].contains { !$0.isSpace }, "\(name) [\(section.exhibit):\(number)]")
                }
            } else {
                walk(section, stored, reduction.unshown, "\(name) at \(budget) [\(section.exhibit)]")
            }
        }
    }

    /// Goes through a log's lines as shown: each is the next, or what lies between is told.
    private func walk(_ section: Reduction.Section, _ stored: [[UInt8]], _ unshown: String, _ place: String) {
        var next = 1, isTold = false
        // What follows the last LF is no line.
        let count = stored.last?.isEmpty == true ? stored.count - 1 : stored.count
        func silent(_ lines: Range<Int>) -> Bool { lines.allSatisfy { Self.isSilent(stored[$0 - 1]) } }
        // Sentences about the log as a whole stand above its lines.
        let lines = section.lines.drop { $0.first?.isNumber != true && !$0.hasPrefix("… ") }
        if lines.isEmpty {
            #expect(unshown.contains("[\(section.exhibit)] \(count) line"), "\(place): nothing shown, and not told")
            return
        }
        for line in lines {
            if line.hasPrefix("… "), let gap = Int(line.dropFirst(2).prefix { $0.isNumber }) {
                #expect(!silent(next..<next + gap), "\(place): \(line)")
                next += gap
                isTold = true
                continue
            }
            guard let number = Int(line.prefix { $0.isNumber }), number >= next, number <= count else {
                Issue.record("\(place): \(line) after \(next - 1)")
                return
            }
            #expect(isTold ? next == number : silent(next..<number), "\(place): lines \(next) to \(number - 1) went without a word")
            isTold = false
            let text = Self.text(stored[number - 1])
            let shown = line.dropFirst(String(number).count + 1)
            let mark = shown.dropFirst(text.count)
            #expect(shown.hasPrefix(text) && (mark.isEmpty || mark.hasPrefix(" [") && mark.contains(" alike")), "\(place): \(line)")
            next = number + 1
        }
        #expect(next > count || silent(next..<count + 1), "\(place): ends at \(next - 1) of \(count)")
    }

    private static func text(_ line: [UInt8]) -> String {
        line.withUnsafeBufferPointer { bytes in
            let start = LogStamp.end(bytes, from: 0, to: bytes.count)
            return ShownLine.text(bytes, start..<max(start, bytes.count))
        }
    }

    private static func isSilent(_ line: [UInt8]) -> Bool {
        line.withUnsafeBufferPointer { bytes in
            let start = LogStamp.end(bytes, from: 0, to: bytes.count)
            var content = start..<max(start, bytes.count)
            while !content.isEmpty, bytes[content.upperBound - 1] == 13 { content = content.dropLast() }
            return content.isEmpty || ShownLine.isRule(bytes, content)
        }
    }

    @Test("The same evidence gives the same prompt, in whatever order it arrives")
    func deterministic() async throws {
        for scenario in Scenario.all + Scenario.written {
            let examined = try await Examined.shared.result(scenario)
            let first = PreparedPrompt(examined.file, findings: examined.findings, budget: 2000, nonce: "7f3a90c1")
            let evidence = try await scenario.gathered()
            var dice = Dice(7)
            for order in [evidence, evidence.reversed(), dice.shuffled(evidence)] {
                let file = CaseFile(order)
                let prompt = PreparedPrompt(file, findings: Rules.findings(file), budget: 2000, nonce: "7f3a90c1")
                #expect(prompt == first, "\(scenario.name)")
            }
        }
    }
}

extension Dice {
    mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        var values = values
        for index in values.indices.reversed() { values.swapAt(index, below(index + 1)) }
        return values
    }
}
