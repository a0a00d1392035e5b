import ArgumentParser
import Host
import Settings
import Transport

/// Contacts every configured service and says what answers, as whom, how fast; and why the rest does not.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what answers, as whom, which version, how fast, and why the rest does not.",
        discussion: """
            Exits with 0 when everything configured answers, with 1 when something does not, with 2 for a configuration that cannot be used.

            EXAMPLES
              quarterdeck check
              quarterdeck check --config staging.toml | grep fails
            """)

    @OptionGroup var options: ConfigOptions

    func run() async throws {
        let environment = Environment.process
        let settings: Settings
        do {
            settings = try options.settings(environment)
        } catch let error as SettingsError {
            Output.error("\(error)")
            throw ExitCode(2)
        }
        let time = SystemTime()
        let platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        let results = await PlatformCheck(settings: settings, platform: platform, time: time).run()
        print(CheckTable.text(results))
        if results.contains(where: { $0.outcome == .fails }) { throw ExitCode(1) }
    }
}
