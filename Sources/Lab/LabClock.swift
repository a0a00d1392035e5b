import Foundation

/// Where the stage reads lab time.
public protocol LabClock: Sendable {
    /// The present lab time.
    func now() -> Moment
}

/// Lab time is the machine's time.
public struct WallClock: LabClock {
    /// The machine's clock.
    public init() {}
    /// The machine's time, in milliseconds.
    public func now() -> Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
