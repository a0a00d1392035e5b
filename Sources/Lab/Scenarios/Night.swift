extension Scenario {
    /// The demo's night: a model server that runs out of memory, a pipeline stopped by its secrets scan, a model that got worse.
    static let night = Scenario(
        name: "night", summary: "One night on call: a model server out of memory, a pipeline that failed, a model that drifted.",
        lead: oom.lead,
        timeline: (oom.timeline + pipelineGitleaks.timeline + drift.timeline).sorted { $0.after < $1.after })
}
