import Foundation
import Host
import Testing

@testable import Settings

/// `config.example.toml` is read by people and must stay true: it loads, it holds every key, and what it shows as a
/// default is the default.
@Suite struct ConfigExampleTests {
    let text: String

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init() throws {
        text = try String(contentsOf: Self.root.appendingPathComponent("config.example.toml"), encoding: .utf8)
    }

    /// The assignments of the file, those behind `# ` too, by schema path.
    private var assignments: [(path: String, value: String, isComment: Bool, hasDefault: Bool)] {
        var table = ""
        var found: [(String, String, Bool, Bool)] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("[[") {
                table = line.trimmingCharacters(in: CharacterSet(charactersIn: "[]")) + "[]."
            } else if line.hasPrefix("[") {
                table = line.trimmingCharacters(in: CharacterSet(charactersIn: "[]")) + "."
            } else if let match = line.wholeMatch(of: /(# )?("[^"]+"|[a-z0-9_\-]+) = (.+?)( +\(no default\))?/) {
                let key = match.2.hasPrefix("\"") ? "<>" : String(match.2)
                found.append((table + key, String(match.3), match.1 != nil, match.4 == nil))
            }
        }
        return found
    }

    @Test func itLoads() throws {
        let settings = try Settings(
            toml: Array(text.utf8), file: "/etc/config.toml", environment: Environment(variables: ["HOME": "/home/ada"]))
        #expect(settings.contexts.map(\.name) == ["gcp", "k3d"])
        #expect(settings.alertContexts["cluster"]?["k3d-on-premises"] == "k3d")
        #expect(settings.gemini?.dataPermitted == false, "nothing may be sent before somebody says so")
        #expect(settings.github?.repositories.count == 2)
    }

    @Test func everyKeyStandsInIt() {
        let present = Set(assignments.map(\.path))
        let tables = Set(text.split(separator: "\n").filter { $0.hasPrefix("[") })
        for key in SettingKey.all {
            switch key.type {
            case "table":
                #expect(tables.contains { $0.hasPrefix("[\(key.path)]") || $0.hasPrefix("[\(key.path).") }, "[\(key.path)] is missing")
            case "array of tables": #expect(tables.contains("[[\(key.path.dropLast(2))]]"), "[[\(key.path)]] is missing")
            case _ where key.path.contains("<"):
                let parent = key.path.prefix { $0 != "<" }.dropLast()
                #expect(tables.contains { $0.hasPrefix("[\(parent)") }, "[\(parent)] is missing")
            default: #expect(present.contains(key.path), "\(key.path) is missing")
            }
        }
    }

    @Test func whatIsShownAsADefaultIsTheDefault() {
        let keys = Dictionary(uniqueKeysWithValues: SettingKey.all.map { ($0.path, $0) })
        for assignment in assignments where assignment.isComment && assignment.hasDefault {
            guard let key = keys[assignment.path] else {
                Issue.record("\(assignment.path) is no key")
                continue
            }
            #expect(key.standard == assignment.value, "\(assignment.path) defaults to \(key.standard ?? "nothing")")
        }
        for assignment in assignments where assignment.isComment && !assignment.hasDefault {
            if !assignment.path.hasSuffix("<>") {
                #expect(keys[assignment.path].map { $0.standard == nil } == true, "\(assignment.path)")
            }
        }
    }

    @Test func theDefaultsLoadWhenTheyAreUncommented() {
        let uncommented = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.wholeMatch(of: /# ("[^"]+"|[a-z0-9_]+) = .+/) != nil, !line.contains("(no default)") else {
                return String(line)
            }
            return String(line.dropFirst(2))
        }
        let problems = read(uncommented.joined(separator: "\n")).problems
        #expect(problems == [])
    }

    /// `QUARTERDECK_RECORD=1 swift test` rewrites the page, and fails, so that a recording never passes for a test.
    @Test func thePageOfTheDocumentationIsTheTable() throws {
        let page = Self.root.appendingPathComponent("docs/configuration.md")
        if ProcessInfo.processInfo.environment["QUARTERDECK_RECORD"] != nil {
            try Settings.reference.write(to: page, atomically: true, encoding: .utf8)
            Issue.record("docs/configuration.md was written anew")
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == Settings.reference)
        for key in SettingKey.all where key.type != "table" && key.type != "array of tables" {
            #expect(Settings.reference.contains("| `\(key.path)` |"))
        }
    }
}
