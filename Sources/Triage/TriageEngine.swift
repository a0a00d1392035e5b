import Archive
import Host
import Services

/// One triage from question to stored report. The same engine serves console, command line and, later, the watcher.
///
/// Evidence is gathered concurrently, redacted before anything else happens to it, concluded on by rule, reduced to the budget, and only then, if
/// there is a model and the budget allows it, sent. Whatever fails after the evidence leaves the findings as the report.
public struct TriageEngine: Sendable {
    /// What an engine is told.
    public struct Configuration: Sendable {
        /// Tokens of the whole prompt, and most tokens of the answer.
        public var promptBudget = 8000, answerTokens = 4096
        /// What the model may cost.
        public var limits = SpendingLimits(requestsPerMinute: 15, requestsPerDay: 1500, tokensPerMonth: 2_000_000)
        /// US dollars for a million tokens in, and out.
        public var priceIn = 0.25, priceOut = 1.5
        /// Who asks, and where.
        public var author = "", host = ""
        /// The defaults of the platform.
        public init() {}
    }

    let archive: Archive?
    let model: (any LanguageModel)?
    let time: any TimeSource
    let random: RandomSource
    let configuration: Configuration

    /// An engine; without an archive reports are not kept, without a model the findings are the report.
    public init(
        archive: Archive?, model: (any LanguageModel)?, time: any TimeSource, random: RandomSource = .system,
        configuration: Configuration = Configuration()
    ) {
        self.archive = archive
        self.model = model
        self.time = time
        self.random = random
        self.configuration = configuration
    }

    /// Triages a subject. Ending the iteration ends the work; what was found until then is not stored.
    public func run(_ subject: Subject, from source: any EvidenceSource, question: String? = nil) -> AsyncStream<TriageEvent> {
        AsyncStream { continuation in
            let task = Task {
                await triage(subject, source, question) { continuation.yield($0) }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// What would be sent for the evidence of a source, with its findings; nothing is sent or stored.
    /// - Parameter nonce: fixed by tests; random otherwise.
    public func prepare(
        _ subject: Subject, from source: any EvidenceSource, budget: Int? = nil, nonce: String? = nil
    ) async -> (file: CaseFile, findings: [Finding], prompt: PreparedPrompt) {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) { evidence.append(piece) }
        return await prepare(evidence, budget: budget, nonce: nonce)
    }

    private func prepare(_ evidence: [Evidence], budget: Int?, nonce: String?) async -> (file: CaseFile, findings: [Finding], prompt: PreparedPrompt) {
        let budget = budget ?? configuration.promptBudget
        let nonce = nonce ?? Nonce.next(random)
        // Megabytes of log: beside the thread pool, which is as wide as the cores.
        return await Aside.run {
            let file = CaseFile(evidence)
            let findings = Rules.findings(file)
            return (file, findings, PreparedPrompt(file, findings: findings, budget: budget, nonce: nonce))
        }
    }

    private func triage(_ subject: Subject, _ source: any EvidenceSource, _ question: String?, _ tell: (TriageEvent) -> Void) async {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) {
            evidence.append(piece)
            if piece.role != .subject { tell(.gathered(name: piece.name, failure: piece.failure)) }
        }
        guard !Task.isCancelled else { return }
        var (file, findings, prompt) = await prepare(evidence, budget: nil, nonce: nil)
        if let question, !question.isEmpty { prompt.ask(question) }
        tell(.findings(findings))
        tell(.prompt(tokens: prompt.tokens, secrets: prompt.secrets, linesSeen: prompt.linesSeen, linesKept: prompt.linesKept))
        var report = ReportDraft(subject, findings: findings, prompt: prompt, configuration: configuration, at: time.now())
        await ask(prompt, into: &report, tell)
        guard !Task.isCancelled else { return }
        let records = file.exhibits.map(\.record)
        do {
            guard let archive else { return tell(.finished(report.record, evidence: records, unstored: "there is no archive to keep it in")) }
            tell(.finished(try await archive.save(report.record, evidence: records), evidence: records, unstored: nil))
        } catch {
            tell(.finished(report.record, evidence: records, unstored: "\(error)"))
        }
    }

    /// Asks the model, if there is one and the budget allows it; the report says what came of it.
    private func ask(_ prompt: PreparedPrompt, into report: inout ReportDraft, _ tell: (TriageEvent) -> Void) async {
        guard let model else { return decline("No language model is configured: the findings by rule are the report.", &report, tell) }
        var reservation: String?
        do {
            if let archive {
                let estimate = prompt.tokens + configuration.answerTokens
                switch try await archive.reserve(
                    estimate, limits: configuration.limits, at: time.now(), author: configuration.author, host: configuration.host)
                {
                case .granted(let id): reservation = id
                case .refused(_, let sentence): return decline(sentence + " The findings by rule are the report.", &report, tell)
                }
            }
            var request = ModelRequest(system: prompt.system, prompt: prompt.text)
            request.maxOutputTokens = configuration.answerTokens
            for try await event in model.answer(request) {
                switch event {
                case .text(let text):
                    let safe = SafeText.lines(text)
                    report.answer += safe
                    tell(.text(safe))
                case .finished(let outcome):
                    report.finish(outcome, configuration)
                    if let problem = outcome.problem { tell(.withoutModel(problem)) }
                }
            }
        } catch {
            if Task.isCancelled { return }
            var redactor = Redactor()
            let sentence = redactor.redact(SafeText.line("\(error)"))
            report.breakOff(sentence)
            tell(.withoutModel(sentence))
        }
        await settle(reservation, report)
    }

    private func decline(_ sentence: String, _ report: inout ReportDraft, _ tell: (TriageEvent) -> Void) {
        report.breakOff(sentence)
        tell(.withoutModel(sentence))
    }

    /// Puts what was really used in the place of the estimate. A ledger that cannot be written keeps the estimate, which is the safe side.
    private func settle(_ reservation: String?, _ report: ReportDraft) async {
        guard let archive, let reservation else { return }
        let record = report.record
        try? await archive.settle(reservation, tokens: record.promptTokens + record.answerTokens, cost: record.cost)
    }
}

/// A word that nobody who writes logs can guess.
enum Nonce {
    static func next(_ random: RandomSource) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return String((0..<12).map { _ in letters[min(letters.count - 1, Int(random() * Double(letters.count)))] })
    }
}
