import ArgumentParser
import Console
import Glibc
import Host
import Operations
import Screen
import Settings
import Terminal

/// Opens the console on the configured platform.
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Open the console (the default).",
        discussion: """
            EXAMPLES
              quarterdeck
              quarterdeck --config staging.toml --read-only
            """)

    @OptionGroup var options: ConfigOptions
    @OptionGroup var clock: ClockOptions

    @Flag(help: "Refuse every change of the outside world.")
    var readOnly = false

    func run() async throws {
        let environment = Environment.process
        var settings = try options.settings(environment)
        settings.readOnly = settings.readOnly || readOnly
        try await ConsoleRun(settings: settings, environment: environment, time: clock.time).run()
    }
}

/// What the console and the demo share: screen, session, exit.
struct ConsoleRun {
    let settings: Settings
    let environment: Environment
    var time: any TimeSource = SystemTime()
    /// Scenarios of the lab in this process, and how one is played; none on a real platform.
    var scenarios: [String] = []
    var playScenario: (@Sendable (String) async throws -> Void)?

    /// Runs the console until the person leaves, then ends the process with its exit code.
    @MainActor func run() async throws {
        try PrivateFiles.makeDirectory(environment.stateDirectory)
        let log = LogSetup.log(settings, environment)
        let themes = try Themes.all(settings, environment)
        var options = try Options(settings)
        options.images = settings.images.map { DeployedImage($0) }
        options.scenarios = scenarios
        options.isLab = playScenario != nil
        options.theme = themes.chosen
        options.themes = themes.names
        var screenOptions = Screen.Options(environment: environment)
        screenOptions.mouse = settings.screen.mouse
        screenOptions.glyphs = settings.screen.utf8 == "auto" ? nil : settings.screen.utf8 == "yes" ? .unicode : .ascii
        options.plainKeys = (screenOptions.glyphs ?? .detected(environment)) == .ascii
        let screen = try Screen(screenOptions)
        let session = Session(screen: screen, options: options, themes: themes.byName, time: time, log: log)
        log.write(.info, "console", "started, \(screen.size.columns)x\(screen.size.rows)")
        let backend = LiveBackend(
            settings: settings, environment: environment, time: time, archivePath: LogSetup.archivePath(settings, environment),
            saveTheme: { try Themes.save($0, environment) }, playScenario: playScenario)
        let code = await session.run(settings: settings, backend: backend)
        log.write(.info, "console", "ended")
        log.flush()
        if code != 0 { throw ExitCode(code) }
    }
}
