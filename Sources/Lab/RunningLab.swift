/// A lab that is being served.
public actor RunningLab {
    /// The base address of each site: `http://127.0.0.1:PORT`, no slash at the end.
    public private(set) var addresses: [SiteName: String] = [:]
    /// The base address of the control endpoint; see ``ControlSite``.
    public private(set) var controlAddress = ""

    nonisolated let stage: Stage
    private let clock: any LabClock
    private var servers: [SiteName: LabServer] = [:]
    private var control: ControlServer?
    private var motion: Task<Void, Never>?

    init(stage: Stage, clock: any LabClock) {
        self.stage = stage
        self.clock = clock
    }

    func open(control port: UInt16) async throws {
        for site in Sites.all {
            let server = LabServer(site: site, stage: stage, clock: clock)
            try await server.start()
            servers[site.name] = server
            addresses[site.name] = "http://127.0.0.1:\(await server.port)"
        }
        let control = ControlServer(lab: self)
        controlAddress = "http://127.0.0.1:\(try await control.start(port: port))"
        self.control = control
        motion = Task { [stage] in await stage.run() }
    }

    /// Ends all servers and the world's clock.
    public func stop() async {
        motion?.cancel()
        motion = nil
        await control?.stop()
        control = nil
        for server in servers.values { await server.stop() }
        servers = [:]
    }

    /// Puts a story on the world's agenda, beginning now.
    /// - Throws: ``LabError/unknownScenario(_:)``.
    public func apply(scenario name: String) async throws {
        guard let scenario = Scenarios.named(name) else { throw LabError.unknownScenario(name) }
        await stage.perform { $0.play(scenario) }
    }

    /// Switches what is wrong on the way to a site; `nil` for nothing. Returns once it is in effect.
    public func setFault(_ site: SiteName, _ fault: Fault?) async {
        await stage.apply(.fault(site, fault))
        await servers[site]?.settle()
    }

    /// What is wrong on the way to each site.
    public func faults() async -> [SiteName: Fault] { await stage.read { $0.faults } }

    /// The newest requests of a site, oldest first.
    public func requests(_ site: SiteName) -> [RequestRecord] { servers[site]?.log.records ?? [] }

    /// How many requests a site has answered with each status, so that for example the 304s can be left out of a sum.
    public func requestCounts(_ site: SiteName) -> [Int: Int] { servers[site]?.log.counts ?? [:] }

    /// Fills a context with pods that change: the load of a benchmark.
    ///
    /// - Parameters:
    ///   - pods: how many, in twenty namespaces `load-00` … `load-19`. 0 takes the load away again.
    ///   - changesPerSecond: how often one of them changes a cell that is drawn (status, restarts).
    public func load(_ cluster: ClusterName, pods: Int, changesPerSecond: Double) async {
        await stage.apply(.cluster(cluster, .load(pods: pods, changesPerSecond: changesPerSecond)))
    }

    /// A kubeconfig with the contexts `gcp` and `k3d`, each with a bearer token.
    public var kubeconfig: String { kubeconfig(as: "operator", KubernetesTokens.operatorToken) }

    /// The same for an account that may read most things, and is refused nodes and metrics.
    public var viewerKubeconfig: String { kubeconfig(as: "viewer", KubernetesTokens.viewerToken) }

    private func kubeconfig(as account: String, _ token: (ClusterName) -> String) -> String {
        let clusters = ClusterName.allCases.map { cluster in
            """
            - name: \(cluster.rawValue)
              cluster:
                server: \(addresses[cluster.site] ?? "")
            """
        }
        let users = ClusterName.allCases.map { cluster in
            """
            - name: \(cluster.rawValue)-\(account)
              user:
                token: \(token(cluster))
            """
        }
        let contexts = ClusterName.allCases.map { cluster in
            """
            - name: \(cluster.rawValue)
              context:
                cluster: \(cluster.rawValue)
                user: \(cluster.rawValue)-\(account)
            """
        }
        return """
            apiVersion: v1
            kind: Config
            preferences: {}
            clusters:
            \(clusters.joined(separator: "\n"))
            users:
            \(users.joined(separator: "\n"))
            contexts:
            \(contexts.joined(separator: "\n"))
            current-context: k3d

            """
    }
}
