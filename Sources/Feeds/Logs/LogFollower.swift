import Host
import Services
import Transport

/// A container's log, followed over broken connections until the container ends or its pod has gone.
///
/// What a broken connection kept back is asked for again from the last second seen, and what was read before is left out: no line
/// is lost, none comes twice. A connection that is silent for 15 s is checked by asking the API server for its version. Attempts start at most
/// 8 s apart. All of it is said in ``Piece/note(_:)``, never in a line that could be taken for the log's own.
///
///     let follower = LogFollower(client: client, namespace: "ml-apps", pod: "iris-7c9", uid: uid, request: request, time: time)
///     while let piece = try await follower.next() { … }
public actor LogFollower {
    /// What a reader gets.
    public enum Piece: Sendable, Equatable {
        /// Whole lines, each with its line feed, controls still in it.
        case lines([UInt8])
        /// A sentence of ours about the log.
        case note(String)
    }

    private enum Phase {
        case opening, flowing
        /// The connection ended: in the middle for this reason, or in order (`nil`).
        case lost((any Error)?)
        /// The run is over, for the reason in words; what it wrote last is still to be read.
        case ending(LogEnding)
        case over
    }

    /// Bytes read of what an ended run wrote last.
    private static let endLimit = 16 << 20
    /// The kubelet closes a log before the pod's status says why.
    private static let statusDelay = Duration.seconds(1)

    private let client: KubernetesClient
    private let pod: (namespace: String, name: String, uid: String)
    private let request: LogRequest
    private let lineLimit: Int
    private let time: any TimeSource
    private var backoff: Backoff

    private var phase = Phase.opening
    private var ready: [Piece] = []
    private var pieces: (any AsyncIteratorProtocol<[UInt8], any Error>)?
    private var lines: LineReader
    private var repeats = LogRepeats()
    private var hasBegun = false
    /// The loss was said, the recovery was not yet.
    private var isLossSaid = false

    /// A follower; nothing is asked before the first ``next()``.
    /// - Parameters:
    ///   - uid: of the pod; another pod of the same name is not followed. Empty takes any.
    ///   - request: the container and the tail to begin with; it is followed, with timestamps, whatever the request says.
    ///   - lineLimit: bytes of a line; the rest of a longer one is left out.
    public init(
        client: KubernetesClient, namespace: String, pod: String, uid: String, request: LogRequest, lineLimit: Int = 1 << 20,
        time: any TimeSource, random: RandomSource = .system
    ) {
        self.client = client
        self.pod = (namespace, pod, uid)
        var request = request
        (request.follow, request.timestamps, request.previous) = (true, true, false)
        self.request = request
        self.lineLimit = lineLimit
        self.time = time
        backoff = Backoff(random: random)
        lines = LineReader(limit: lineLimit, overlong: .isCut)
    }

    /// What comes next; `nil` when the log is over for good.
    /// - Throws: ``ServiceError`` where asking again is of no use: the container waits to start, the log is forbidden, the credential is
    ///   not accepted; or `CancellationError`.
    public func next() async throws -> Piece? {
        while true {
            if !ready.isEmpty { return ready.removeFirst() }
            try Task.checkCancellation()
            switch phase {
            case .opening: try await open()
            case .flowing: try await read()
            case .lost(let reason): try await recover(from: reason)
            case .ending(let ending): try await readTheEnd(ending)
            case .over: return nil
            }
        }
    }

    private func open() async throws {
        do {
            let stream = try await client.log(namespace: pod.namespace, pod: pod.name, resumed)
            pieces = stream.body.makeAsyncIterator()
            lines = LineReader(limit: lineLimit, overlong: .isCut)
            repeats.resume()
            if isLossSaid { ready.append(.note("Reading on\(repeats.since.map { " from \($0.clock)Z" } ?? "").")) }
            (hasBegun, isLossSaid, phase) = (true, false, .flowing)
        } catch {
            // Once it has flowed, a refusal may be about the container's end: the pod says.
            if !hasBegun, !error.mayPass { throw error }
            phase = .lost(error)
        }
    }

    /// The request that goes on where reading stopped.
    private var resumed: LogRequest {
        guard let since = repeats.since else { return request }
        var resumed = request
        (resumed.since, resumed.tail) = (since, nil)
        return resumed
    }

    private func read() async throws {
        do {
            guard let piece = try await pieceWhileServerAnswers() else {
                phase = .lost(nil)
                return
            }
            lines.append(piece)
            if take() { backoff.reset() }
        } catch {
            try Task.checkCancellation()
            phase = .lost(client.link.error(for: error))
        }
    }

    /// Hands on the complete lines that were not read before; says whether there was one.
    private func take() -> Bool {
        var bytes: [UInt8] = []
        while let line = lines.nextCut() {
            guard repeats.isNew(line) else { continue }
            bytes += line
            bytes.append(10)
        }
        if !bytes.isEmpty { ready.append(.lines(bytes)) }
        return !bytes.isEmpty
    }

    // MARK: Silence

    /// The next piece, however long it takes, as long as the API server answers in between.
    private func pieceWhileServerAnswers() async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await self.piece() }
            group.addTask { try await self.watchSilence() }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private func piece() async throws -> [UInt8]? {
        // Taken out while it is used: an iterator cannot be advanced in place across a suspension.
        guard var source = pieces else { return nil }
        pieces = nil
        let piece = try await source.next(isolation: self)
        if piece != nil { pieces = source }
        return piece
    }

    /// Throws when the server neither speaks nor answers; else goes on until it is cancelled.
    private func watchSilence() async throws -> [UInt8]? {
        while true {
            try await time.sleep(for: ClusterFeed.silence)
            let client = client
            _ = try await within(Backoff.attempt, of: client.name, time: time) { try await client.version() }
        }
    }

    // MARK: Going on, or not

    private func recover(from reason: (any Error)?) async throws {
        let started = time.uptime()
        if reason == nil { try await time.sleep(for: Self.statusDelay) }
        var failure = reason ?? ServiceError.cut(service: client.name, what: "the log")
        var isPodKnown = false
        do {
            let client = client, pod = pod
            let now = try await within(Backoff.attempt, of: client.name, time: time) {
                try await client.pod(namespace: pod.namespace, name: pod.name)
            }
            if let ending = LogEnding(of: request.container, in: now, uid: pod.uid, lastLine: repeats.since) {
                phase = .ending(ending)
                return
            }
            isPodKnown = true
        } catch ServiceError.notFound {
            end("The pod has gone: its log ends here.")
            return
        } catch {
            try Task.checkCancellation()
            // Who may read logs but not pods still reads on; everything else is asked again, the log first.
            if case ServiceError.forbidden = error { isPodKnown = true } else { failure = error }
        }
        if !failure.mayPass { throw failure }
        let wait = backoff.wait(after: failure, took: min(time.uptime() - started, Backoff.attempt), now: time.now())
        if !isLossSaid {
            isLossSaid = true
            ready.append(.note("The log's connection was lost: \(SafeText.line("\(failure)")) Asking again until it answers."))
        }
        phase = isPodKnown ? .opening : .lost(failure)
        try await time.sleep(for: wait)
    }

    private func readTheEnd(_ ending: LogEnding) async throws {
        if ending.isReadable {
            var last = resumed
            (last.follow, last.previous) = (false, ending.isPrevious)
            do {
                let bytes = try await client.wholeLog(namespace: pod.namespace, pod: pod.name, last, limit: Self.endLimit)
                lines = LineReader(limit: lineLimit, overlong: .isCut)
                repeats.resume()
                lines.append(bytes.last == 10 || bytes.isEmpty ? bytes : bytes + [10])
                _ = take()
            } catch {
                try Task.checkCancellation()
                ready.append(.note("What it wrote last cannot be read: \(SafeText.line("\(error)"))"))
            }
        }
        end(ending.sentence)
    }

    private func end(_ sentence: String) {
        ready.append(.note(sentence))
        phase = .over
    }
}

extension LineReader {
    /// The next complete line of a reader that cuts over-long ones, which cannot fail.
    fileprivate mutating func nextCut() -> [UInt8]? {
        do { return try next() } catch { return nil }
    }
}

extension Error {
    /// Whether time may mend it; what is refused stays refused.
    fileprivate var mayPass: Bool {
        guard let error = self as? ServiceError else { return false }
        return switch error {
        case .unreachable, .limited, .broken, .malformed, .cut, .capped: true
        case .unauthorised, .forbidden, .notFound, .refused, .tooLarge: false
        }
    }
}
