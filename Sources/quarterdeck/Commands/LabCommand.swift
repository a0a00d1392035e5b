import ArgumentParser
import Dispatch
import Glibc
import Host
import JSON
import Lab

/// Serves the lab without a console: for the vendors' own clients, for benchmarks, and for two consoles on one platform.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "Serve the embedded platform without a console, until interrupted.",
        discussion: """
            Writes config.toml and kubeconfig into the directory and prints the addresses, then waits.

            EXAMPLES
              quarterdeck lab --dir /tmp/lab &
              kubectl --kubeconfig /tmp/lab/kubeconfig get pods -A
              quarterdeck --config /tmp/lab/config.toml

            SCENARIOS

            """ + LabScenarios.help)

    @Option(
        name: [.customLong("dir"), .customLong("directory")],
        help: "Where configuration and kubeconfig are written; a temporary directory when not given.")
    var directory: String?

    @Flag(help: "Print paths and addresses as one JSON object.")
    var json = false

    @Option(help: "What is going on when the lab opens.")
    var scenario = "oom"

    @Option(help: "How much faster than in life effects follow their causes.")
    var pace = 1.0

    @Option(help: "Port of the control endpoint, which switches faults and plays scenarios; 0 lets the system choose.")
    var controlPort: UInt16 = 0

    @Option(help: "Fill each cluster with this many pods …")
    var pods = 0

    @Option(help: "… of which in all this many change in a second.")
    var changesPerSecond = 0.0

    @OptionGroup var clock: ClockOptions

    func run() async throws {
        let options = LabOptions(scenario: scenario, pace: pace, clock: LabTime(time: clock.time), controlPort: controlPort)
        let lab = try await Lab.start(options)
        if pods > 0 {
            for cluster in ClusterName.allCases {
                await lab.load(cluster, pods: pods, changesPerSecond: changesPerSecond / Double(ClusterName.allCases.count))
            }
        }
        let environment = Environment.process
        let home = try directory.map { DemoHome(directory: environment.absolute($0)) } ?? .temporary(environment)
        try await home.write(for: lab)
        var places = await lab.addresses.map { (name: $0.key.rawValue, place: $0.value) }.sorted { $0.name < $1.name }
        places += [("control", await lab.controlAddress), ("config", home.configPath), ("kubeconfig", home.kubeconfigPath)]
        if json {
            print(Value.object(places.map { Value.Member($0.name, .string($0.place)) }).text)
        } else {
            for (name, place) in places { print("\(name) \(place)") }
        }
        fflush(nil)
        await Interruption.wait()
        await lab.stop()
        if directory == nil { home.remove() }
    }
}

/// The lab's scenarios, as `--help` lists them.
enum LabScenarios {
    static let help = Lab.scenarios.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n")
}

/// Waits for SIGINT or SIGTERM.
enum Interruption {
    static func wait() async {
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        let (stream, news) = AsyncStream<Void>.makeStream()
        for source in sources {
            source.setEventHandler { news.yield() }
            source.resume()
        }
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }
}
