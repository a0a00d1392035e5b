import ArgumentParser
import Glibc
import Host
import Settings

/// The command line. Without a subcommand it opens the console.
@main struct Quarterdeck: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "quarterdeck",
        abstract: "One live screen over clusters, alerts, models, applications and pipelines, with a triage that works.",
        discussion: """
            EXAMPLES
              quarterdeck demo                the console on an embedded platform
              quarterdeck check               what answers, and why the rest does not
              quarterdeck                     the console on your platform
              quarterdeck status              everything at one look, problems first
              quarterdeck triage alert NAME   what is wrong, and what to do first
              quarterdeck reports list        what was found before
              quarterdeck train --dry-run     what launching a training would send
              quarterdeck bump NAME --list    which images there are, what runs where
              quarterdeck audit               what was changed, and what came of it

            \(Ending.help)

            Completions: quarterdeck --generate-completion-script bash (or zsh, fish).
            """,
        version: "quarterdeck \(version)",
        subcommands: [
            ConsoleCommand.self, DemoCommand.self, CheckCommand.self, StatusCommand.self, TriageCommand.self, ReportsCommand.self,
            TrainCommand.self, BumpCommand.self, AuditCommand.self, RedactCommand.self, CommandsCommand.self, LabCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self)

    /// Runs the command that the arguments name. Statuses are ours: see ``Ending``.
    static func main() async {
        Allocator.keepSmall()
        Output.holdPlaces()
        do {
            var command = try await asyncParseAsRoot(nil)
            if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
            end(Ending.well)
        } catch {
            let ending = Ending.of(error)
            if ending.status == Ending.well {
                // Help, version, completions: the answer to what was asked.
                try? await Output.line(ending.text)
            } else if !ending.text.isEmpty {
                Output.error(ending.text)
            }
            end(ending.status)
        }
    }

    /// Ends the process at once. `exit` would first run what libraries have registered for the end, as OpenSSL its clean-up, under the
    /// feet of the transfer thread.
    private static func end(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }
}

/// What the commands that read the configuration share.
struct ConfigOptions: ParsableArguments {
    @Option(help: "The configuration (default: $QUARTERDECK_CONFIG, else quarterdeck/config.toml in the XDG config directory).")
    var config: String?

    @Option(help: "Least severity written to the log: error, warning, info, debug, trace.")
    var logLevel: String?

    /// The settings, with what the command line overrides.
    /// - Throws: every problem of the file at once, as the sentence that is printed.
    func settings(_ environment: Environment) throws -> Settings {
        var settings = try Settings.load(path: config, environment: environment)
        if let logLevel {
            guard Log.Level(name: logLevel) != nil else {
                throw ValidationError("--log-level is error, warning, info, debug or trace, not \"\(SafeText.line(logLevel))\".")
            }
            settings.logLevel = logLevel
        }
        return settings
    }
}
