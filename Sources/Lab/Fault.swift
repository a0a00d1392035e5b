/// What can be wrong between a client and a site. Switched at run time, one for each site.
public enum Fault: Hashable, Sendable {
    /// Connections are taken, nothing is ever answered; answered late once the fault is gone.
    case hang
    /// What would change something is done, and its answer held back until the fault is gone; what only reads is answered.
    case hold
    /// Status 200 and bytes that are neither JSON nor text: escape sequences, invalid UTF-8.
    case garbage
    /// A body of 500 MB.
    case huge
    /// The connection is closed in the middle of the body; open streams are closed at once.
    case cut
    /// Nothing listens on the port.
    case refuse
    /// 401 in the words of the API.
    case unauthorised
    /// 403 in the words of the API.
    case forbidden
    /// Any other status, in the words of the API.
    case status(Int)
    /// Right answers, each after so many milliseconds.
    case slow(milliseconds: Int)
}

extension Fault: CustomStringConvertible {
    /// The form that ``init(_:)`` reads: `hang`, `status 503`, `slow 2000`.
    public var description: String {
        switch self {
        case .hang: "hang"
        case .hold: "hold"
        case .garbage: "garbage"
        case .huge: "huge"
        case .cut: "cut"
        case .refuse: "refuse"
        case .unauthorised: "unauthorised"
        case .forbidden: "forbidden"
        case .status(let code): "status \(code)"
        case .slow(let milliseconds): "slow \(milliseconds)"
        }
    }

    /// Reads a fault by name; `status` and `slow` want a number after a space. `nil` for anything else.
    public init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        let plain: [Fault] = [.hang, .hold, .garbage, .huge, .cut, .refuse, .unauthorised, .forbidden]
        if words.count == 1, let fault = plain.first(where: { $0.description == words[0] }) {
            self = fault
        } else if words.count == 2, let number = Int(words[1]), words[0] == "status", (400...599).contains(number) {
            self = .status(number)
        } else if words.count == 2, let number = Int(words[1]), words[0] == "slow", number >= 0 {
            self = .slow(milliseconds: number)
        } else {
            return nil
        }
    }
}
