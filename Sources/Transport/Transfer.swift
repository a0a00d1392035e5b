import CCurl

/// One libcurl transfer. Belongs to the engine's thread, which alone calls it.
final class Transfer {
    let exchange: Exchange
    let key: Connections.Key
    let connections: Connections
    let handle: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    /// Where libcurl writes its own words for a failure.
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private let started = ContinuousClock.now
    private var lastActivity = ContinuousClock.now
    private var parser = HeadParser()
    private var received = 0
    private var isPaused = false
    /// Why a callback refused to go on.
    private var refusal: TransportError?

    /// A transfer ready to be added to the multi handle.
    /// - Throws: ``TransportError/invalid(_:)``.
    init(_ exchange: Exchange, key: Connections.Key, connections: Connections) throws {
        guard let handle = curl_easy_init() else { throw TransportError.invalid("no memory for a transfer") }
        self.exchange = exchange
        self.key = key
        self.connections = connections
        self.handle = handle
        connections.transfers += 1
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let context = Unmanaged.passUnretained(self).toOpaque()
        qd_setopt_pointer(handle, CURLOPT_PRIVATE, context)
        qd_setopt_pointer(handle, CURLOPT_ERRORBUFFER, words)
        qd_setopt_pointer(handle, CURLOPT_SHARE, connections.share)
        qd_setopt_pointer(handle, CURLOPT_HEADERDATA, context)
        qd_setopt_pointer(handle, CURLOPT_WRITEDATA, context)
        qd_setopt_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, _, size, context in
            Transfer.from(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size)) ?? 0
        }
        qd_setopt_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, _, size, context in
            Transfer.from(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size)) ?? 0
        }
        lists = try RequestOptions(exchange.request, origin: key.origin, isStreamed: exchange.isStreamed).apply(to: handle)
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        words.deallocate()
        connections.transfers -= 1
        connections.lastUsed = .now
    }

    /// The transfer that a handle belongs to.
    static func of(_ handle: UnsafeMutableRawPointer) -> Transfer? { from(qd_getinfo_pointer(handle, CURLINFO_PRIVATE)) }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Goes on after a pause: the reader has caught up.
    func resume() {
        guard isPaused else { return }
        isPaused = false
        lastActivity = .now
        curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    // MARK: What arrives

    private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        switch parser.add(line) {
        case .more: return line.count
        case .tooLarge:
            refusal = .tooLarge(host: host, limit: HeadParser.limit)
            return 0
        case .complete(let head):
            let length = saidLength(head.headers)
            if let length, length > exchange.request.limit, !exchange.isStreamed {
                refusal = .tooLarge(host: host, limit: exchange.request.limit)
                return 0
            }
            exchange.began(head, length: length)
            return line.count
        }
    }

    /// The body's length as the server says it; `nil` where that is not what will arrive.
    private func saidLength(_ headers: HTTPHeaders) -> Int? {
        guard exchange.request.method != "HEAD", headers["Content-Encoding"] == nil else { return nil }
        return headers["Content-Length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func receiveBody(_ piece: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        switch exchange.receive(piece) {
        case .taken:
            received += piece.count
            return piece.count
        case .full:
            isPaused = true
            return Int(CURL_WRITEFUNC_PAUSE)
        case .tooLarge:
            refusal = .tooLarge(host: host, limit: exchange.request.limit)
            return 0
        }
    }

    // MARK: How it ends

    /// When the next of its deadlines passes, as things stand.
    var deadline: ContinuousClock.Instant {
        let limits = exchange.request.deadlines
        var deadline = started + (isConnected ? limits.answer : min(limits.connect, limits.answer))
        if parser.hasBegun { deadline = isPaused ? .now + limits.idle : lastActivity + limits.idle }
        if let total = limits.total { deadline = min(deadline, started + total) }
        return deadline
    }

    /// The earliest moment at which its deadline can pass, whatever happens until then.
    func nextCheck(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        parser.hasBegun ? deadline : min(deadline, now + exchange.request.deadlines.idle)
    }

    /// Which deadline has passed.
    func timeout() -> TransportError {
        let limits = exchange.request.deadlines
        if let total = limits.total, started + total <= .now {
            return .timedOut(host: host, waiting: "complete answer", after: total)
        }
        if parser.hasBegun { return .timedOut(host: host, waiting: "more of the answer", after: limits.idle) }
        return isConnected || limits.answer < limits.connect
            ? .timedOut(host: host, waiting: "answer", after: limits.answer)
            : .timedOut(host: host, waiting: "connection", after: limits.connect)
    }

    /// The result of a completed transfer.
    func outcome(_ code: CURLcode) -> Result<Void, any Error> {
        if code == CURLE_OK { return .success(()) }
        if let refusal { return .failure(refusal) }
        return .failure(
            Failure(
                code: code, host: host, hasHead: parser.isComplete, received: received, deadlines: exchange.request.deadlines,
                system: Int32(truncatingIfNeeded: qd_getinfo_long(handle, CURLINFO_OS_ERRNO)),
                verification: qd_getinfo_long(handle, CURLINFO_SSL_VERIFYRESULT),
                isFreshTLS: qd_getinfo_offset(handle, CURLINFO_APPCONNECT_TIME_T) > 0
                    && qd_getinfo_long(handle, CURLINFO_NUM_CONNECTS) > 0,
                words: String(cString: words)
            ).error)
    }

    /// Whether it shares its connection with others (HTTP/2 was negotiated).
    var isHTTP2: Bool { qd_getinfo_long(handle, CURLINFO_HTTP_VERSION) == Int(CURL_HTTP_VERSION_2_0) }

    private var host: String { key.origin.description }

    /// Whether name look-up, TCP and TLS are done (or were not needed).
    private var isConnected: Bool { qd_getinfo_offset(handle, CURLINFO_PRETRANSFER_TIME_T) > 0 }
}
