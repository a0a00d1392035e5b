import Archive
import Console
import Feeds
import Host
import JSON
import Operations
import Services
import Settings
import Transport
import Triage

/// The floors below, as the console asks them: over the real clients and the archive.
final class LiveBackend: Backend {
    private let settings: Settings
    private let time: any TimeSource
    private let making: Task<Platform, Never>
    private let opening: Task<Archive, any Error>
    private let operating: Task<OperationRunner, any Error>
    private let saveTheme: @Sendable (String) throws -> Void
    private let playScenario: (@Sendable (String) async throws -> Void)?
    private let keptLogs = KeptLogs()
    private let triageOptions: TriageEngine.Options

    /// Begins to make the clients and to open the archive; neither is waited for.
    init(
        settings: Settings, environment: Environment, time: any TimeSource, archivePath: String,
        saveTheme: @escaping @Sendable (String) throws -> Void, playScenario: (@Sendable (String) async throws -> Void)? = nil
    ) {
        self.settings = settings
        self.time = time
        self.saveTheme = saveTheme
        self.playScenario = playScenario
        triageOptions = TriageEngine.Options(settings, environment)
        let making = Task.detached { await Platform(settings, environment: environment, http: Engine(), time: time) }
        let opening = Task.detached { try await Archive.open(path: archivePath) }
        operating = Task.detached {
            OperationsSetup.runner(settings, environment, time: time, platform: await making.value, archive: try await opening.value)
        }
        self.making = making
        self.opening = opening
    }

    /// The clients, once they are made.
    var platform: Platform { get async { await making.value } }

    /// The archive, once it is open.
    func archive() async throws -> Archive { try await opening.value }

    /// What the language model has used of what it may; `nil` while the archive cannot say.
    func budget() async -> Budget? {
        var budget = Budget()
        guard let gemini = settings.gemini else {
            budget.missing = "no language model is configured"
            return budget
        }
        budget.requestsPerDay = gemini.requestsPerDay
        budget.tokensPerMonth = gemini.tokensPerMonth
        let now = time.now()
        do {
            let archive = try await archive()
            budget.requestsToday = try await archive.spent(since: now.startOfDay).requests
            budget.tokensThisMonth = try await archive.spent(since: now.startOfMonth).tokens
        } catch {
            return nil
        }
        return budget
    }

    private func cluster(_ context: String) async throws -> KubernetesClient {
        let platform = await platform
        if let cluster = platform.clusters.first(where: { $0.name == context }) { return cluster.client }
        throw Unavailable("There is no context named \(context).")
    }

    // MARK: Looking

    func podDetail(context: String, namespace: String, name: String, uid: String) async throws -> PodDetail {
        let client = try await cluster(context)
        var detail = PodDetail()
        async let object = client.podObject(namespace: namespace, name: name)
        async let events = client.events(about: uid, namespace: namespace)
        do { detail.yaml = try await ManifestText.yaml(object) } catch { detail.gaps.append("\(error)") }
        do { detail.events = try await events } catch { detail.gaps.append("\(error)") }
        return detail
    }

    func podUsage(context: String, namespace: String, name: String) async throws -> PodUsage {
        guard let prometheus = await platform.prometheus else { throw Unavailable("Prometheus is not configured, so usage is not measured.") }
        let now = time.now()
        let quoted = { (text: String) in "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
        let pod = "{namespace=\(quoted(namespace)),pod=\(quoted(name)),container!=\"\"}"
        func values(_ expression: String) async throws -> [Double] {
            let result = try await prometheus.queryRange(expression, from: now + .seconds(-3600), to: now, step: .seconds(60))
            return result.series.first?.points.map(\.value) ?? []
        }
        async let memory = values("sum(container_memory_working_set_bytes\(pod))")
        async let cpu = values("sum(rate(container_cpu_usage_seconds_total\(pod)[5m]))")
        return PodUsage(memory: try await memory, cpu: try await cpu)
    }

    func log(_ source: LogSource, _ options: LogOptions) -> AsyncThrowingStream<LogChunk, any Error> {
        let limits = settings.limits
        switch source {
        case .container(let context, let namespace, let pod, let uid, let container, let previous):
            var request = LogRequest(container: container)
            request.previous = previous
            request.tail = options.tail
            let wanted = request
            if options.follow, !previous {
                let keep = keptLogs.opened(context: context, namespace: namespace, pod: pod, uid: uid, container: container)
                return LogPieces.followed(keep: keep) { [self] in
                    LogFollower(
                        client: try await cluster(context), namespace: namespace, pod: pod, uid: uid, request: wanted,
                        lineLimit: limits.line, time: time)
                }
            }
            return LogPieces.stream(lineLimit: limits.line) { [self] in
                let client = try await cluster(context)
                return (try await client.log(namespace: namespace, pod: pod, wanted), client.link)
            }
        case .job(let repository, let id, _):
            return LogPieces.whole { [self] in
                guard let github = await platform.github else { throw Unavailable("GitHub is not configured.") }
                let log = try await github.log(ofJob: id, in: repository, limit: limits.log)
                return LogChunk(bytes: log.bytes, skipped: log.dropped)
            }
        }
    }

    func jobs(repository: String, run: Int64, attempt: Int) async throws -> [Job] {
        guard let github = await platform.github else { throw Unavailable("GitHub is not configured.") }
        return try await github.jobs(ofRun: run, in: repository)
    }

    func metricHistory(run: String, metric: String) async throws -> [Console.MetricPoint] {
        guard let mlflow = await platform.mlflow else { throw Unavailable("MLflow is not configured.") }
        return try await mlflow.history(of: metric, run: run).map { .init(step: Int64($0.step), value: $0.value) }
    }

    // MARK: Reports

    func reports(matching words: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int) {
        let archive = try await archive()
        let found = words.isEmpty ? try await archive.newest(limit: limit) : try await archive.search(words, limit: limit)
        return (found, try await archive.count())
    }

    func reports(about subject: String, limit: Int) async throws -> (reports: [ReportSummary], total: Int) {
        let found = try await archive().reports(about: subject, limit: limit)
        return (found, found.count)
    }

    func report(id: String) async throws -> (record: ReportRecord, evidence: [EvidenceRecord]) {
        let archive = try await archive()
        guard let record = try await archive.report(id: id) else { throw Unavailable("That report is no longer in the archive.") }
        return (record, try await archive.evidence(report: id))
    }

    // MARK: Triage

    func triage(_ subject: Subject, question: String?) -> AsyncStream<TriageEvent> {
        AsyncStream { continuation in
            let task = Task { [self] in
                let platform = await platform
                var source = LiveEvidence(platform, settings, time: time)
                source.keptLogs = { [keptLogs] in keptLogs.lines(context: $0, namespace: $1, pod: $2, except: $3) }
                // Without an archive the report is still shown; it says why it could not be kept.
                var archive: Archive?, missing: String?
                do { archive = try await self.archive() } catch { missing = "\(error)" }
                let engine = TriageEngine(archive: archive, options: triageOptions, time: time)
                for await event in engine.run(subject, from: source, model: platform.gemini, question: question) {
                    if let missing, case .finished(let record, let evidence, _) = event {
                        continuation.yield(.finished(record, evidence: evidence, unstored: missing))
                    } else {
                        continuation.yield(event)
                    }
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    // MARK: Changing the world

    private func operations() async throws -> OperationRunner { try await operating.value }

    /// Goes on, now and every 15 s, with operations whose process has ended; until the task is cancelled.
    ///
    /// An archive that fails is asked again at the next turn. The same failure several times in a row is one line of the log.
    func resumeOperations(_ log: Log) async {
        var logged = ""
        while !Task.isCancelled {
            do {
                try await operations().resume()
                logged = ""
            } catch {
                let sentence = "What was left in the middle is not gone on with yet: \(error)"
                if sentence != logged, !(error is CancellationError) { log.write(.error, "operations", sentence) }
                logged = sentence
            }
            // Only cancellation throws here, and that ends the loop.
            try? await time.sleep(for: .seconds(15))
        }
    }

    func question(_ asking: Question.Asking) async throws -> Question {
        let runner = try await operations()
        switch asking {
        case .image(""): return Question(await runner.images())
        case .image(let name):
            let way = ManifestPolicy.Way(rawValue: settings.manifests.policy) ?? .commit
            return Question(try await runner.choices(for: name), way: way, now: time.now())
        case .training(let repository, let workflow):
            let workflows = try await runner.trainingWorkflows()
            let asked = workflows.first { $0.repository == repository && $0.file == workflow }
            guard let chosen = asked ?? workflows.first(where: { $0.file == settings.github?.workflow }) ?? workflows.first else {
                throw Unavailable("No configured repository has a workflow that can be started by hand (workflow_dispatch).")
            }
            return Question(try await runner.trainingForm(repository: chosen.repository, workflow: chosen.file), others: workflows)
        }
    }

    func plan(_ request: OperationRequest) async throws -> Plan { try await operations().plan(request) }

    func operate(_ plan: Plan, typed: String?) -> AsyncStream<OperationEvent> {
        AsyncStream { continuation in
            let task = Task { [self] in
                do {
                    for await event in try await operations().start(plan, typed: typed) { continuation.yield(event) }
                } catch {
                    continuation.yield(.refused("\(error) Nothing was sent."))
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func audit(matching words: String, limit: Int) async throws -> [AuditRecord] { try await archive().audit(limit: limit, matching: words) }

    func operation(id: String) async throws -> (record: AuditRecord, plan: Plan?, steps: [AuditStep]) {
        let archive = try await archive()
        guard let record = try await archive.audit(id: id) else { throw Unavailable("That action is not in the audit any more.") }
        // A plan of another version is shown as such by the page.
        return (record, try? JSON.read(Plan.self, from: Array(record.plan.utf8)), try await archive.steps(ofAudit: id))
    }

    // MARK: The rest

    func saveTheme(_ name: String) async throws { try saveTheme(name) }

    func labScenario(_ name: String) async throws {
        guard let playScenario else { throw Unavailable("There is no lab in this process.") }
        try await playScenario(name)
    }
}

/// Something that is not there to be asked; one sentence.
struct Unavailable: Error, CustomStringConvertible {
    let description: String
    init(_ sentence: String) { description = sentence }
}
