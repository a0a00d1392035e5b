/// Runs cases that mostly wait at the same time, a few at once: one after the other they would be a third of the whole run. What they
/// expect must name the case.
public func together<Case: Sendable>(_ cases: [Case], atMost width: Int = 3, _ body: @escaping @Sendable (Case) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, each) in cases.enumerated() {
            if index >= width { try await group.next() }
            group.addTask { try await body(each) }
        }
        try await group.waitForAll()
    }
}
