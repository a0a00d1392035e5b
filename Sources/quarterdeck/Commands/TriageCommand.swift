import ArgumentParser
import Archive
import Host
import JSON
import Services
import Settings
import Transport
import Triage

/// Triages a folder of evidence: the report on standard output, progress on standard error.
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage", abstract: "Report on a folder of evidence, named by its subject.json.",
        discussion: """
            EXAMPLES
              quarterdeck triage --from incident/ --show-prompt --budget 8000   exactly what would be sent
              quarterdeck triage --from incident/ --offline --json              findings by rule, for a program
              quarterdeck triage --from incident/                               the report, with the configured model

            Exits with 0 when there is a report, with 2 for evidence or a configuration that cannot be used.
            """)

    @OptionGroup var options: ConfigOptions

    @Option(help: "The directory that holds subject.json.")
    var from: String

    @Flag(help: "Print what would be sent to the model, whole, and send nothing.")
    var showPrompt = false

    @Option(help: "Tokens of the whole prompt (1000 at least).")
    var budget: Int?

    @Flag(help: "Ask no model: the findings by rule are the report.")
    var offline = false

    @Flag(help: "Print the report as JSON: class, severity, causes.")
    var json = false

    func validate() throws {
        if let budget, budget < 1000 { throw ValidationError("--budget is 1000 tokens at least, not \(budget).") }
    }

    func run() async throws {
        let environment = Environment.process
        let folder = EvidenceFolder(environment.absolute(from))
        let subject: Subject
        do {
            subject = try await folder.subject()
        } catch let error as EvidenceFolderError {
            Output.error("\(error)")
            throw ExitCode(2)
        }
        if showPrompt {
            return print(try await TriageEngine.prompt(from: folder.directory, budget: budget ?? 8000).whole, terminator: "")
        }
        if offline {
            let report = try await TriageEngine.offline(from: folder.directory)
            return print(json ? report.json.text : report.markdown, terminator: json ? "\n" : "")
        }
        try await report(on: subject, from: folder, environment)
    }

    private func report(on subject: Subject, from folder: EvidenceFolder, _ environment: Environment) async throws {
        let settings: Settings
        do {
            settings = try options.settings(environment)
        } catch let error as SettingsError {
            Output.error("\(error)\nWithout a configuration, --offline gives the findings by rule.")
            throw ExitCode(2)
        }
        let time = SystemTime()
        let platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        let archive = try await Archive.open(path: LogSetup.archivePath(settings, environment))
        var triage = TriageEngine.Options(settings, environment)
        if let budget { triage.promptBudget = budget }
        let engine = TriageEngine(archive: archive, options: triage, time: time)
        for await event in engine.run(subject, from: folder, model: platform.gemini) {
            switch event {
            case .gathered(let name, let failure): Output.error(failure.map { "\(name): \($0)" } ?? "read \(name)")
            case .findings(let found): Output.error("\(found.count) finding\(found.count == 1 ? "" : "s") by rule")
            case .prompt(let tokens, let secrets, let seen, let kept):
                Output.error("\(tokens) tokens, \(secrets) secrets replaced, \(seen) log lines reduced to \(kept)")
            case .text: break
            case .withoutModel(let sentence): Output.error(sentence)
            case .finished(let record, _, let unstored):
                if let unstored { Output.error("Not kept in the archive: \(unstored)") }
                print(json ? record.findingsJSON : ReportText.markdown(record))
            }
        }
    }
}

extension TriageEngine.Options {
    /// What the settings say of the model.
    init(_ settings: Settings, _ environment: Environment) {
        self.init()
        author = settings.author.isEmpty ? environment["USER"] ?? environment["LOGNAME"] ?? "unknown" : settings.author
        host = HostName.current
        guard let gemini = settings.gemini else { return }
        promptBudget = gemini.promptBudget
        maxOutputTokens = gemini.maxOutputTokens
        limits = .init(
            requestsPerMinute: gemini.requestsPerMinute, requestsPerDay: gemini.requestsPerDay, tokensPerMonth: gemini.tokensPerMonth)
        priceIn = gemini.priceIn
        priceOut = gemini.priceOut
    }
}
