/// Does what `update` asks for, and brings the answers back, unless what they were for has gone meanwhile.
///
/// Judging an answer and delivering it happen in one step on the main actor, so nothing can come between them.
@MainActor public final class EffectRunner {
    private let backend: any Backend
    private let deliver: @MainActor (Event) -> Void
    private var ledger = Ledger()
    private var tasks: [Ledger.Ticket: Task<Void, Never>] = [:]

    /// A runner over the floors below.
    /// - Parameter deliver: takes each answer as an event.
    public init(backend: any Backend, deliver: @escaping @MainActor (Event) -> Void) {
        self.backend = backend
        self.deliver = deliver
    }

    /// Requests under way; zero is idle.
    public var inFlight: Int { ledger.count }

    /// Begins or ends requests. Effects on the terminal (``Effect/ring``, ``Effect/quit``, …) are not the runner's: the caller does those.
    public func run(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .begin(let id, let request): begin(id, request)
            case .end(let id): stop { $0 == id }
            case .endAll(let owner): stop { $0.owner == owner }
            case .copy, .ring, .suspend, .redraw, .quit: break
            }
        }
    }

    /// Ends everything, at the end of the program.
    public func endAll() { stop { _ in true } }

    private func begin(_ id: EffectID, _ request: Request) {
        stop { $0 == id }
        let ticket = ledger.begin(id)
        let backend = backend
        tasks[ticket] = Task { [weak self] in
            await Self.perform(request, by: backend) { [weak self] answer in await self?.take(answer, for: ticket) ?? false }
            self?.finish(ticket)
        }
    }

    private func stop(_ matches: (EffectID) -> Bool) {
        for (ticket, task) in tasks where matches(ticket.id) {
            ledger.finish(ticket)
            task.cancel()
            tasks[ticket] = nil
        }
    }

    /// Delivers an answer while its request lives. Returns whether more is wanted.
    private func take(_ answer: Answer, for ticket: Ledger.Ticket) -> Bool {
        guard ledger.isAlive(ticket) else { return false }
        deliver(.answered(ticket.id, answer))
        return ledger.isAlive(ticket)
    }

    private func finish(_ ticket: Ledger.Ticket) {
        ledger.finish(ticket)
        tasks[ticket] = nil
    }

    /// Asks the backend and hands each answer on; runs off the main actor.
    private nonisolated static func perform(
        _ request: Request, by backend: any Backend, _ take: @Sendable (Answer) async -> Bool
    ) async {
        do {
            switch request {
            case .podDetail(let context, let namespace, let name, let uid):
                _ = await take(
                    .podDetail(try await backend.podDetail(context: context, namespace: namespace, name: name, uid: uid)))
            case .podUsage(let context, let namespace, let name):
                _ = await take(.podUsage(try await backend.podUsage(context: context, namespace: namespace, name: name)))
            case .log(let source, let options):
                for try await chunk in backend.log(source, options) { guard await take(.log(chunk)) else { return } }
                _ = await take(.ended)
            case .triage(let subject, let question):
                for await event in backend.triage(subject, question: question) {
                    guard await take(.triage(event)) else { return }
                }
                _ = await take(.ended)
            case .reports(let words, let limit):
                let found = try await backend.reports(matching: words, limit: limit)
                _ = await take(.reports(found.reports, total: found.total))
            case .reportsAbout(let subject, let limit):
                let found = try await backend.reports(about: subject, limit: limit)
                _ = await take(.reports(found.reports, total: found.total))
            case .report(let id):
                let found = try await backend.report(id: id)
                _ = await take(.report(found.record, evidence: found.evidence))
            case .jobs(let repository, let run, let attempt):
                _ = await take(.jobs(try await backend.jobs(repository: repository, run: run, attempt: attempt)))
            case .metricHistory(let run, let metric):
                _ = await take(.metric(try await backend.metricHistory(run: run, metric: metric)))
            case .question(let asking): _ = await take(.question(try await backend.question(asking)))
            case .plan(let request): _ = await take(.plan(try await backend.plan(request)))
            case .operate(let plan, let typed):
                for await event in backend.operate(plan, typed: typed) { guard await take(.operation(event)) else { return } }
                _ = await take(.ended)
            case .audit(let words, let limit): _ = await take(.audit(try await backend.audit(matching: words, limit: limit)))
            case .operation(let id):
                let found = try await backend.operation(id: id)
                _ = await take(.operationDetail(found.record, plan: found.plan, steps: found.steps))
            case .saveTheme(let name):
                try await backend.saveTheme(name)
                _ = await take(.done(nil))
            case .labScenario(let name):
                try await backend.labScenario(name)
                _ = await take(.done("The lab now plays \(name)."))
            }
        } catch is CancellationError {
            // Ended by us: whoever asked has gone, and nobody waits for a sentence.
        } catch {
            _ = await take(.failed("\(error)"))
        }
    }
}
