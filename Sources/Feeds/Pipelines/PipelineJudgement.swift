import Host
import Services

extension PipelinesView {
    /// The newest run of each workflow and branch, newest first: a failure before it has been answered.
    public var newestOfBranches: [PipelineRow] {
        var seen: Set<String> = []
        return runs.filter { seen.insert("\($0.run.repository) \($0.run.workflow) \($0.run.branch)").inserted }
    }
}

/// What a person wants to know of a workflow run in one row.
enum PipelineJudgement {
    /// How bad, and the first failing job and step.
    static func row(_ run: WorkflowRun, jobs: [Job]) -> PipelineRow {
        let failed = jobs.first { ["failure", "timed_out", "startup_failure"].contains($0.conclusion) }
        let step = failed?.steps.first { $0.conclusion == "failure" }
        let named = failed.map { job in job.name + (step.map { " · \($0.name)" } ?? "") } ?? ""
        let verdict = verdict(run, failed: named, running: jobs.first { $0.status == "in_progress" }?.name)
        return PipelineRow(run: run, jobs: jobs, severity: verdict.0, cause: SafeText.line(verdict.1))
    }

    /// GitHub's word as people say it.
    private static func words(_ conclusion: String) -> String {
        ["", "failure"].contains(conclusion) ? "failed" : conclusion.replacing("_", with: " ")
    }

    private static func verdict(_ run: WorkflowRun, failed: String, running: String?) -> (Severity, String) {
        switch (run.status, run.conclusion) {
        case ("completed", "success"), ("completed", "neutral"), ("completed", "skipped"): return (.well, "")
        case ("completed", "cancelled"), ("completed", "stale"): return (.unknown, run.conclusion)
        case ("completed", "startup_failure"): return (.broken, "the workflow file could not be started")
        case ("completed", "action_required"), ("waiting", _): return (.degraded, "waits for an approval")
        case ("completed", _): return (.broken, failed.isEmpty ? words(run.conclusion) : failed)
        default: return failed.isEmpty ? (.moving, running ?? run.status) : (.broken, failed)
        }
    }
}
