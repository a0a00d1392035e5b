import ArgumentParser

@main struct Quarterdeck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "quarterdeck", abstract: "The operations console for an MLOps platform.")
    func run() async throws {}
}
