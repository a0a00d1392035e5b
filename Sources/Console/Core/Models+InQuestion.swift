import Feeds
import Services

extension Pod {
    /// The container that a log or a sentence is about first: one that is in trouble, else the first main one.
    var containerInQuestion: Container? {
        containers.first { $0.isFailing } ?? containers.filter { $0.restarts > 0 }.max { $0.restarts < $1.restarts }
            ?? containers.first { $0.kind == .main } ?? containers.first
    }
}

extension Container {
    /// Waiting for another try, or ended with an error.
    var isFailing: Bool {
        switch state {
        case .waiting(let reason, _): !["ContainerCreating", "PodInitializing", ""].contains(reason)
        case .terminated(let end): end.exitCode != 0
        case .running, nil: false
        }
    }

    /// How its last run ended, now or before.
    var lastTermination: Termination? {
        if case .terminated(let end) = state { return end }
        if case .terminated(let end) = lastState { return end }
        return nil
    }
}

extension WorkflowRun {
    /// Ended without success, through no wish of a person.
    package var isUnhappy: Bool { ["failure", "timed_out", "startup_failure", "cancelled", "action_required"].contains(conclusion) }
}

extension PipelineRow {
    /// The job that a log is wanted of first: the failed one, else the one under way, else the last.
    var jobInQuestion: Job? {
        jobs.first { $0.conclusion == "failure" || $0.conclusion == "timed_out" } ?? jobs.first { $0.status == "in_progress" }
            ?? jobs.last { $0.status == "completed" && $0.conclusion != "skipped" }
    }
}
