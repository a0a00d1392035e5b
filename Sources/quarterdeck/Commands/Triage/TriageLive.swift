import ArgumentParser
import Host
import Settings
import Triage

/// A triage of something that runs now: each kind says only how its subject is found.
protocol LiveTriageCommand: AsyncParsableCommand {
    var live: LiveOptions { get }
    /// Only log lines so young, where the subject has logs of containers.
    var logAge: Duration? { get }
    /// - Throws: ``Refusal``.
    func subject(_ finder: SubjectFinder) async throws -> Subject
}

extension LiveTriageCommand {
    var logAge: Duration? { nil }

    func run() async throws {
        let run = try await LiveTriageRun(live, environment: .process)
        try await run.report(on: try await run.found(subject), logAge: logAge)
    }
}

/// What the kinds share.
struct LiveOptions: ParsableArguments {
    @OptionGroup var triage: TriageOptions
    @OptionGroup(visibility: .hidden) var folder: FolderOption

    @Option(help: "A question of your own, put before everything else (2000 characters at most).")
    var question: String?

    func validate() throws {
        if folder.from != nil { throw ValidationError("--from brings its own subject; leave pod, alert, run or model away.") }
        if let question, question.utf8.count > 2000 { throw ValidationError("Keep the question under 2,000 characters.") }
    }
}

/// How far back logs are read.
struct SinceOption: ParsableArguments {
    @Option(help: "Only log lines of the last DURATION: 90s, 15m, 2h, 1d.")
    var since: WordedDuration?
}

struct TriagePod: LiveTriageCommand {
    static let configuration = CommandConfiguration(
        commandName: "pod", abstract: "Triage a pod.",
        discussion: """
            EXAMPLES
              quarterdeck triage pod k3d/ml-apps/iris-7c9d-x2lq7
              quarterdeck triage pod gcp/ml-apps/iris-7c9d-x2lq7 --since 15m --offline
            """)

    @Argument(help: "CONTEXT/NAMESPACE/NAME, as status prints it.", completion: Completions.contexts)
    var pod: String

    @OptionGroup var age: SinceOption
    @OptionGroup var live: LiveOptions
    var logAge: Duration? { age.since?.duration }

    func subject(_ finder: SubjectFinder) async throws -> Subject { try await finder.pod(pod) }
}

struct TriageAlert: LiveTriageCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert", abstract: "Triage an alert that fires or is pending.",
        discussion: """
            Where several alerts have the name, the worst is taken, and the others are named.

            EXAMPLES
              quarterdeck triage alert ModelPodOOMKilled
              quarterdeck triage alert ModelPodOOMKilled --context k3d --pod iris-7c9d-x2lq7
            """)

    @Argument(help: "The alert's name.")
    var name: String

    @Option(help: "Only an alert about this context.", completion: Completions.contexts)
    var context: String?

    @Option(help: "Only an alert about this pod.")
    var pod: String?

    @OptionGroup var age: SinceOption
    @OptionGroup var live: LiveOptions
    var logAge: Duration? { age.since?.duration }

    func subject(_ finder: SubjectFinder) async throws -> Subject { try await finder.alert(name, context: context, pod: pod) }
}

struct TriageRun: LiveTriageCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Triage a workflow run that failed or was cancelled.",
        discussion: """
            EXAMPLES
              quarterdeck triage run acme/iris#412
              quarterdeck triage run iris#412        a watched repository: no owner
            """)

    @Argument(help: "REPOSITORY#NUMBER, as status prints it.")
    var run: String

    @OptionGroup var live: LiveOptions

    func subject(_ finder: SubjectFinder) async throws -> Subject { try await finder.run(run) }
}

struct TriageModel: LiveTriageCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "Triage a model: is it drifting, and why.",
        discussion: """
            EXAMPLES
              quarterdeck triage model iris-classification
              quarterdeck triage model iris-classifier       a registered model
            """)

    @Argument(help: "The experiment's name.")
    var name: String

    @OptionGroup var live: LiveOptions

    func subject(_ finder: SubjectFinder) async throws -> Subject { try await finder.model(name) }
}
