import Archive
import Host
import JSON
import Services

/// Takes every operation the one way: plan, confirm, run with progress, follow to the outcome, audit.
///
///     let plan = try await runner.plan(request)          // shown to a person, who says yes
///     for await event in await runner.start(plan, typed: "k3d") { … }
///
/// An operation goes on when nobody listens any more, and is gone on with by another process when this one is killed
/// (``resume()``). No request of it is ever sent twice.
public actor OperationRunner {
    /// What is allowed here.
    public struct Policy: Sendable, Equatable {
        /// Refuses everything.
        public var readOnly: Bool
        /// Contexts whose name must be typed.
        public var protectedContexts: Set<String>
        /// A policy.
        public init(readOnly: Bool = false, protectedContexts: Set<String> = []) {
            self.readOnly = readOnly
            self.protectedContexts = protectedContexts
        }
    }

    let archive: Archive
    let reach: Reach
    let process: ProcessIdentity
    let redact: @Sendable (String) -> String
    private let policy: Policy
    private let kinds: [any Operation.Type]
    private var running: [Int: Task<Void, Never>] = [:]
    private var next = 0

    /// A runner over an archive.
    ///
    /// - Parameters:
    ///   - redact: takes secrets out of a text, before it is stored.
    ///   - kinds: operations it knows.
    ///   - process: as whom it holds leases.
    public init(
        archive: Archive, reach: Reach, policy: Policy = Policy(), redact: @escaping @Sendable (String) -> String,
        kinds: [any Operation.Type] = OperationKinds.all, process: ProcessIdentity = .current
    ) {
        self.archive = archive
        self.reach = reach
        self.policy = policy
        self.redact = redact
        self.kinds = kinds
        self.process = process
    }

    /// Looks at the world and says exactly what a request would do. Changes nothing, and is allowed where changes are not:
    /// ``Plan/blocked`` then says why it cannot be run.
    /// - Throws: ``OperationError``, `ServiceError`: a sentence for the person who asked.
    public func plan(_ request: OperationRequest) async throws -> Plan {
        var plan = try await make(request).plan(reach)
        plan.blocked = policy.readOnly ? Self.readOnly : nil
        plan.mustType = policy.protectedContexts.contains(plan.target.context) ? plan.target.context : nil
        return plan
    }

    /// Runs a plan that a person has said yes to.
    ///
    /// - Parameter typed: what was typed to confirm it, where ``Plan/mustType`` asks for that.
    /// - Returns: what happens, to its end. Leaving the stream does not end the operation.
    public func start(_ plan: Plan, typed: String? = nil) -> AsyncStream<OperationEvent> {
        let (events, tell) = AsyncStream<OperationEvent>.makeStream()
        detach { runner in
            await runner.conduct(plan, typed: typed) { tell.yield($0) }
            tell.finish()
        }
        return events
    }

    /// Waits until nothing of this process is under way.
    public func idle() async {
        while let (_, task) = running.first { await task.value }
    }

    /// How many operations of this process are under way: leaving asks because of them.
    public var count: Int { running.count }

    func make(_ request: OperationRequest) throws -> any Operation { try OperationKinds.make(request, among: kinds) }

    /// Work that nobody's leaving cancels.
    func detach(_ work: @escaping @Sendable (OperationRunner) async -> Void) {
        next += 1
        let number = next
        running[number] = Task {
            await work(self)
            self.running[number] = nil
        }
    }

    // MARK: One operation

    private static let readOnly = "Read-only (--read-only, or read_only in config.toml): nothing is changed from here."

    private func refusal(_ plan: Plan, typed: String?) -> String? {
        if policy.readOnly { return Self.readOnly }
        let context = plan.target.context
        guard policy.protectedContexts.contains(context), typed != context else { return nil }
        return "\(context) is protected: type its name to confirm. Nothing was sent."
    }

    private func conduct(_ plan: Plan, typed: String?, tell: @escaping @Sendable (OperationEvent) -> Void) async {
        if let refusal = refusal(plan, typed: typed) { return tell(.refused(refusal)) }
        let operation: any Operation, row: AuditRecord
        do {
            operation = try make(plan.request)
            switch try await archive.begin(record(of: plan)) {
            case .begun(let begun): row = begun
            case .underWay(let other): return tell(.refused(await sentence(for: other)))
            }
        } catch {
            return tell(.refused("\(error) Nothing was sent."))
        }
        tell(.began(id: row.id))
        let logbook = Logbook(row.id, archive: archive, owner: process, time: reach.time, redact: redact, tell: tell)
        await holding(logbook) { await self.send(operation, plan, since: row.created, logbook) }
    }

    /// Keeps the lease while `work` goes on.
    func holding(_ logbook: Logbook, _ work: @Sendable () async -> Void) async {
        let lease = Task { await logbook.keepLease() }
        await work()
        lease.cancel()
    }

    private func send(_ operation: any Operation, _ plan: Plan, since: Timestamp, _ logbook: Logbook) async {
        do {
            try await logbook.sending("Sending: \(plan.title).")
        } catch {
            return await logbook.finish(Outcome(.failed, "\(error) Nothing was sent."), as: .abandoned)
        }
        let receipt: Receipt
        do {
            receipt = try await operation.run(plan, reach, Progress { await logbook.step($0) })
        } catch  where error.mayHaveHappened {
            await logbook.step("\(error) Looking whether it was.")
            let outcome = await resolve(operation, plan, since: since, logbook)
            return await logbook.finish(outcome)
        } catch {
            var outcome = Outcome(.failed, "\(error)")
            // Shown again as it is now; never overwritten.
            if case .conflict = error, let again = operation.again(plan) { outcome.offers = [.init("Plan it again", again)] }
            return await logbook.finish(outcome)
        }
        await logbook.advance(.following, receipt.sentence, reference: receipt.reference)
        await logbook.finish(await follow(operation, plan, receipt, logbook))
    }

    private func record(of plan: Plan) -> AuditRecord {
        let stored = plan.redacted(redact)
        var record = AuditRecord()
        record.kind = plan.request.kind
        record.actionKey = plan.actionKey
        record.title = stored.title
        record.target = plan.target.words
        record.context = plan.target.context
        record.parameters = stored.request.json["parameters"].text
        record.plan = stored.json.text
        (record.author, record.host, record.sshIdentity) = (reach.who.login, reach.who.host, reach.who.sshIdentity)
        record.identity = plan.identity
        record.created = reach.time.now()
        record.step = "Confirmed: \(stored.title)."
        record.owner = process
        record.lease = record.created + Logbook.lease
        return record
    }

    private func sentence(for other: AuditRecord) async -> String {
        let who = "\(other.author) on \(other.owner.host) since \(other.created.clock)Z"
        guard other.owner != process, other.owner.hasEnded else {
            return "The same is under way already: \(who) (process \(other.owner.pid)). Now: \(other.step) Nothing was sent."
        }
        // What it comes to stands in the audit; if it cannot be taken over now, the next start does it.
        _ = try? await resume()
        return "The same was begun by \(who), whose process has ended. What came of it is being looked at (J lists it); plan again then."
    }
}
