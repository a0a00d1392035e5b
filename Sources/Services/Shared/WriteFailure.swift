/// Why a request that changes something did not end in a plain "done", by what it means for the one who sent it: whether the
/// change may have been made.
///
/// No client sends a write a second time by itself, except where the first surely did nothing: it was refused for an old token
/// (401) or sent on to another address (307, 308). After ``unanswered(_:)`` the world must be looked at before anything is sent again.
public enum WriteFailure: Error, Equatable, CustomStringConvertible {
    /// The request surely did not leave: no address, no connection, no credentials, our own cap. Sending it again is safe.
    case notSent(ServiceError)
    /// The service answered that it did not do it: 4xx, with its sentence and, where it says so, the missing permission.
    case refused(ServiceError)
    /// Refused because what is to be changed is not what it was when it was read, or is already there: 409, 412. Read again, plan again.
    case conflict(ServiceError)
    /// It left, and whether it was done is not known: no answer, a broken one, a gateway's 5xx, or we stopped waiting.
    case unanswered(ServiceError)

    /// The error that the service or the network gave.
    public var cause: ServiceError {
        switch self {
        case .notSent(let error), .refused(let error), .conflict(let error), .unanswered(let error): error
        }
    }

    /// Whether the change may have been made all the same.
    public var mayHaveHappened: Bool { if case .unanswered = self { true } else { false } }

    /// One sentence on what failed, one on what it means.
    public var description: String {
        switch self {
        case .notSent(let error): Self.ended(error) + " Nothing was sent."
        case .refused(let error): "\(error)"
        case .conflict(let error): Self.ended(error) + " Nothing was changed; look at it again first."
        case .unanswered(let error): Self.ended(error) + " It was sent, and whether it was done is not known."
        }
    }

    /// A service's own sentence often has no full stop.
    private static func ended(_ error: ServiceError) -> String {
        let text = error.description
        return text.last.map { ".!?…".contains($0) } ?? true ? text : text + "."
    }
}

extension WriteFailure {
    /// Sorts the failure of a request that was answered, or that broke off after it may have left.
    init(sent error: ServiceError) {
        switch error {
        case .refused(_, 409, _), .refused(_, 412, _): self = .conflict(error)
        case .unauthorised, .forbidden, .notFound, .refused, .limited: self = .refused(error)
        case .capped: self = .notSent(error)
        // A redirect that is not followed reads as `malformed`, as does a success that cannot be read: to be safe, both.
        case .unreachable, .broken, .tooLarge, .malformed, .cut: self = .unanswered(error)
        }
    }
}
