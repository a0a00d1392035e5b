import ArgumentParser
import Archive
import Host
import JSON
import Operations
import Services
import Settings
import Transport

/// One operation from the command line, the way every operation goes: planned, shown, said yes to, sent once, followed, audited.
/// What was asked for goes to standard output; plan and question, and each step, to standard error.
///
///     let operation = try await HeadlessOperation(options, environment: .process)
///     let plan = try await operation.plan(OperationRequest(kind: "training.launch", parameters: […]))
///     try await operation.carryOut(plan)
struct HeadlessOperation {
    /// The configuration that the command line names.
    let settings: Settings
    /// The clients of everything that is configured.
    let platform: Platform
    /// The runner over them, and over the archive that console and watchers share.
    let runner: OperationRunner
    private let options: OperationOptions
    private let archive: Archive
    private let time = SystemTime()
    private let progress = Progress()

    /// Reads the configuration and opens the archive: what cannot be audited is not done.
    /// - Throws: what is wrong with either.
    init(_ options: OperationOptions, environment: Environment) async throws {
        self.options = options
        settings = try options.config.settings(environment)
        platform = await Platform(settings, environment: environment, http: Engine(), time: time)
        archive = try await Archive.open(path: LogSetup.archivePath(settings, environment))
        runner = OperationsSetup.runner(settings, environment, time: time, platform: platform, archive: archive)
    }

    /// Looks at the world and says exactly what a request would do.
    /// - Throws: ``Refusal``: 2 where it cannot be done as asked, 3 where a service that must be asked does not answer.
    func plan(_ request: OperationRequest) async throws -> Plan {
        try await asking("looking what it would do") { try await runner.plan(request) }
    }

    /// Asks services something, saying on a terminal that it does.
    /// - Throws: ``Refusal``, as ``plan(_:)``.
    func asking<T: Sendable>(_ what: String, _ work: () async throws -> T) async throws -> T {
        let waiting = WaitingLine(progress, time, what)
        defer { waiting.end() }
        do {
            return try await work()
        } catch let error as OperationError {
            throw Refusal(SafeText.line("\(error)"))
        } catch let error as ServiceError {
            throw Refusal(SafeText.line("\(error)"), status: error.isAnswer ? Ending.refused : Ending.unknown)
        }
    }

    /// Shows a plan, asks, runs it and prints what came of it; or only prints it (`--dry-run`).
    ///
    /// - Parameter look: where else what was begun can be looked at, as a sentence, by the reference that the service gave; for
    ///   whoever leaves before it has ended.
    /// - Throws: ``Refusal`` when it was not begun; `ExitCode` for an outcome that is no success.
    func carryOut(_ plan: Plan, look: (_ reference: String) -> String = { _ in "" }) async throws {
        if options.dryRun {
            return try await Output.text(options.json ? OperationJSON(plan: plan).value.text + "\n" : PlanText.text(plan))
        }
        if let reason = plan.blocked { throw Refusal(reason) }
        let typed = try await Confirmation(options).typed(for: plan)
        let waiting = WaitingLine(progress, time, "sending")
        defer { waiting.end() }
        var id = ""
        for await news in NewsOrInterruption.stream(await runner.start(plan, typed: typed)) {
            switch news {
            case .event(.refused(let sentence)): throw Refusal(sentence)
            case .event(.began(let began)): id = began
            case .event(.step(let sentence)):
                progress.line("\(time.now().clock)Z \(sentence)")
                waiting.words = sentence
                if options.leaves, let row = try await archive.audit(id: id), row.state == .following {
                    waiting.end()
                    return try await leave(plan, row, look)
                }
            case .event(.finished(let outcome)):
                waiting.end()
                return try await end(plan, id, outcome)
            case .interrupted:
                waiting.end()
                if let row = try await archive.audit(id: id) { try await leave(plan, row, look) }
                throw ExitCode(Ending.interrupted)
            }
        }
        throw Refusal("It ended without an outcome; the audit has what is known.", status: Ending.broken)
    }

    private func end(_ plan: Plan, _ id: String, _ outcome: Outcome) async throws {
        if options.json {
            let steps = try await archive.steps(ofAudit: id)
            try await Output.line(OperationJSON(plan: plan, row: try await archive.audit(id: id), steps: steps, outcome: outcome).value.text)
        } else {
            try await Output.line(SafeText.line(outcome.sentence))
            for offer in outcome.offers { try await Output.line("Next: \(SafeText.line(PlanText.offer(offer)))") }
        }
        switch outcome.kind {
        case .done: return
        case .failed: throw ExitCode(Ending.broken)
        case .unknown: throw ExitCode(Ending.unknown)
        }
    }

    /// Says how far it has come, and that it goes on without us.
    private func leave(_ plan: Plan, _ row: AuditRecord, _ look: (String) -> String) async throws {
        let elsewhere = look(row.reference)
        let sentence =
            switch row.state {
            case .planned: "It was not sent."
            case .sending: "It was being sent: what became of it is looked up by the next console (J lists it)."
            case .following: "It goes on: \(row.step) The next console follows it to its end (J lists it).\(elsewhere.isEmpty ? "" : " ")\(elsewhere)"
            case .done, .failed, .unknown, .abandoned: row.outcome
            }
        if options.json { return try await Output.line(OperationJSON(plan: plan, row: row).value.text) }
        guard options.leaves else { return Output.error(SafeText.line(sentence)) }
        try await Output.line(SafeText.line(sentence))
    }
}

extension ServiceError {
    /// Whether the service answered, and what was asked cannot be had as asked; else what it would say is not known.
    fileprivate var isAnswer: Bool {
        switch self {
        case .unauthorised, .forbidden, .notFound, .refused: true
        case .unreachable, .limited, .broken, .tooLarge, .malformed, .cut, .capped: false
        }
    }
}
