extension Scenario {
    /// The model that the console was set to is gone, as model names go.
    static let geminiRefusing = Scenario(
        name: "gemini-refusing", summary: "Gemini answers 404 to every model: retired, or not for this project.",
        timeline: [at(.zero, .gemini(.behave(.retired)))])
}
