struct MLflowState: Sendable {}

enum MLflowCommand: Sendable, Equatable {}

extension World {
    mutating func seedMLflow() {}

    mutating func apply(_ command: MLflowCommand) {}
}
