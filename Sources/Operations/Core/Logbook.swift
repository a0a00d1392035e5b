import Archive
import Host

/// What one running operation says, kept in its audit row and told to whoever started it.
///
/// Before anything is sent a row that cannot be written stops the operation. Afterwards it does not: the effect is followed all
/// the same, and that the audit could not be written is said.
actor Logbook {
    /// How long a lease lasts, and how often it is renewed: two renewals may fail before anyone takes the row over.
    static let lease = Duration.seconds(30), renewal = Duration.seconds(10)

    nonisolated let id: String
    private let archive: Archive
    private let owner: ProcessIdentity
    private let time: any TimeSource
    private let redact: @Sendable (String) -> String
    private let tell: @Sendable (OperationEvent) -> Void
    private var last = ""
    private var isUnwritable = false

    init(
        _ id: String, archive: Archive, owner: ProcessIdentity, time: any TimeSource, redact: @escaping @Sendable (String) -> String,
        tell: @escaping @Sendable (OperationEvent) -> Void
    ) {
        self.id = id
        self.archive = archive
        self.owner = owner
        self.time = time
        self.redact = redact
        self.tell = tell
    }

    /// The next step; the same one again is not said again.
    func step(_ sentence: String) async { await advance(nil, sentence) }

    /// The next step with what it changes.
    func advance(_ state: AuditState?, _ sentence: String, reference: String? = nil) async {
        let sentence = clean(sentence)
        guard state != nil || sentence != last else { return }
        last = sentence
        tell(.step(sentence))
        do {
            try await archive.advance(
                audit: id, owner: owner, to: state, step: sentence, reference: reference, at: time.now(), lease: time.now() + Self.lease)
        } catch {
            complain(error)
        }
    }

    /// Writes down that the next request may leave.
    /// - Throws: `ArchiveError`, or ``Lost`` when another process has taken the row over: then nothing may be sent.
    func sending(_ sentence: String) async throws {
        last = clean(sentence)
        let isOurs = try await archive.advance(
            audit: id, owner: owner, to: .sending, step: last, at: time.now(), lease: time.now() + Self.lease)
        guard isOurs else { throw Lost() }
        tell(.step(last))
    }

    /// Ends it.
    func finish(_ outcome: Outcome, as state: AuditState? = nil) async {
        var outcome = outcome
        outcome.sentence = clean(outcome.sentence)
        let state = state ?? outcome.state
        do {
            try await archive.finish(
                audit: id, owner: owner, as: state, outcome: outcome.sentence, offers: outcome.offersJSON(redact), at: time.now())
        } catch {
            complain(error)
        }
        tell(.finished(outcome))
    }

    /// Keeps the lease until it is cancelled.
    func keepLease() async {
        while !Task.isCancelled {
            do {
                try await time.sleep(for: Self.renewal)
                _ = try await archive.renew(audit: id, owner: owner, lease: time.now() + Self.lease)
            } catch is CancellationError {
                return
            } catch {
                complain(error)
            }
        }
    }

    /// The row belongs to another process now.
    struct Lost: Error, CustomStringConvertible {
        let description = "Another process took it over before anything was sent."
    }

    private func clean(_ sentence: String) -> String { redact(SafeText.line(sentence)) }

    private func complain(_ error: any Error) {
        guard !isUnwritable else { return }
        isUnwritable = true
        tell(.step("The audit could not be written: \(error)"))
    }
}

extension Outcome {
    fileprivate var state: AuditState {
        switch kind {
        case .done: .done
        case .failed: .failed
        case .unknown: .unknown
        }
    }
}
