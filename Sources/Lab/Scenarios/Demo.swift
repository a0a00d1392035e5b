extension Scenario {
    /// What the demo opens on, as SCREENS draws it: a crash loop, an application out of sync, a failed pipeline, and a model
    /// that became worse a little earlier.
    static let demo: Scenario = {
        let lead = Span.minutes(24)
        return Scenario(
            name: "demo", summary: "A night on call: one crash loop, one drifted model, one failed pipeline, one application out of sync.",
            lead: lead, timeline: drift.timeline + oom.timeline(from: lead + -oom.lead))
    }()

    /// The timeline, begun later.
    func timeline(from delay: Span) -> [Step] { timeline.map { Step(after: $0.after + delay, command: $0.command) } }
}
