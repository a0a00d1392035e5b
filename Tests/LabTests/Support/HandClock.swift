@testable import Lab
import Synchronization

/// Lab time that a test moves by hand.
final class HandClock: LabClock {
    private let time: Mutex<Moment>

    init(_ start: Moment = .night) { time = Mutex(start) }

    func now() -> Moment { time.withLock { $0 } }

    func advance(by span: Span) { time.withLock { $0 = $0 + span } }
}

extension Moment {
    /// 2026-11-23T14:03:00Z, when the tests' worlds open.
    static let night = Moment(milliseconds: 1_795_442_580_000)
}
