import ArgumentParser
import Host
import Lab
import Settings

/// Opens the console on the embedded lab: the whole platform in miniature, behind real HTTP on loopback.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Open the console on an embedded platform; nothing needs to be configured.",
        discussion: "EXAMPLES\n  quarterdeck demo\n  quarterdeck demo --scenario imagepull --pace 10\n\nSCENARIOS\n"
            + LabScenarios.help)

    @Option(help: "What is going on when the console opens.")
    var scenario = "oom"

    @Option(help: "How much faster than in life effects follow their causes.")
    var pace = 1.0

    func run() async throws {
        let lab = try await Lab.start(LabOptions(scenario: scenario, pace: pace))
        var environment = Environment.process
        let home = try DemoHome.temporary(environment)
        defer { home.remove() }
        try await home.write(for: lab)
        environment.variables["XDG_STATE_HOME"] = home.directory
        environment.variables["XDG_CONFIG_HOME"] = home.directory
        let settings = try Settings.load(path: home.configPath, environment: environment)
        var console = ConsoleRun(settings: settings, environment: environment)
        console.scenarios = Lab.scenarios.map(\.name)
        console.playScenario = { try await lab.apply(scenario: $0) }
        try await console.run()
        await lab.stop()
    }
}
