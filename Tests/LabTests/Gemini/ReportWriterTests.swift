import Testing

@testable import Lab

/// What the lab's model says.
@Suite struct ReportWriterTests {
    @Test func causesAreRankedByTheirSignsAndCited() {
        let report = ReportWriter(
            prompt: """
                Findings and evidence:
                [1] pod.json
                last state: terminated, OOMKilled, limit 256Mi
                [2] events
                Back-off restarting failed container
                [3] log: POST /predict/batch rows=48000
                """
        ).report()
        #expect(
            report.contains(
                "1. **The container needs more memory than its limit allows and is killed by the kernel** (very likely) [1]"))
        #expect(report.contains("2. **The container ends again and again, and waits longer each time** (likely) [2]"))
        #expect(report.contains("Seen in [1]: `last state: terminated, OOMKilled, limit 256Mi`"))
        for heading in ["## Impact", "## Immediate actions", "## Prevention"] { #expect(report.contains(heading)) }
        #expect(!report.contains("[3]"))
    }

    @Test(arguments: PipelineFault.allCases)
    func aPipelinesCauseIsFound(_ fault: PipelineFault) {
        let prompt = "[1] job: the step failed\n[2] log\n" + fault.cause.joined(separator: "\n")
        let report = ReportWriter(prompt: prompt).report()
        #expect(report.split(separator: "\n").contains { $0.hasPrefix("1. **") && $0.hasSuffix("[2]") }, "\(report)")
    }

    @Test func withoutASignItSaysSo() {
        let report = ReportWriter(prompt: "[1] all is quiet").report()
        #expect(report.contains("The evidence does not decide the cause [1]."))
    }

    @Test func theSamePromptHasTheSameReport() {
        let prompt = "[1] ImagePullBackOff\n[2] CVE-2024-1\n"
        #expect(ReportWriter(prompt: prompt).report() == ReportWriter(prompt: prompt).report())
    }
}
