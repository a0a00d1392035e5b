import Archive
import Host
import JSON
import Services

// Going on with what was left in the middle: by a kill, a lost line, a lost answer. Nothing here sends anything.
extension OperationRunner {
    /// How long a service that does not answer is asked what has become of an operation.
    static let patience = Duration.seconds(300)
    /// How long after "it has not happened" that is asked once more: a request may still be on its way behind a gateway.
    static let settling = Duration.seconds(5)

    /// Takes over every action whose process has ended or whose lease has run out, and goes on with it from its present step.
    ///
    /// To be called at start, and from time to time.
    /// - Returns: what was taken over, as it stood. What comes of each is written to the audit; ``idle()`` waits for it.
    /// - Throws: `ArchiveError`.
    @discardableResult
    public func resume() async throws -> [AuditRecord] {
        let rows = try await archive.takeOver(owner: process, at: reach.time.now(), lease: reach.time.now() + Logbook.lease)
        for row in rows { detach { runner in await runner.resume(row) } }
        return rows
    }

    private func resume(_ row: AuditRecord) async {
        let logbook = Logbook(row.id, archive: archive, owner: process, time: reach.time, redact: redact) { _ in }
        await holding(logbook) { await self.goOn(with: row, logbook) }
    }

    private func goOn(with row: AuditRecord, _ logbook: Logbook) async {
        guard row.state != .planned else {
            return await logbook.finish(Outcome(.failed, "Its process ended before anything was sent."), as: .abandoned)
        }
        let operation: any Operation, plan: Plan
        do {
            plan = try JSON.read(Plan.self, from: Array(row.plan.utf8))
            operation = try make(plan.request)
        } catch {
            let sentence = "It was left in the middle, and this version cannot go on with it (\(error)). Look at \(row.target)."
            return await logbook.finish(Outcome(.unknown, sentence))
        }
        if row.state == .following {
            await logbook.step("Taken up again: \(row.step)")
            return await logbook.finish(await follow(operation, plan, Receipt(row.step, reference: row.reference), logbook))
        }
        await logbook.step("Its process ended while it was sending. Looking what became of it.")
        let outcome = await resolve(operation, plan, since: row.created, logbook)
        await logbook.finish(outcome, as: outcome.isNothing ? .abandoned : nil)
    }

    /// Finds out whether what was sent has been done, and follows it if so.
    func resolve(_ operation: any Operation, _ plan: Plan, since: Timestamp, _ logbook: Logbook) async -> Outcome {
        let progress = Progress { await logbook.step($0) }
        var found = await look(operation, plan, since: since, progress)
        if case .no = found {
            // Cancelled only with the process.
            try? await reach.time.sleep(for: Self.settling)
            found = await look(operation, plan, since: since, progress)
        }
        switch found {
        case .yes(let receipt):
            await logbook.advance(.following, "It went through: \(receipt.sentence)", reference: receipt.reference)
            return await follow(operation, plan, receipt, logbook)
        case .no(let sentence): return Outcome(.failed, Outcome.nothing + sentence)
        case .cannotTell(let sentence): return Outcome(.unknown, "Whether it was done cannot be told: \(sentence)")
        }
    }

    private func look(_ operation: any Operation, _ plan: Plan, since: Timestamp, _ progress: Progress) async -> Happened {
        do {
            let found = try await reach.poll(progress, every: .seconds(5), within: Self.patience) {
                try await operation.happened(plan, since: since, reach)
            }
            return found
                ?? .cannotTell("\(plan.target.context) did not answer for \(Self.patience.components.seconds) s. Look at \(plan.target.words).")
        } catch {
            return .cannotTell("\(error) Look at \(plan.target.words).")
        }
    }

    func follow(_ operation: any Operation, _ plan: Plan, _ receipt: Receipt, _ logbook: Logbook) async -> Outcome {
        do {
            return try await operation.follow(plan, receipt, reach, Progress { await logbook.step($0) })
        } catch {
            return Outcome(.unknown, "It was sent and taken; what came of it is not known: \(error)")
        }
    }
}

extension Outcome {
    /// How the sentence begins when it surely was not done.
    fileprivate static let nothing = "Nothing was done: "
    fileprivate var isNothing: Bool { kind == .failed && sentence.hasPrefix(Self.nothing) }
}
