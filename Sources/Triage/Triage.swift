import Archive
import Host
import JSON
import Services

/// One triage under way.
struct Triage {
    let engine: TriageEngine
    let subject: Subject
    let question: String?
    let stream: AsyncStream<TriageEvent>.Continuation

    /// Bytes of evidence that are told before the report is complete; of more there shall be no second copy so long.
    private static let openedEarly = 8 << 20

    /// Gathers, concludes, asks, stores. Ends in `finished`; without evidence in `nothingKnown`, and silently where it is cancelled before a
    /// model was asked: what nobody has read yet is no report.
    func run(_ source: any EvidenceSource, _ model: (any LanguageModel)?, absence: String) async {
        let options = engine.options, random = engine.random
        let evidence = await gathered(from: source)
        if Task.isCancelled { return }
        if let absence = NoEvidence(evidence) {
            var redactor = Redactor(options.redaction)
            stream.yield(.nothingKnown(redactor.redact(absence.sentence)))
            return
        }
        let file = await CaseFile.read(consume evidence, options.redaction)
        let findings = await Aside.run { Rules.findings(file) }
        stream.yield(.findings(findings))
        if file.exhibits.reduce(0, { $0 + $1.text.count }) <= Self.openedEarly {
            stream.yield(.evidence(await Aside.run { file.exhibits.map(\.record) }))
        }
        let question = question ?? ""
        let prompt = await Aside.run {
            PreparedPrompt(
                file, findings: findings, budget: options.promptBudget, nonce: Nonce.of(file, options, random), question: file.redacted(question))
        }
        stream.yield(
            .prompt(tokens: prompt.tokens, secrets: prompt.secretKinds, linesSeen: prompt.linesSeen, linesKept: prompt.linesKept))

        if Task.isCancelled { return }
        var record = record(OfflineReport(file, findings), prompt, subject: file.subjectAndInterval)
        if let model {
            await ask(model, prompt, &record)
            await check(&record, prompt, file, findings)
        } else {
            (record.state, record.note) = ("offline", absence)
            stream.yield(.withoutModel(absence))
        }
        (record.subject, record.answer, record.note) = (file.redacted(record.subject), file.redacted(record.answer), file.redacted(record.note))
        await store(record, (consume file).records())
    }

    private func gathered(from source: any EvidenceSource) async -> [Evidence] {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) {
            evidence.append(piece)
            if piece.role != .subject { stream.yield(.gathered(name: piece.name, failure: piece.failure)) }
        }
        if !evidence.contains(where: { $0.role == .subject }) {
            evidence.append(Evidence(.subject, name: "subject.json", bytes: subject.json.bytes))
        }
        return evidence
    }

    // MARK: The model

    private func ask(_ model: any LanguageModel, _ prompt: PreparedPrompt, _ record: inout ReportRecord) async {
        let estimate = prompt.tokens + engine.options.maxOutputTokens / 2
        var granted: String?
        if let archive = engine.archive {
            do {
                switch try await archive.reserve(
                    estimate, limits: engine.options.limits, at: engine.time.now(), author: engine.options.author, host: engine.options.host
                )
                {
                case .granted(let id): granted = id
                case .refused(_, let sentence): return withoutModel(sentence, &record)
                }
            } catch {
                // A budget that cannot be kept is not spent from.
                return withoutModel("The budget cannot be checked, so no model is asked. \(error)", &record)
            }
        }
        var request = ModelRequest(system: prompt.system, prompt: prompt.text)
        request.maxOutputTokens = engine.options.maxOutputTokens
        record.model = model.name
        do {
            for try await event in model.answer(request) {
                switch event {
                case .text(let text):
                    let safe = SafeText.lines(text)
                    record.answer += safe
                    stream.yield(.text(safe))
                case .finished(let outcome): finish(outcome, &record)
                }
            }
            // A cancelled stream ends without throwing.
            if record.state.isEmpty {
                (record.state, record.note) =
                    Task.isCancelled
                    ? ("cancelled", "Cancelled while the model answered.") : ("cut", "The answer ended before it was complete.")
            }
        } catch is CancellationError {
            (record.state, record.note) = ("cancelled", "Cancelled while the model answered.")
        } catch {
            // A service names itself in its sentence; a secret that cannot be had does not say for whom it was.
            let words = error is ServiceError ? "\(error)" : "The model was not asked: \("\(error)".lowercasedFirst)"
            let sentence = Task.isCancelled ? "Cancelled while the model answered." : words
            withoutModel(sentence, &record)
            if Task.isCancelled { record.state = "cancelled" }
        }
        // A request that was sent counts, answered or not.
        await settle(granted, record, estimate: estimate)
    }

    private func finish(_ outcome: ModelOutcome, _ record: inout ReportRecord) {
        if !outcome.model.isEmpty { record.model = outcome.model }
        record.promptTokens = outcome.promptTokens
        record.answerTokens = outcome.answerTokens + outcome.thoughtTokens
        record.cost =
            (Double(record.promptTokens) * engine.options.priceIn + Double(record.answerTokens) * engine.options.priceOut) / 1_000_000
        if let problem = outcome.problem {
            (record.state, record.note) = (record.answer.isEmpty ? "offline" : "cut", problem)
            stream.yield(.withoutModel(problem))
        } else {
            record.state = "complete"
        }
    }

    private func withoutModel(_ sentence: String, _ record: inout ReportRecord) {
        (record.state, record.note) = (record.answer.isEmpty ? "offline" : "cut", sentence)
        if record.answer.isEmpty { record.model = "" }
        stream.yield(.withoutModel(sentence))
    }

    private func settle(_ id: String?, _ record: ReportRecord, estimate: Int) async {
        guard let id, let archive = engine.archive else { return }
        let used = record.promptTokens + record.answerTokens
        let cost = record.cost
        // In a task of its own: a cancelled triage has still used what it used. If it fails, the estimate stands.
        await Task { try? await archive.settle(id, tokens: used > 0 ? used : estimate, cost: cost) }.value
    }

    /// Holds the answer, now that it is complete, against the evidence; what came of it is kept with the findings.
    private func check(_ record: inout ReportRecord, _ prompt: PreparedPrompt, _ file: CaseFile, _ findings: [Finding]) async {
        guard !record.answer.isEmpty else { return }
        let answer = record.answer, subject = record.subjectJSON
        record.findingsJSON = await Aside.run {
            let check = AnswerCheck(file.exhibits, prompt: prompt.whole, subject: subject, findings: findings)
            return OfflineReport(file, findings).json(with: check.report(on: answer)).text
        }
    }

    // MARK: The report

    private func record(_ report: OfflineReport, _ prompt: PreparedPrompt, subject json: [UInt8]) -> ReportRecord {
        var record = ReportRecord()
        record.author = engine.options.author
        record.host = engine.options.host
        record.created = engine.time.now()
        record.kind = subject.kind
        record.subject = SafeText.line(subject.words)
        record.subjectJSON = String(decoding: json, as: UTF8.self)
        record.severity = report.severity
        record.failureClass = report.failureClass
        record.title = report.title
        record.findings = report.markdown
        record.findingsJSON = report.json.text
        record.secrets = prompt.secrets
        record.prompt = prompt.whole
        return record
    }

    /// Stores in a task of its own, so that a cancelled triage keeps what it found.
    private func store(_ record: ReportRecord, _ evidence: [EvidenceRecord]) async {
        guard let archive = engine.archive else {
            stream.yield(.finished(record, evidence: evidence, unstored: "There is no archive."))
            return
        }
        let result = await Task { () -> (ReportRecord, String?) in
            do { return (try await archive.save(record, evidence: evidence), nil) } catch { return (record, "\(error)") }
        }.value
        stream.yield(.finished(result.0, evidence: evidence, unstored: result.1))
    }
}
