import Host
import Services
import Settings
import Transport

/// The clusters that are shown, each with a client whose address and identity follow the kubeconfig. A context that cannot be used
/// has a client too: every request of it fails with the sentence why, until the kubeconfig lets it be used.
struct ClusterContexts: Sendable {
    /// In the order shown.
    private(set) var clusters: [(name: String, client: KubernetesClient)] = []
    private var wanted: [Settings.Context] = []
    private let watch: KubeconfigWatch
    /// By name on screen: what the client was made from.
    private var fingerprints: [String: Int] = [:]
    /// Why the kubeconfig could not be read at the start.
    private var unread: (any Error)?

    /// Reads the kubeconfig and makes the clients.
    init(_ settings: Settings, environment: Environment, http: any HTTPClient, time: any TimeSource) async {
        watch = KubeconfigWatch(path: settings.kubeconfig.isEmpty ? nil : settings.kubeconfig, environment: environment, time: time)
        var kubeconfig: Kubeconfig?
        do { kubeconfig = try await watch.load() } catch { unread = error }
        wanted = settings.contexts.isEmpty ? Self.all(of: kubeconfig) : settings.contexts
        for context in wanted {
            let (change, fingerprint) = await change(to: context, in: kubeconfig)
            var configuration = ServiceLink.Configuration(service: context.name, base: "")
            configuration.requestsPerMinute = context.requestsPerMinute
            configuration.bytesPerMinute = context.bytesPerMinute
            configuration.limit = settings.limits.body
            change(&configuration)
            fingerprints[context.name] = fingerprint
            let link = ServiceLink(configuration, http: http, time: time)
            clusters.append((context.name, KubernetesClient(link, namespaces: context.namespaces, limits: (settings.limits.list, 16 << 20))))
        }
    }

    /// All contexts of the kubeconfig; where it cannot be read, one that says so.
    private static func all(of kubeconfig: Kubeconfig?) -> [Settings.Context] {
        (kubeconfig?.contextNames ?? ["kubeconfig"]).map { name in
            var context = Settings.Context()
            context.name = name
            context.kubeContext = kubeconfig == nil ? "" : name
            return context
        }
    }

    /// Follows the kubeconfig until the task is cancelled: a context that changed goes on with its new address and identity.
    /// - Parameter changed: told the name of each such context, and whether it can be used.
    func follow(_ changed: (String, (any Error)?) async -> Void) async {
        var known = fingerprints
        var isRead = unread == nil
        while await watch.changed() {
            let kubeconfig: Kubeconfig
            do {
                kubeconfig = try await watch.load()
                isRead = true
            } catch {
                // One that was broken by an edit leaves what is in use alone; kubectl's next write mends it.
                if !isRead { for context in wanted { await refuse(context, error, &known, changed) } }
                continue
            }
            for context in wanted {
                do {
                    let fresh = try await kubeconfig.context(named: context.kubeContext.isEmpty ? nil : context.kubeContext)
                    guard known.updateValue(fresh.fingerprint, forKey: context.name) != fresh.fingerprint else { continue }
                    client(context.name)?.link.reconfigure { $0.become(fresh) }
                    await changed(context.name, nil)
                } catch {
                    await refuse(context, error, &known, changed)
                }
            }
        }
    }

    private func refuse(
        _ context: Settings.Context, _ error: any Error, _ known: inout [String: Int], _ changed: (String, (any Error)?) async -> Void
    ) async {
        let fingerprint = "\(error)".hashValue
        guard known.updateValue(fingerprint, forKey: context.name) != fingerprint else { return }
        client(context.name)?.link.reconfigure { $0.refuse(error) }
        await changed(context.name, error)
    }

    /// Forgets the other contexts.
    mutating func narrow(to names: [String]) {
        clusters.removeAll { !names.contains($0.name) }
        wanted.removeAll { !names.contains($0.name) }
    }

    private func client(_ name: String) -> KubernetesClient? { clusters.first { $0.name == name }?.client }

    private func change(
        to context: Settings.Context, in kubeconfig: Kubeconfig?
    ) async -> (change: (inout ServiceLink.Configuration) -> Void, fingerprint: Int) {
        do {
            guard let kubeconfig else { throw unread ?? KubeconfigError.noContext(context.kubeContext, among: []) }
            let fresh = try await kubeconfig.context(named: context.kubeContext.isEmpty ? nil : context.kubeContext)
            return ({ $0.become(fresh) }, fresh.fingerprint)
        } catch {
            return ({ $0.refuse(error) }, "\(error)".hashValue)
        }
    }
}

extension ServiceLink.Configuration {
    /// Takes a context's address and identity.
    fileprivate mutating func become(_ context: KubeContext) {
        let fresh = context.linkConfiguration(service: service)
        (base, route, credentials, headers, compressed) = (fresh.base, fresh.route, fresh.credentials, fresh.headers, fresh.compressed)
        warnings = fresh.warnings
    }

    /// Answers every request with the sentence why there is no address to ask.
    fileprivate mutating func refuse(_ error: any Error) {
        (base, route, credentials, headers, warnings) = ("", Route(), NoCredentials(error: error), [:], [])
    }
}

/// In place of the credentials of a context that cannot be used.
private struct NoCredentials: Credentials {
    let error: any Error
    var name: String { "a context that cannot be used" }
    func headers() async throws -> HTTPHeaders { throw error }
    func rejected() async -> Bool { false }
}
