extension Scenario {
    /// Nothing is wrong but what always is: the MLflow target that can never be up.
    static let calm = Scenario(name: "calm", summary: "Everything runs; nothing changes but time.", timeline: [])
}
