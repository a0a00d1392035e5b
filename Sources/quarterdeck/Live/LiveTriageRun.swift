import Archive
import Host
import JSON
import Settings
import Synchronization
import Transport
import Triage

/// One triage over live services: wiring, progress, report.
struct LiveTriageRun {
    private let options: LiveOptions
    private let settings: Settings
    private let environment: Environment
    private let platform: Platform
    private let time = SystemTime()
    private let progress = Progress()

    /// - Throws: what is wrong with the configuration.
    init(_ options: LiveOptions, environment: Environment) async throws {
        self.options = options
        self.environment = environment
        settings = options.triage.asking(try options.triage.config.settings(environment))
        platform = await Platform(settings, environment: environment, http: Engine(), time: time)
    }

    /// The subject that a person named.
    /// - Throws: ``Refusal``.
    func found(_ find: (SubjectFinder) async throws -> Subject) async throws -> Subject {
        let finder = SubjectFinder(
            platform: platform, settings: settings, time: time, tell: { progress.line($0) }, waiting: { progress.waiting($0) })
        defer { progress.clear() }
        return try await find(finder)
    }

    /// Triages it and prints the report.
    func report(on subject: Subject, logAge: Duration?) async throws {
        var source = LiveEvidence(platform, settings, time: time)
        source.logAge = logAge
        var engineOptions = TriageEngine.Options(settings, environment)
        if let budget = options.triage.budget { engineOptions.promptBudget = budget }
        if options.triage.showPrompt {
            let engine = TriageEngine(archive: nil, options: engineOptions, time: time)
            return try await Output.text(await engine.prompt(subject, from: source, question: options.question).whole)
        }
        let archive = try await archive()
        let engine = TriageEngine(archive: archive, options: engineOptions, time: time)
        let model = options.triage.offline ? nil : platform.gemini
        let absence =
            options.triage.offline
            ? "No model was asked (--offline); the findings by rule are the report."
            : "No model is configured; the findings by rule are the report."
        let (record, evidence) = try await follow(
            engine.run(subject, from: source, model: model, question: options.question, absence: absence), on: subject)
        try await Output.text(
            options.triage.json ? ReportJSON.report(record).text + "\n" : SafeText.lines(ReportText.markdown(record, evidence)))
    }

    /// The archive; a report without one is better than none, and says so.
    private func archive() async throws -> Archive? {
        do {
            return try await Archive.open(path: LogSetup.archivePath(settings, environment))
        } catch {
            progress.line("\(error)")
            return nil
        }
    }

    private func follow(_ events: AsyncStream<TriageEvent>, on subject: Subject) async throws -> (ReportRecord, [EvidenceRecord]) {
        let stage = Stage("gathering evidence on \(subject.words)")
        let ticking = Task { [time, progress] in
            let started = time.uptime()
            while !Task.isCancelled {
                progress.waiting("\(stage.words), \(Int((time.uptime() - started).seconds)) s")
                try await time.sleep(for: .milliseconds(100))
            }
        }
        defer {
            ticking.cancel()
            progress.clear()
        }
        var record: (ReportRecord, [EvidenceRecord])?
        for await event in events {
            if let line = event.progress(gathered: "gathered") { progress.line(line) }
            switch event {
            case .prompt where platform.gemini != nil && !options.triage.offline: stage.words = "asking the model"
            case .text: stage.words = "the model is writing"
            case .finished(let finished, let evidence, _): record = (finished, evidence)
            case .nothingKnown(let sentence): throw Refusal(SafeText.line(sentence), status: Ending.unknown)
            default: break
            }
        }
        guard let record else { throw Refusal("The triage ended without a report.", status: Ending.broken) }
        return record
    }

    /// What is going on, between the triage and the line that moves.
    private final class Stage: Sendable {
        private let state: Mutex<String>
        init(_ words: String) { state = Mutex(words) }
        var words: String {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }
}
