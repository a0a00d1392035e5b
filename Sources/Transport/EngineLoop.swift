import CCurl

/// The engine's thread: takes commands, lets libcurl move bytes, watches the deadlines.
final class EngineLoop {
    private let inbox: Inbox
    private let multi: UnsafeMutableRawPointer
    private var transfers: [Exchange.ID: Transfer] = [:]
    private var connections: [Connections.Key: Connections] = [:]
    /// When the earliest deadline may pass. It may come too early, as activity moves deadlines back, but never too late.
    private var nextCheck: ContinuousClock.Instant?

    /// The loop of a new engine; `nil` without memory.
    init?(_ inbox: Inbox) {
        // Thread-safe since libcurl 7.84; here, because it loads OpenSSL's tables and the first frame should not wait for that.
        guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = curl_multi_init() else { return nil }
        self.inbox = inbox
        self.multi = multi
        inbox.attach(multi)
    }

    deinit {
        inbox.attach(nil)
        for transfer in transfers.values { close(transfer, .failure(CancellationError())) }
        connections = [:]
        curl_multi_cleanup(multi)
    }

    /// Runs until ``Inbox/Command/stop``.
    func run() {
        while true {
            for command in inbox.take() {
                switch command {
                case .start(let exchange): start(exchange)
                case .cancel(let id): transfers[id].map { close($0, .failure(CancellationError())) }
                case .resume(let id): transfers[id]?.resume()
                case .stop: return
                }
            }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishCompleted()
            checkDeadlines()
            curl_multi_poll(multi, nil, 0, waitingTime, nil)
        }
    }

    private func start(_ exchange: Exchange) {
        guard let origin = Origin(url: exchange.request.url) else {
            return exchange.finish(.failure(TransportError.invalid("the address is not an http or https URL")))
        }
        let key = Connections.Key(origin: origin, route: exchange.request.route)
        closeUnused()
        let pool = connections[key] ?? Connections()
        do {
            let transfer = try Transfer(exchange, key: key, connections: pool)
            connections[key] = pool
            guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
                throw TransportError.invalid("libcurl takes no more transfers")
            }
            transfers[exchange.id] = transfer
            let check = transfer.nextCheck(.now)
            nextCheck = min(nextCheck ?? check, check)
        } catch {
            exchange.finish(.failure(error))
        }
    }

    private func finishCompleted() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = Transfer.of(handle)
            else { continue }
            close(transfer, transfer.outcome(message.pointee.data.result))
        }
    }

    private func checkDeadlines() {
        let now = ContinuousClock.now
        guard let due = nextCheck, due <= now else { return }
        for transfer in transfers.values where transfer.deadline <= now { close(transfer, .failure(transfer.timeout())) }
        nextCheck = transfers.values.lazy.map { $0.nextCheck(now) }.min()
    }

    /// Milliseconds until the next deadline. libcurl shortens it to its own timers.
    private var waitingTime: Int32 {
        guard let nextCheck else { return 60_000 }
        let left = ContinuousClock.now.duration(to: nextCheck).components
        // Rounded up: waking a little early would mean waking twice.
        return Int32(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1))
    }

    private func close(_ transfer: Transfer, _ end: Result<Void, any Error>) {
        transfers[transfer.exchange.id] = nil
        if case .failure(let error) = end, transfer.isHTTP2 || (error as? TransportError)?.doubtsConnections == true {
            forget(transfer)
        }
        curl_multi_remove_handle(multi, transfer.handle)
        transfer.exchange.finish(end)
    }

    /// Closes connections to servers, or with identities, that nobody asks for any more.
    private func closeUnused() {
        let limit = ContinuousClock.now - .seconds(120)
        for (key, kept) in connections where kept.transfers == 0 && kept.lastUsed < limit { connections[key] = nil }
    }

    /// Lets go of the connections that a transfer was one of: those under way keep theirs, the next look the name up and connect
    /// anew. After a failure, because they may be as dead; and after an HTTP/2 stream was abandoned, because libcurl 7.88
    /// tells the server only with the next request on that connection.
    private func forget(_ transfer: Transfer) {
        if connections[transfer.key] === transfer.connections { connections[transfer.key] = nil }
    }
}

extension TransportError {
    /// Whether the connections kept to this host may be as dead as the one that failed.
    fileprivate var doubtsConnections: Bool {
        switch self {
        case .unknownHost, .noConnection, .timedOut, .tls, .cut: true
        case .tooLarge, .invalid, .notHTTP: false
        }
    }
}
