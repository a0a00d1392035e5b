import ArgumentParser
import Host
import JSON
import Settings
import Transport

/// One look at everything the deck shows, on standard output.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "One look at everything the deck shows, problems first.",
        discussion: """
            Waits until every configured service has answered, or --timeout has passed: then it is said to be not known. \
            With --watch it goes on, and prints again whenever something has changed. docs/headless.md describes the JSON.

            EXAMPLES
              quarterdeck status
              quarterdeck status --json | jq -r '.problems[] | [.name, .cause] | @tsv'
              quarterdeck status --context k3d --timeout 5 || echo "look at k3d"
              quarterdeck status --watch --json | jq -c '{verdict, broken}'
              watch -n 30 quarterdeck status

            EXIT CODES
              0  nothing is broken (--strict: nor degraded), and all of it is known
              1  something is broken: an alert, node, pod, application, gate, pipeline
              2  usage or configuration
              3  nothing known is broken, but something is not known
            """)

    @OptionGroup var options: ConfigOptions

    @Flag(help: "One JSON object; with --watch one a line.")
    var json = false

    @Flag(help: "Go on, and print again when something has changed.")
    var watch = false

    @Option(
        help: "Only this context, with its alerts and applications (may be repeated).", completion: Completions.contexts)
    var context: [String] = []

    @Option(help: "Seconds after which a service that has not answered is not known.")
    var timeout = 10.0

    @Flag(help: "Exit with 1 for what is degraded, too.")
    var strict = false

    func validate() throws {
        if !(timeout >= 0.1 && timeout <= 600) { throw ValidationError("--timeout is 0.1 to 600 seconds, not \(timeout).") }
    }

    func run() async throws {
        let environment = Environment.process
        let settings = try options.settings(environment)
        let time = SystemTime()
        var platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        if !context.isEmpty {
            for name in context where !platform.contextNames.contains(name) {
                throw Refusal(Nearest.sentence("There is no context named", name, among: platform.contextNames, all: "the contexts"))
            }
            platform = platform.narrowed(to: context)
        }
        let lookout = Lookout(
            settings: settings, platform: platform, isNarrowed: !context.isEmpty,
            archivePath: LogSetup.archivePath(settings, environment), time: time)
        let running = Task { await lookout.run() }
        defer { running.cancel() }
        let printer = StatusPrinter(json: json, isColoured: Output.isColoured(environment))
        let first = try await firstReport(lookout, time)
        if first.isEmpty { throw Refusal("Nothing is configured to look at: add contexts and services to config.toml.") }
        try await printer.print(first)
        guard watch else { return try end(first) }
        try await follow(lookout, after: first, printer, time)
    }

    private func firstReport(_ lookout: Lookout, _ time: SystemTime) async throws -> StatusReport {
        let progress = Progress()
        let limit = Duration.milliseconds(Int64(timeout * 1000))
        try await lookout.settle(within: limit) { waiting, passed in
            if passed > .milliseconds(300) { progress.waiting("\(Int(passed.seconds)) s, waiting for \(waiting.joined(separator: ", "))") }
        }
        progress.clear()
        return StatusReport(lookout.now.look, taken: time.now(), limit: limit)
    }

    /// Prints again whenever something has changed, at most every half second, until the program is stopped.
    private func follow(_ lookout: Lookout, after first: StatusReport, _ printer: StatusPrinter, _ time: SystemTime) async throws {
        var edition = lookout.now.edition, shown = StatusPrinter.substance(first)
        while true {
            try await time.sleep(for: .milliseconds(500))
            let now = lookout.now
            guard now.edition != edition else { continue }
            edition = now.edition
            let report = StatusReport(now.look, taken: time.now(), limit: first.limit)
            let substance = StatusPrinter.substance(report)
            guard substance != shown else { continue }
            shown = substance
            try await printer.print(report, isFirst: false)
        }
    }

    private func end(_ report: StatusReport) throws {
        let status = report.status(strict: strict)
        if status != Ending.well { throw ExitCode(status) }
    }
}

/// Prints looks as they were asked for.
struct StatusPrinter {
    let json: Bool
    let isColoured: Bool

    func print(_ report: StatusReport, isFirst: Bool = true) async throws {
        if json { return try await Output.line(StatusJSON(report: report).value.text) }
        try await Output.line((isFirst ? "" : "\n") + StatusText(report: report, isColoured: isColoured).text)
    }

    /// What two looks differ in when something has happened between them.
    static func substance(_ report: StatusReport) -> String { StatusJSON(report: report, isVolatile: false).value.text }
}
