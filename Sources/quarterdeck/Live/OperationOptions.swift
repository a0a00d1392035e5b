import ArgumentParser

/// What every command that changes something takes.
struct OperationOptions: ParsableArguments {
    @OptionGroup var config: ConfigOptions

    @Flag(help: "Print the plan: exactly what would be sent, what follows, how it is undone. Nothing is sent.")
    var dryRun = false

    @Flag(help: "Do it without asking.")
    var yes = false

    @Option(help: "The protected context's name, where it would have to be typed.", completion: Completions.contexts)
    var confirm: String?

    @Flag(name: .customLong("no-follow"), help: "End once it was sent and taken, without waiting for what comes of it.")
    var leaves = false

    @Flag(help: "One JSON object (docs/headless.md).")
    var json = false
}
