import Host
import Services

/// One thing that can be done to the outside world: how to plan it, how to do it, how to see what came of it, and how to see
/// whether it was done already. One file each; ``OperationKinds/all`` registers it with one line.
///
/// The runner gives every operation the rest: confirmation, lease, audit, resumption.
public protocol Operation: Sendable {
    /// Stable name: `pod.delete`. Stored rows and commands refer to it.
    static var kind: String { get }

    /// The operation that a request, or a stored row, asks for.
    /// - Throws: ``OperationError`` for a parameter that is missing or cannot be used.
    init(_ request: OperationRequest) throws

    /// Looks at the world and says exactly what would be done. Changes nothing.
    /// - Throws: ``OperationError``, `ServiceError`.
    func plan(_ reach: Reach) async throws -> Plan

    /// Sends what was planned, each request once.
    /// - Returns: what the service answered.
    /// - Throws: `WriteFailure`: whether the change may have been made all the same.
    func run(_ plan: Plan, _ reach: Reach, _ progress: Progress) async throws(WriteFailure) -> Receipt

    /// Waits for the effect of what was sent. Sends nothing.
    ///
    /// Called again after a restart, with the receipt that was kept. An error of a service in the meantime is no outcome: it is
    /// waited out (``Reach/poll(_:every:within:_:)``).
    func follow(_ plan: Plan, _ receipt: Receipt, _ reach: Reach, _ progress: Progress) async throws -> Outcome

    /// Looks whether what was planned has been done: after an answer was lost, and after a kill in the middle.
    /// - Parameter since: before this moment, by our clock, nothing had been sent.
    /// - Throws: `ServiceError` when the world cannot be looked at now.
    func happened(_ plan: Plan, since: Timestamp, _ reach: Reach) async throws -> Happened

    /// What to plan when the world has moved on between plan and run: offered, never done by itself. `nil` where there is nothing to offer.
    func again(_ plan: Plan) -> OperationRequest?
}

extension Operation {
    /// Nothing.
    public func again(_ plan: Plan) -> OperationRequest? { nil }
}

/// What a service answered to what was sent.
public struct Receipt: Sendable, Equatable {
    /// What names the effect: a commit, a silence's id, a run's. Kept in the audit, so that it can be followed later.
    public var reference: String
    /// What was answered, as a sentence: "k3d is deleting the pod."
    public var sentence: String

    /// A receipt.
    public init(_ sentence: String, reference: String = "") {
        self.sentence = sentence
        self.reference = reference
    }
}

/// Whether something that was planned has been done.
public enum Happened: Sendable, Equatable {
    /// It has; what shows it.
    case yes(Receipt)
    /// It surely has not; what shows that.
    case no(String)
    /// It cannot be told; why, and where to look.
    case cannotTell(String)
}

/// What came of an operation.
public struct Outcome: Sendable, Equatable {
    /// How it ended.
    public enum Kind: Sendable { case done, failed, unknown }
    /// How it ended.
    public var kind: Kind
    /// What came of it, as a sentence.
    public var sentence: String
    /// What can be asked for next: the revert commit, the bump to the image that was built.
    public var offers: [Offer]

    /// An outcome.
    public init(_ kind: Kind, _ sentence: String, offers: [Offer] = []) {
        self.kind = kind
        self.sentence = sentence
        self.offers = offers
    }

    /// A next step.
    public struct Offer: Sendable, Equatable {
        /// Verb first: "Revert the bump".
        public var title: String
        /// What to plan for it.
        public var request: OperationRequest
        /// An offer.
        public init(_ title: String, _ request: OperationRequest) {
            self.title = title
            self.request = request
        }
    }
}

/// Where an operation says what it is doing.
public struct Progress: Sendable {
    private let say: @Sendable (String) async -> Void

    /// Progress that goes to `say`.
    public init(_ say: @escaping @Sendable (String) async -> Void) { self.say = say }

    /// The next step, as a sentence. The same one twice in a row is said once.
    public func step(_ sentence: String) async { await say(sentence) }
}

/// What is told of a running operation.
public enum OperationEvent: Sendable, Equatable {
    /// It was not begun, and nothing was sent; why.
    case refused(String)
    /// It is written down under this id.
    case began(id: String)
    /// What it is doing.
    case step(String)
    /// It ended; the last event.
    case finished(Outcome)
}
