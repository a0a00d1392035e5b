import Foundation
import Testing

@testable import Triage

/// What tools print when they fail, in `Fixtures/tools`: written by hand after each tool's own format, with noise around it.
@Suite struct ToolFormatTests {
    /// A tool's last words, and what is to be told of them.
    struct Sample: CustomTestStringConvertible {
        var name = "", step = "", command = "", failureClass = "", lines: [String] = []
        /// Groups of words: one of each must stand in the first cause.
        var says: [[String]] = []
        var testDescription: String { name }

        /// The samples of a file: `### name`, `step:`, `run:`, `class:`, `says:`, then the log.
        static func all(in name: String) -> [Sample] {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/tools/\(name).txt")
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return text.components(separatedBy: "### ").dropFirst().map { block in
                var sample = Sample(), lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                sample.name = lines.removeFirst()
                while let line = lines.first, let head = line.split(separator: ":").first, ["step", "run", "class", "says"].contains(head) {
                    let value = line.dropFirst(head.count + 2)
                    switch head {
                    case "step": sample.step = String(value)
                    case "run": sample.command = String(value)
                    case "class": sample.failureClass = String(value)
                    default: sample.says = value.components(separatedBy: " | ").map { $0.components(separatedBy: "|") }
                    }
                    lines.removeFirst()
                }
                while lines.last == "" { lines.removeLast() }
                sample.lines = lines
                return sample
            }
        }

        /// The job's log: `nil` lines of the tool for the run that passed.
        private func log(_ said: [String]) -> String {
            let noise = [
                "worker started", "WARN retrying request (attempt 1 of 3)", "Downloading part 7 of 40",
                "ERROR [Thread-3] expected failure is logged: payment declined",
                "DeprecationWarning: use the new name", "warning: unused variable in example 3",
            ]
            let lines =
                ["##[group]Run actions/checkout@v5", "with:", "##[endgroup]"] + (0..<40).map { noise[$0 % noise.count] }
                + ["##[group]Run \(command)", command, "shell: /usr/bin/bash -e {0}", "##[endgroup]"] + (0..<60).map { noise[$0 % noise.count] }
                + said
                + ["Post job cleanup.", "##[error]No files were found with the provided path: reports/", "Cleaning up orphan processes"]
            return lines.map { "2026-11-23T03:01:00.1234567Z \($0)\r\n" }.joined()
        }

        /// What is concluded, with or without the log of a run that passed.
        func finding(compared: Bool, without said: Bool = false) -> Finding {
            let failed = (said ? [] : lines) + ["##[error]Process completed with exit code 1."]
            return Incident.job("ci", step: step, log: log(failed), passed: compared ? log([]) : nil).finding
        }
    }

    private func check(_ sample: Sample) {
        for compared in [false, true] {
            let finding = sample.finding(compared: compared), sentence = finding.sentence.lowercased()
            #expect(finding.failureClass == sample.failureClass, "\(finding.sentence)")
            for words in sample.says {
                #expect(words.contains { sentence.contains($0.lowercased().trimmingCharacters(in: .whitespaces)) }, "\(words): \(finding.sentence)")
            }
        }
        // The same step, of which only the noise is left, is not told by its name.
        #expect(sample.finding(compared: true, without: true).failureClass == "unknown")
    }

    @Test("A test that failed is named, with what it expected", arguments: Sample.all(in: "tests"))
    func tests(_ sample: Sample) { check(sample) }

    @Test("A test of a runner, a language or a kind of its own is named, with what it expected", arguments: Sample.all(in: "runners"))
    func runners(_ sample: Sample) { check(sample) }

    @Test("A linter's first error is named, with its place", arguments: Sample.all(in: "quality"))
    func quality(_ sample: Sample) { check(sample) }

    @Test("A scanner's finding is named, with its place or its fix", arguments: Sample.all(in: "security"))
    func security(_ sample: Sample) { check(sample) }

    @Test("What cannot be installed, compiled, linked or built into an image is named", arguments: Sample.all(in: "build"))
    func build(_ sample: Sample) { check(sample) }

    @Test("What cannot be rendered, applied or trained is named", arguments: Sample.all(in: "delivery"))
    func delivery(_ sample: Sample) { check(sample) }

    @Test("What the runner lacks, and what a job of no known kind met, is named", arguments: Sample.all(in: "runner"))
    func runner(_ sample: Sample) { check(sample) }

    @Test("What a script, a target or a recipe runs is told by what its tools print", arguments: Sample.all(in: "opaque"))
    func opaque(_ sample: Sample) { check(sample) }

    @Test("The samples are there")
    func present() {
        for name in ["tests", "runners", "quality", "security", "build", "delivery", "runner"] { #expect(Sample.all(in: name).count > 5, "\(name)") }
    }
}
