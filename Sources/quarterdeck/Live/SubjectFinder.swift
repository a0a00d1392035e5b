import Console
import Feeds
import Host
import Services
import Settings
import Triage

/// Finds what a person named, as the services know it now. A thing that is not there is refused with the nearest names.
struct SubjectFinder {
    let platform: Platform
    let settings: Settings
    let time: any TimeSource
    /// Hears what should be known of the choice.
    let tell: (String) -> Void
    /// Hears again and again what is waited for.
    let waiting: (String) -> Void

    /// A service that does not answer: what it would know is not known.
    private func notKnown(_ error: any Error) -> Refusal { Refusal(SafeText.line("\(error)"), status: Ending.unknown) }

    // MARK: Pods

    /// A pod by `CONTEXT/NAMESPACE/NAME`.
    func pod(_ text: String) async throws -> Subject {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
            throw Refusal("A pod is named CONTEXT/NAMESPACE/NAME, as status prints it, not \"\(SafeText.line(text.prefix(100)))\".")
        }
        let (context, namespace, name) = (parts[0], parts[1], parts[2])
        let client = try cluster(context)
        do {
            let uid = try await client.pod(namespace: namespace, name: name).meta.uid
            return .pod(context: context, namespace: namespace, name: name, uid: uid)
        } catch ServiceError.notFound {
            throw try await missing(name, namespace, context, client)
        } catch {
            throw notKnown(error)
        }
    }

    private func cluster(_ context: String) throws -> KubernetesClient {
        if let cluster = platform.clusters.first(where: { $0.name == context }) { return cluster.client }
        throw Refusal(Nearest.sentence("There is no context named", context, among: platform.contextNames, all: "the contexts"))
    }

    private func missing(_ name: String, _ namespace: String, _ context: String, _ client: KubernetesClient) async throws -> Refusal {
        let words = "There is no pod \(context)/\(namespace)/\(name)"
        do {
            let here = try await client.list(.pods, namespace: namespace).items.map(\.meta.name)
            if !here.isEmpty { return Refusal(Nearest.sentence("\(context)/\(namespace) has no pod named", name, among: here, all: "its pods")) }
            let everywhere = try await client.list(.pods).items
            let same = everywhere.first { $0.meta.name == name }.map { "\(context)/\($0.meta.namespace)/\(name)" }
            if let same { return Refusal(SafeText.line("\(words): did you mean \(same)?")) }
            let namespaces = Set(everywhere.map(\.meta.namespace)).sorted()
            return Refusal(Nearest.sentence("\(context) has no pods in a namespace named", namespace, among: namespaces, all: "those with pods"))
        } catch {
            return Refusal(SafeText.line("\(words), and its siblings cannot be listed: \(error)"))
        }
    }

    // MARK: Alerts

    /// An alert that fires or is pending, by name; the worst where there are several.
    func alert(_ name: String, context: String?, pod: String?) async throws -> Subject {
        if let context { _ = try cluster(context) }
        let look = try await lookAtAlerts()
        let view = look.alerts.value
        let named = (view?.alerts ?? []).filter { $0.name.lowercased() == name.lowercased() }
        let found = named.filter { (context == nil || $0.context == context) && (pod == nil || $0.pod == pod) }
        if let worst = found.first {
            if found.count > 1 {
                let others = found.dropFirst().prefix(5).map(place).joined(separator: ", ")
                tell("\(found.count) alerts are named \(worst.name); taken is that about \(place(worst)), not: \(others)")
            }
            return worst.subject
        }
        if let one = named.first {
            throw Refusal(SafeText.line("\(one.name) is not about that: it is about \(named.prefix(5).map(place).joined(separator: ", "))."))
        }
        // What nobody could say cannot be denied.
        let clusters = look.contexts.map { ($0, look.clusters[$0]?.freshness ?? Freshness()) }
        let silent = (look.sources + clusters).filter { [.failed, .stale, .connecting].contains($0.1.state) }
        if let first = silent.first.map({ (name: $0.0, freshness: $0.1) }) {
            let why = first.freshness.lastError ?? "no answer within \(Int(Self.patience.seconds)) s."
            throw Refusal(SafeText.line("Whether \(name) fires is not known: \(first.name): \(why)"), status: Ending.unknown)
        }
        if let rule = view?.rules.first(where: { $0.name.lowercased() == name.lowercased() }) {
            throw Refusal(SafeText.line("\(rule.name) is a rule, but neither fires nor is pending."))
        }
        let names = Set((view?.alerts ?? []).map(\.name))
        throw Refusal(Nearest.sentence("No alert fires or is pending that is named", name, among: names.sorted(), all: "firing or pending"))
    }

    private static let patience = Duration.seconds(15)

    private func lookAtAlerts() async throws -> Look {
        let lookout = Lookout(settings: settings, platform: platform.forAlerts, isNarrowed: true, archivePath: nil, time: time)
        let running = Task { await lookout.run() }
        defer { running.cancel() }
        try await lookout.settle(within: Self.patience) { names, _ in waiting("waiting for \(names.joined(separator: ", "))") }
        return lookout.now.look
    }

    private func place(_ alert: AlertRow) -> String {
        let parts = [alert.context, alert.namespace, alert.pod].filter { !$0.isEmpty }
        return parts.isEmpty ? "no object" : parts.joined(separator: "/")
    }

    // MARK: Runs and models

    /// A run by `REPOSITORY#NUMBER`.
    func run(_ text: String) async throws -> Subject {
        let parts = text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let number = Int(parts[1]), number > 0 else {
            throw Refusal("A run is named REPOSITORY#NUMBER, as status prints it, not \"\(SafeText.line(text.prefix(100)))\".")
        }
        guard let github = platform.github else { throw Refusal("GitHub is not configured: add [github] to config.toml.") }
        let watched = settings.github?.repositories ?? []
        let repository = try repository(String(parts[0]), among: watched)
        let runs: [WorkflowRun]
        do {
            runs = try await github.runs(of: repository, count: 100)
        } catch ServiceError.notFound {
            throw Refusal(Nearest.sentence("GitHub has (or shows this token) no repository named", repository, among: watched, all: "those watched"))
        } catch {
            throw notKnown(error)
        }
        guard let run = runs.first(where: { $0.number == number }) else {
            let unhappy = runs.filter(\.isUnhappy).prefix(3).map { "#\($0.number)" }.joined(separator: ", ")
            throw Refusal(
                "\(repository) has no run #\(number) among its newest \(runs.count)"
                    + (unhappy.isEmpty ? "." : "; the newest that failed are \(unhappy)."))
        }
        guard run.isUnhappy else {
            let state = run.status == "completed" ? "ended with \(run.conclusion)" : "is \(run.status.replacing("_", with: " "))"
            throw Refusal(SafeText.line("\(repository)#\(number) \(state); only runs that failed or were cancelled are triaged."))
        }
        return .run(repository: run.repository.isEmpty ? repository : run.repository, id: run.id, number: run.number)
    }

    /// A watched repository needs no owner.
    private func repository(_ name: String, among watched: [String]) throws -> String {
        name.contains("/") ? name : try WatchedRepository.named(name, among: watched)
    }

    /// A model by its experiment's name, or by the registered name that the configuration knows.
    func model(_ name: String) async throws -> Subject {
        guard let mlflow = platform.mlflow else { throw Refusal("MLflow is not configured: add [mlflow] to config.toml.") }
        let watched = settings.mlflow?.models ?? []
        let wanted = watched.first { $0.registered == name }?.experiment ?? name
        let experiments: [Experiment]
        do { experiments = try await mlflow.experiments() } catch { throw notKnown(error) }
        if let found = experiments.first(where: { $0.name == wanted }) { return .model(experiment: found.name, experimentID: found.id) }
        let names = experiments.map(\.name) + watched.map(\.registered).filter { !$0.isEmpty }
        throw Refusal(Nearest.sentence("MLflow has no experiment named", name, among: names, all: "its experiments"))
    }
}
