import Host
import Services

/// A cluster context, live: pods, nodes, deployments and events listed and watched, use polled, joined into one view.
///
/// A connection that has gone silent is probed after 15 s; when the probe fails every watch is dropped and the context is asked again
/// until it answers, at most 8 s apart. Other contexts have feeds of their own and notice nothing.
public actor ClusterFeed {
    /// Silence after which the API server is asked whether it is still there (bookmarks come about once a minute).
    static let silence = Duration.seconds(15)
    /// Between two readings of metrics.k8s.io, which samples about four times a minute itself.
    static let usageInterval = Duration.seconds(15)

    private enum Kind: String, CaseIterable { case pods, nodes, deployments, events }

    private let context: String
    private let client: KubernetesClient
    private let time: any TimeSource
    private let random: RandomSource
    private let publish: @Sendable (FeedEvent) -> Void
    private var model: ClusterModel
    private var freshness: Freshness
    private var listed = false
    private var lastActivity: Duration
    private var publisher: Publisher?
    private let reconnection = Wake()

    /// The client's address or identity has changed.
    private struct Reconnected: Error {}

    /// A feed; nothing happens before ``run()``.
    /// - Parameter thresholds: when a pod counts as one of the platform's alerts ("seen here").
    public init(
        context: String, client: KubernetesClient, thresholds: PodConditions.Thresholds = PodConditions.Thresholds(), time: any TimeSource,
        random: RandomSource = .system,
        publish: @escaping @Sendable (FeedEvent) -> Void
    ) {
        self.context = context
        self.client = client
        self.time = time
        self.random = random
        self.publish = publish
        model = ClusterModel(context: context, thresholds: thresholds)
        model.awaited = Set(Kind.allCases.map(\.rawValue))
        freshness = Freshness(.connecting, since: time.now())
        lastActivity = time.uptime()
    }

    /// Follows the cluster until the task is cancelled.
    public func run() async {
        publisher = Publisher(time: time) { [weak self] in await self?.publishNow() }
        publishNow()
        var backoff = Backoff(random: random)
        while !Task.isCancelled {
            let failure = await followUntilSilent()
            if Task.isCancelled { return }
            if failure is Reconnected { continue }
            var error = failure
            repeat {
                let signals = reconnection.signals
                let pause = backoff.wait(after: error, took: Backoff.attempt, now: time.now())
                failed(error, next: time.now() + pause)
                await reconnection.wait(pause, after: signals, time: time)
                do {
                    _ = try await probe()
                    break
                } catch let again {
                    error = again
                }
            } while !Task.isCancelled
            backoff.reset()
            active()
        }
    }

    /// Drops every connection and asks anew: the client's address or identity has changed.
    public nonisolated func reconnect() { reconnection.now() }

    /// Runs the reflectors until the server has been silent and does not answer a probe.
    /// - Returns: why the probe failed.
    private func followUntilSilent() async -> any Error {
        active()
        let signals = reconnection.signals
        return await withTaskGroup(of: (any Error)?.self) { group in
            group.addTask {
                await self.reconnection.signal(after: signals)
                return Reconnected()
            }
            group.addTask { await self.reflect(.pods, .pods) { await self.podNews($0) } }
            group.addTask { await self.reflect(.nodes, .nodes) { await self.nodeNews($0) } }
            group.addTask { await self.reflect(.deployments, .deployments) { await self.deploymentNews($0) } }
            group.addTask { await self.reflect(.events, .events) { await self.eventNews($0) } }
            group.addTask { await self.measure() }
            group.addTask { await self.tick() }
            group.addTask { await self.watchdog() }
            var reason: any Error = CancellationError()
            while let ended = await group.next() {
                guard let ended else { continue }
                reason = ended
                break
            }
            group.cancelAll()
            return reason
        }
    }

    private func reflect<Item>(
        _ objects: KubernetesKind<Item>, _ kind: Kind, _ apply: @escaping @Sendable (Reflected<Item>) async -> Void
    ) async -> (any Error)? {
        let tell = { @Sendable (news: Reflected<Item>) async in
            await apply(news)
            await self.noted(kind, failure: news.failure)
        }
        // Namespaces listed one by one are followed one by one; without any, the whole cluster is.
        guard !client.namespaces.isEmpty, Item.self != Node.self else {
            await Reflector(service: context, source: ClusterSource(client, objects), time: time, random: random).run { news in
                await self.heard(of: kind)
                await tell(news)
            }
            return nil
        }
        await NamespacedReflectors(context: context, client: client, kind: objects, time: time, random: random)
            .run(heardOfAll: { await self.heard(of: kind) }, tell)
        return nil
    }

    /// A kind has been listed, or refused, everywhere.
    private func heard(of kind: Kind) { model.awaited.remove(kind.rawValue) }

    /// What any news says about the connection.
    private func noted(_ kind: Kind, failure: (error: any Error, next: Timestamp)?) async {
        guard let failure else {
            active()
            model.gaps[kind.rawValue] = nil
            if kind == .pods { succeeded() }
            await publisher?.changed()
            return
        }
        let sentence = SafeText.line(String(describing: failure.error))
        if kind == .pods {
            failed(failure.error, next: failure.next)
        } else {
            model.gaps[kind.rawValue] = "\(kind.rawValue): \(sentence)"
        }
        await publisher?.changed()
    }

    private func active() { lastActivity = time.uptime() }

    private func succeeded() {
        if freshness.state != .live { freshness.since = time.now() }
        freshness.state = .live
        freshness.lastSuccess = time.now()
        freshness.lastError = nil
        freshness.nextAttempt = nil
        listed = true
    }

    private func failed(_ error: any Error, next: Timestamp) {
        freshness.fail(error, hasValue: listed, at: time.now(), next: next)
        publishNow()
    }

    private func probe() async throws -> String {
        let client = client
        return try await within(Backoff.attempt, of: context, time: time) { try await client.version() }
    }

    /// Returns only when the server neither spoke for a while nor answers when asked.
    private func watchdog() async -> (any Error)? {
        while !Task.isCancelled {
            let quiet = time.uptime() - lastActivity
            if quiet < Self.silence {
                do { try await time.sleep(for: Self.silence - quiet) } catch { return nil }
                continue
            }
            do {
                _ = try await probe()
                active()
                if freshness.state == .live { freshness.lastSuccess = time.now() }
            } catch {
                return Task.isCancelled ? nil : error
            }
        }
        return nil
    }

    /// Conditions that are pending become firing by time alone.
    private func tick() async -> (any Error)? {
        while !Task.isCancelled {
            do { try await time.sleep(for: .seconds(10)) } catch { return nil }
            let now = time.now()
            if model.watch.conditions().contains(where: { $0.fires <= now && now - $0.fires < .seconds(11) }) {
                await publisher?.changed()
            }
        }
        return nil
    }

    /// metrics.k8s.io has no watch; a cluster without it is no error.
    private func measure() async -> (any Error)? {
        while !Task.isCancelled {
            do {
                async let nodes = client.nodeUsage()
                async let pods = client.podUsage()
                try await model.measured(nodes: nodes, pods: pods, now: time.now())
                model.gaps["usage"] = nil
                await publisher?.changed()
            } catch ServiceError.notFound {
                model.gaps["usage"] = nil
            } catch {
                if Task.isCancelled { return nil }
                model.gaps["usage"] = "usage: \(SafeText.line(String(describing: error)))"
            }
            do { try await time.sleep(for: Self.usageInterval) } catch { return nil }
        }
        return nil
    }

    // MARK: News

    private func podNews(_ news: Reflected<Pod>) {
        switch news {
        case .replaced(let pods): model.replacePods(pods, now: time.now())
        case .upsert(let pod): model.upsert(pod, now: time.now())
        case .deleted(let pod): model.deletePod(pod.id)
        case .alive, .failed: break
        }
    }

    private func nodeNews(_ news: Reflected<Node>) {
        switch news {
        case .replaced(let nodes): model.replaceNodes(nodes)
        case .upsert(let node): model.upsert(node)
        case .deleted(let node): model.deleteNode(node.id)
        case .alive, .failed: break
        }
    }

    private func deploymentNews(_ news: Reflected<Deployment>) {
        switch news {
        case .replaced(let deployments): model.replaceDeployments(deployments)
        case .upsert(let deployment): model.upsert(deployment)
        case .deleted(let deployment): model.deleteDeployment(deployment.id)
        case .alive, .failed: break
        }
    }

    private func eventNews(_ news: Reflected<ClusterEvent>) {
        switch news {
        case .replaced(let events): model.replaceEvents(events)
        case .upsert(let event): model.upsert(event)
        case .deleted(let event): model.deleteEvent(event.id)
        case .alive, .failed: break
        }
    }

    private func publishNow() {
        publish(.cluster(context: context, Fed(listed ? model.view(now: time.now()) : nil, freshness)))
    }
}

extension Reflected {
    fileprivate var failure: (error: any Error, next: Timestamp)? {
        if case .failed(let error, let next) = self { return (error, next) }
        return nil
    }
}
