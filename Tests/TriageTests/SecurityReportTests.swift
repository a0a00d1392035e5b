import Foundation
import JSON
import Testing

@testable import Triage

/// Reports of scanners as they write them; sources and licences in `Fixtures/reports/SOURCE.txt`.
@Suite struct SecurityReportTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/reports")

    private func report(_ name: String) throws -> (SecurityReport, text: String) {
        let bytes = SecurityReport.bare(
            Evidence(.securityReport, name: name, bytes: Array(try Data(contentsOf: Self.folder.appending(path: name))))
        ).bytes
        let exhibit = Exhibit(number: 1, role: .securityReport, name: name, text: bytes)
        return (try #require(try JSON.with(bytes) { SecurityReport($0, exhibit) }), String(decoding: bytes, as: UTF8.self))
    }

    @Test("Gitleaks: rule, file and line; the secrets are gone")
    func gitleaks() throws {
        let (report, text) = try report("gitleaks.json")
        #expect(report.tool == "Gitleaks" && report.failureClass == "secrets" && report.counts == "2 critical")
        #expect(report.issues[0].words == "pypi-upload-token (CRITICAL) at detect/detect_test.go:32: PyPI upload token")
        #expect(!text.contains("\"Secret\"") && !text.contains("\"Match\""))
    }

    @Test("One that is cut off is left out with a reason: where its secrets stand is not known")
    func cutOff() throws {
        let whole = try Data(contentsOf: Self.folder.appending(path: "gitleaks.json"))
        let file = CaseFile([Evidence(.securityReport, name: "reports/gitleaks.json", bytes: Array(whole.dropLast(20)))])
        #expect(file.exhibits.first?.text.isEmpty == true)
        #expect(file.exhibits.first?.failure?.hasPrefix("reports/gitleaks.json is left out: ") == true)
    }

    @Test("SARIF: severity of the rule or the message, place in the file")
    func sarif() throws {
        let (report, _) = try report("trivy.sarif")
        #expect(report.tool == "Trivy" && report.counts.contains("high"))
        #expect(report.worst[0].words.hasPrefix("AWS-0086 (HIGH) at main.tf:8: No public access block"))
    }

    @Test("Trivy's JSON: secrets without what was matched")
    func trivy() throws {
        let (report, text) = try report("trivy-secrets.json")
        #expect(report.issues.contains { $0.place.hasPrefix("env:") && $0.package.isEmpty })
        #expect(!text.contains("\"Match\"") && !text.contains("\"Code\""))
    }

    @Test("A Snyk vulnerability stands once, however many ways lead to it")
    func snyk() throws {
        let json = #"""
            {"ok":false,"vulnerabilities":[
            {"id":"SNYK-1","title":"Pollution","severity":"medium","packageName":"a","version":"1.0","fixedIn":["1.1"],"from":["x","a@1.0"]},
            {"id":"SNYK-1","title":"Pollution","severity":"medium","packageName":"a","version":"1.0","fixedIn":["1.1"],"from":["y","a@1.0"]},
            {"id":"SNYK-2","title":"Injection","severity":"critical","packageName":"b","version":"2","fixedIn":[]}]}
            """#
        let exhibit = Exhibit(number: 1, role: .securityReport, name: "snyk.json", text: [])
        let report = try #require(try JSON.with(Array(json.utf8)) { SecurityReport($0, exhibit) })
        #expect(
            report.worst.map(\.words) == [
                "SNYK-2 (CRITICAL) in b 2, no fix yet: Injection", "SNYK-1 (MEDIUM) in a 1.0, fixed in 1.1: Pollution",
            ])
    }

    @Test(
        "A finding from a report says what would have kept it away, by what was found",
        arguments: [
            ("scan-sarif-only", "Scan on a schedule, too, so that libxml2 gets a pull request when a fix is out, not when a release waits."),
            ("leak-gitleaks-json", "Run Gitleaks as a pre-commit hook, too, so that a stripe-access-token does not reach the repository."),
            ("sast-bandit-json", "Run Bandit as a pre-commit hook on changed files, and keep accepted findings in a baseline."),
        ])
    func prevention(name: String, words: String) async throws {
        let scenario = try #require(Scenario.changes.first { $0.name == name })
        #expect(try await Examined.shared.result(scenario).findings[0].prevention == words)
    }

    @Test("A vulnerability without a fix is prevented by no upgrade")
    func unfixed() throws {
        let report: Value = ["Results": [["Vulnerabilities": [["VulnerabilityID": "CVE-2024-1", "PkgName": "zlib", "Severity": "HIGH"]]]]]
        var incident = Incident.job("image", step: "Scan image with Trivy", log: "scanning\n##[error]Process completed with exit code 1.")
        incident.evidence.append(Evidence(.securityReport, name: "reports/trivy.json", bytes: report.bytes))
        let finding = incident.finding
        #expect(finding.failureClass == "container-scan" && finding.prevention.hasPrefix("Accept what has no fix yet by name"), "\(finding)")
    }

    @Test("JSON that is no report is none", arguments: [#"{"a":1}"#, "[]", #"[{"name":"x"}]"#, #"{"results":[]}"#])
    func others(text: String) throws {
        let exhibit = Exhibit(number: 1, role: .securityReport, name: "x.json", text: [])
        #expect(try JSON.with(Array(text.utf8)) { SecurityReport($0, exhibit) == nil })
    }
}
