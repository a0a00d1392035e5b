struct ArgoState: Sendable {}

enum ArgoCommand: Sendable, Equatable {}

extension World {
    mutating func seedArgo() {}

    mutating func apply(_ command: ArgoCommand) {}
}
