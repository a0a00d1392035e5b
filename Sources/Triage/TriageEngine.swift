import Archive
import Host
import JSON
import Services

/// Runs a triage: gathers, redacts, concludes by rule, asks the model within the budget, stores. One for console, command line
/// and watcher.
public struct TriageEngine: Sendable {
    /// What configuration decides.
    public struct Options: Sendable, Equatable {
        /// Tokens of the whole prompt; most tokens of the answer.
        public var promptBudget = 4000, maxOutputTokens = 4096
        /// What the model may be used.
        public var limits = SpendingLimits(requestsPerMinute: 15, requestsPerDay: 1500, tokensPerMonth: 2_000_000)
        /// US dollars per million tokens in and out.
        public var priceIn = 0.25, priceOut = 1.5
        /// Put on reports.
        public var author = "", host = ""
        /// The evidence lies still: the same evidence gives the same prompt, nonce and all.
        public var isReplay = false
        /// E-mail and IP addresses are replaced, too.
        public var redaction = Redactor.Options()
        /// The defaults.
        public init() {}
    }

    let archive: Archive?
    let options: Options
    let time: any TimeSource
    let random: RandomSource

    /// An engine; without an archive nothing is stored and no budget is kept.
    public init(archive: Archive?, options: Options, time: any TimeSource, random: RandomSource = .system) {
        self.archive = archive
        self.options = options
        self.time = time
        self.random = random
    }

    /// Triages a subject. Events come in the order of ``TriageEvent``; the last is `finished`, or `nothingKnown`. Leaving the stream
    /// early cancels what is under way; once a model was asked, what was found by then is stored as cancelled.
    ///
    /// - Parameters:
    ///   - source: where the evidence comes from.
    ///   - model: who is asked; `nil` for none, with the sentence that says why in `absence`.
    ///   - question: a question of the person's own, put before everything else.
    public func run(
        _ subject: Subject, from source: any EvidenceSource, model: (any LanguageModel)?, question: String? = nil,
        absence: String = "No model is configured; the findings by rule are the report."
    ) -> AsyncStream<TriageEvent> {
        AsyncStream { stream in
            let task = Task {
                let triage = Triage(engine: self, subject: subject, question: question, stream: stream)
                await triage.run(source, model, absence: absence)
                stream.finish()
            }
            stream.onTermination = { reason in if case .cancelled = reason { task.cancel() } }
        }
    }

    /// The prompt for a subject as it would be sent now, whole. Nothing is sent, nothing stored.
    public func prompt(_ subject: Subject, from source: any EvidenceSource, question: String? = nil) async -> PreparedPrompt {
        var evidence: [Evidence] = []
        for await piece in source.gather(subject) { evidence.append(piece) }
        if !evidence.contains(where: { $0.role == .subject }) {
            evidence.append(Evidence(.subject, name: "subject.json", bytes: subject.json.bytes))
        }
        let options = options, random = random
        let file = await CaseFile.read(consume evidence, options.redaction)
        return await Aside.run {
            PreparedPrompt(
                file, findings: Rules.findings(file), budget: options.promptBudget, nonce: Nonce.of(file, options, random),
                question: file.redacted(question ?? ""))
        }
    }

    // MARK: From a directory

    /// The prompt for a directory of evidence (`subject.json` names the files), exactly as it would be sent.
    ///
    /// The nonce follows from the evidence, so that the same directory gives the same prompt.
    /// - Throws: ``EvidenceFolderError``, also where not one file of it can be read.
    public static func prompt(from directory: String, budget: Int, redaction: Redactor.Options = .init()) async throws -> PreparedPrompt {
        let file = try await caseFile(directory, redaction)
        return await Aside.run { PreparedPrompt(file, findings: Rules.findings(file), budget: budget, nonce: Nonce.derived(from: file)) }
    }

    /// What the rules conclude from a directory of evidence.
    /// - Throws: ``EvidenceFolderError``, also where not one file of it can be read.
    public static func offline(from directory: String, redaction: Redactor.Options = .init()) async throws -> OfflineReport {
        let file = try await caseFile(directory, redaction)
        return await Aside.run { OfflineReport(file, Rules.findings(file)) }
    }

    private static func caseFile(_ directory: String, _ redaction: Redactor.Options) async throws -> CaseFile {
        let folder = EvidenceFolder(directory)
        var evidence: [Evidence] = []
        for await piece in folder.gather(try await folder.subject()) { evidence.append(piece) }
        if let absence = NoEvidence(evidence) {
            var redactor = Redactor(redaction)
            throw EvidenceFolderError.noEvidence(directory, redactor.redact(absence.sentence))
        }
        return await CaseFile.read(consume evidence, redaction)
    }
}

/// What stands at the boundaries of the evidence.
enum Nonce {
    /// Derived for a replay, else drawn.
    static func of(_ file: CaseFile, _ options: TriageEngine.Options, _ random: RandomSource) -> String {
        options.isReplay ? derived(from: file) : drawn(for: file, random)
    }

    /// Eight hexadecimal digits that stand nowhere in the evidence.
    static func drawn(for file: CaseFile, _ random: RandomSource) -> String {
        for _ in 0..<8 {
            let nonce = hex(UInt32(random() * 4_294_967_296))
            if !file.exhibits.contains(where: { contains($0.text, nonce) }) { return nonce }
        }
        return derived(from: file)
    }

    /// The same for the same evidence, and not to be known without all of it.
    static func derived(from file: CaseFile) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for exhibit in file.exhibits {
            for byte in exhibit.text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return hex(UInt32(truncatingIfNeeded: hash ^ hash >> 32))
    }

    private static func hex(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func contains(_ text: [UInt8], _ nonce: String) -> Bool {
        let wanted = Array(nonce.utf8)
        return text.withUnsafeBufferPointer { bytes in
            guard bytes.count >= wanted.count else { return false }
            for index in 0...bytes.count - wanted.count where bytes[index] == wanted[0] {
                if bytes[index..<index + wanted.count].elementsEqual(wanted) { return true }
            }
            return false
        }
    }
}
