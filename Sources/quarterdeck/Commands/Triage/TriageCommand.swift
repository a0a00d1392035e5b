import ArgumentParser
import Archive
import Host
import JSON
import Settings
import Transport
import Triage

/// Triages something that runs now, or a folder of evidence: the report on standard output, progress on standard error.
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage", abstract: "Report on a pod, an alert, a run or a model; or on a folder of evidence.",
        discussion: """
            What runs now is triaged as from the console, and the report is kept in the same archive.

            EXAMPLES
              quarterdeck triage pod k3d/ml-apps/iris-7c9d-x2lq7
              quarterdeck triage alert ModelPodOOMKilled --json | jq .causes
              quarterdeck triage run acme/iris#412 --offline       by rule, no model
              quarterdeck triage model iris-classification --question "Why now?"
              quarterdeck triage --from incident/                  a folder of evidence
              quarterdeck triage --from incident/ --model NAME     another model is asked
              quarterdeck triage --from incident/ --show-prompt    what would be sent
              quarterdeck triage --from incident/ --offline --json

            EXIT CODES
              0  there is a report
              2  usage or configuration, or there is no such thing (or evidence)
              3  the service that knows it does not answer
            """,
        subcommands: [TriagePod.self, TriageAlert.self, TriageRun.self, TriageModel.self])

    @OptionGroup var folder: FolderOption
    @OptionGroup var options: TriageOptions

    func run() async throws {
        guard let from = folder.from else {
            throw Refusal("Say what to triage: pod, alert, run or model, or a folder of evidence with --from. --help has examples.")
        }
        let environment = Environment.process
        let folder = EvidenceFolder(environment.absolute(from))
        let subject: Subject
        do {
            subject = try await folder.subject()
            if options.showPrompt { return try await Output.text(try await prompt(of: folder, environment)) }
            if options.offline {
                let report = try await TriageEngine.offline(from: folder.directory, redaction: try options.config.redaction(environment))
                return try await Output.text(options.json ? report.json.text + "\n" : SafeText.lines(ReportText.offline(report)))
            }
        } catch let error as EvidenceFolderError {
            throw Refusal(SafeText.line("\(error)"))
        }
        try await report(on: subject, from: folder, environment)
    }

    /// As the report would send it: the configuration's budget and redaction, where there is a configuration.
    private func prompt(of folder: EvidenceFolder, _ environment: Environment) async throws -> String {
        var engine = TriageEngine.Options()
        if let settings = try options.config.settingsIfAny(environment) { engine = TriageEngine.Options(settings, environment) }
        return try await TriageEngine.prompt(
            from: folder.directory, budget: options.budget ?? engine.promptBudget, redaction: engine.redaction
        ).whole
    }

    private func report(on subject: Subject, from folder: EvidenceFolder, _ environment: Environment) async throws {
        let settings: Settings
        do {
            settings = options.asking(try options.config.settings(environment))
        } catch let error as SettingsError {
            throw Refusal("\(error)\nWithout a configuration, --offline gives the findings by rule.")
        }
        let time = SystemTime()
        let platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        let archive = try await Archive.open(path: LogSetup.archivePath(settings, environment))
        var triage = TriageEngine.Options(settings, environment)
        if let budget = options.budget { triage.promptBudget = budget }
        triage.isReplay = true
        let engine = TriageEngine(archive: archive, options: triage, time: time)
        for await event in engine.run(subject, from: folder, model: platform.gemini) {
            if let line = event.progress(gathered: "read") { Output.error(line) }
            switch event {
            case .finished(let record, let evidence, _):
                try await Output.text(options.json ? record.findingsJSON + "\n" : SafeText.lines(ReportText.markdown(record, evidence)))
            case .nothingKnown(let sentence): throw Refusal("\(EvidenceFolderError.noEvidence(folder.directory, sentence))")
            default: break
            }
        }
    }
}

/// A folder of evidence instead of what runs now.
struct FolderOption: ParsableArguments {
    @Option(help: "A directory of evidence that holds subject.json.", completion: .directory)
    var from: String?

    func validate() throws {
        if from?.isEmpty == true { throw ValidationError("--from is a directory of evidence, not an empty name.") }
    }
}

/// What every triage takes.
struct TriageOptions: ParsableArguments {
    @OptionGroup var config: ConfigOptions

    @Flag(help: "Print what would be sent to the model, whole, and send nothing.")
    var showPrompt = false

    @Option(parsing: .unconditional, help: "Tokens of the whole prompt, 1000 at least. (default: gemini.prompt_budget, else 4000)")
    var budget: Int?

    @Option(help: "Ask this model instead of gemini.model; no other is tried.")
    var model: String?

    @Flag(help: "Ask no model: the findings by rule are the report.")
    var offline = false

    @Flag(help: "Print the report as JSON: class, severity, causes (docs/headless.md).")
    var json = false

    /// As gemini.prompt_budget takes them.
    private static let budgets = 1000...1_000_000

    func validate() throws {
        if let budget, !Self.budgets.contains(budget) {
            throw ValidationError("--budget is \(Self.budgets.lowerBound) tokens at least and \(Self.budgets.upperBound) at most, not \(budget).")
        }
        if showPrompt, json { throw ValidationError("--show-prompt prints the prompt as it would be sent, not JSON; leave --json away.") }
        if model != nil, offline { throw ValidationError("--offline asks no model; leave --model away.") }
        if let model, model.isEmpty || !model.utf8.allSatisfy({ $0.isModelName }) {
            throw ValidationError("--model is a name as gemini.model holds it, not \"\(SafeText.line(model.prefix(60)))\".")
        }
    }

    /// The settings with the model that was asked for.
    func asking(_ settings: Settings) -> Settings {
        guard let model else { return settings }
        var settings = settings
        settings.gemini?.model = model
        settings.gemini?.fallbacks = []
        return settings
    }
}

extension TriageEvent {
    /// What is said of it while a triage runs; `nil` for what the report says itself.
    /// - Parameter verb: what was done to a piece of evidence: "read", "gathered".
    func progress(gathered verb: String) -> String? {
        switch self {
        case .gathered(let name, let failure): failure.map { $0.hasPrefix(name) ? $0 : "\(name): \($0)" } ?? "\(verb) \(name)"
        case .findings(let found): "\(Self.counted(found.count, "finding")) by rule"
        case .prompt(let tokens, let secrets, let seen, let kept):
            "\(tokens) tokens, \(Self.counted(secrets.values.reduce(0, +), "secret")) replaced"
                + (seen > 0 ? ", \(Self.counted(seen, "log line")) reduced to \(kept)" : "")
        case .evidence, .text: nil
        case .withoutModel(let sentence): sentence
        case .nothingKnown: nil
        case .finished(_, _, let unstored): unstored.map { "Not kept in the archive: \($0)" }
        }
    }

    private static func counted(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }
}

extension UInt8 {
    /// Letters, digits, dots, dashes: what a model's name is made of. It becomes part of an address.
    fileprivate var isModelName: Bool {
        (65...90).contains(self) || (97...122).contains(self) || (48...57).contains(self) || self == 45 || self == 46 || self == 95
    }
}
