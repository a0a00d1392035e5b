import Testing

@testable import Triage

/// What to do first fits what was found, not only its class.
@Suite struct AdviceTests {
    private let work = (1...20).map { "INFO item \($0) done" }.joined(separator: "\n")

    private func first(_ incident: Incident) throws -> Finding { try #require(Rules.findings(CaseFile(incident.evidence)).first) }

    @Test func aModelsFileThatIsTornIsFetchedAgain() throws {
        let torn = "OSError: error loading model: tensor 'blk.3' data is not within the file bounds, model is corrupted or incomplete"
        let finding = try first(.pod(last: (1, "Error")).log("\(work)\n\(torn)"))
        #expect(finding.failureClass == "model-load-failed")
        #expect(finding.action.hasPrefix("Fetch the file again") && finding.prevention.contains("checksum"), "\(finding)")
    }

    @Test func whatWasKilledFromOutsideIsAskedOfItsNode() throws {
        let finding = try first(.pod(last: (137, "ContainerStatusUnknown")).log(work))
        #expect(finding.failureClass == "unknown")
        #expect(finding.action == "Read the node's kernel and kubelet log of 2026-11-23T02:59:00Z.")
    }

    @Test func anAbortAfterAnExceptionIsNoCrashOfNativeCode() throws {
        let end = "Unhandled exception. System.InvalidOperationException: the ledger is closed"
        let findings = Rules.findings(CaseFile(Incident.pod(last: (134, "Error")).log("\(work)\n\(end)").evidence))
        #expect(findings.allSatisfy { !$0.action.contains("native") && !$0.prevention.contains("native") }, "\(findings)")
    }

    @Test func aReleaseThatIsHeldIsLookedAtNotTheManifests() throws {
        let log =
            "##[group]Run helm upgrade --install shop ./chart\n##[endgroup]\n"
            + "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n##[error]Process completed with exit code 1."
        let finding = try first(.job("deploy", step: "Helm upgrade", log: log))
        #expect(finding.failureClass == "gitops-deploy")
        #expect(finding.action.contains("helm history") && !finding.prevention.contains("Render"), "\(finding)")
    }

    @Test func besideACauseNothingSaysThatThereIsNone() throws {
        let end = "ModuleNotFoundError: No module named 'pandas'"
        let findings = Rules.findings(CaseFile(Incident.pod(last: (1, "Error")).log("\(work)\n\(end)").evidence))
        #expect(findings.first?.failureClass == "crash-loop" && !findings.contains { $0.failureClass == "unknown" }, "\(findings)")
    }
}
