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

    @Test(arguments: PipelineFault.allCases.filter { !$0.cause.isEmpty })
    func aPipelinesCauseIsFound(_ fault: PipelineFault) {
        let prompt = "[1] job: the step failed\n[2] log\n" + fault.cause.joined(separator: "\n")
        let report = ReportWriter(prompt: prompt).report()
        #expect(report.split(separator: "\n").contains { $0.hasPrefix("1. **") && $0.contains("(very likely) [2]") }, "\(report)")
    }

    @Test func findingsOfRulesComeFirstAndLinesAreCited() {
        let report = ReportWriter(
            prompt: """
                Answer in under 500 words: three root causes.
                Findings by rule, to be confirmed or refuted:
                - oom-killed, critical: The container used 249Mi of 256Mi and was killed 4 times. [1][3:17]

                Evidence 7f3a
                --- [1] 7f3a pod pod.json
                12 lastState: terminated OOMKilled
                --- [2] 7f3a events events.json
                3 Back-off restarting failed container
                --- end 7f3a
                """
        ).report()
        #expect(report.contains("1. **The container used 249Mi of 256Mi and was killed 4 times** (very likely) [1][3:17]"))
        #expect(report.contains("Seen in [1:12]: `lastState: terminated OOMKilled`"))
        #expect(report.contains("2. **The container ends again and again, and waits longer each time** (likely) [2:3]"))
    }

    @Test func whatIsAskedForIsAnswered() {
        let evidence = "\n[1] params max_depth 2"
        #expect(ReportWriter(prompt: "retrain: Yes, No or Wait" + evidence).report().contains("## Retrain"))
        #expect(ReportWriter(prompt: "how to verify it locally" + evidence).report().contains("## How to verify locally"))
    }

    @Test func withoutASignItSaysSo() {
        let report = ReportWriter(prompt: "[1] all is quiet").report()
        #expect(report.contains("The evidence does not decide the cause."))
    }

    @Test func theSamePromptHasTheSameReport() {
        let prompt = "[1] ImagePullBackOff\n[2] CVE-2024-1\n"
        #expect(ReportWriter(prompt: prompt).report() == ReportWriter(prompt: prompt).report())
    }
}
