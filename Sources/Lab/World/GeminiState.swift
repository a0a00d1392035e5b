struct GeminiState: Sendable {}

enum GeminiCommand: Sendable, Equatable {}

extension World {
    mutating func seedGemini() {}

    mutating func apply(_ command: GeminiCommand) {}
}
