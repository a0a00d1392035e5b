/// How the containers of an image behave. An image without one is well.
enum Behaviour: Sendable, Equatable {
    /// Memory grows until the kernel ends the container, this long after each start.
    case outOfMemory(after: Span)
    /// The program ends with an error this long after each start.
    case crash(after: Span)
    /// The registry does not know the tag.
    case imageNotFound
    /// The registry refuses the pull secret.
    case pullForbidden
    /// Runs, but its readiness probe is answered with 503.
    case notReady

    /// In the place of an image: any that is not on the node yet.
    static let anyImage = "*"

    /// When a run ends by itself, and with what.
    var death: (after: Span, exitCode: Int, reason: String)? {
        switch self {
        case .outOfMemory(let span): (span, 137, "OOMKilled")
        case .crash(let span): (span, 1, "Error")
        case .imageNotFound, .pullForbidden, .notReady: nil
        }
    }

    /// The same behaviour in a world that is faster than life.
    func hastened(by pace: Double) -> Behaviour {
        switch self {
        case .outOfMemory(let span): .outOfMemory(after: span / pace)
        case .crash(let span): .crash(after: span / pace)
        case .imageNotFound, .pullForbidden, .notReady: self
        }
    }
}
