/// A story as data: commands, each at its time after the story's beginning.
struct Scenario: Sendable {
    /// What the command line and the palette call it.
    var name: String
    /// One sentence: what will be seen.
    var summary: String
    /// How long before "now" the story begins when a world opens with it.
    var lead: Span = .zero
    var timeline: [Step]

    /// One command of the timeline.
    struct Step: Sendable, Equatable {
        var after: Span
        var command: LabCommand
    }

    /// One step of a timeline, read aloud: "after two minutes, this".
    static func at(_ after: Span, _ command: LabCommand) -> Step { Step(after: after, command: command) }
}
