import ArgumentParser
import Host
import Operations
import Settings

/// Launches a training, follows it job by job, and says what came of it.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Launch a training and follow it to its gate.",
        discussion: """
            Starts the pipeline's workflow by hand, follows its run job by job, finds what it logged in MLflow, and prints the accuracy against \
            the gate with its 95% interval, and the image that was built. Nothing is deployed: that is the image bump, named as the next step. \
            Plan, checks and audit are the console's.

            EXAMPLES
              quarterdeck train --dry-run           what would be sent, and what follows
              quarterdeck train                     shows that, and asks
              quarterdeck train --yes --input max_depth=4 --input reason="drift"
              quarterdeck train ci-ct-cd.yml --ref develop --yes --no-follow
              quarterdeck train --yes --json | jq -r .outcome.sentence

            Ctrl-C leaves the run going: the next console follows it to its end.

            EXIT CODES
              0  it passed its gate (--dry-run: printed; --no-follow: begun)
              1  GitHub refused it, a job failed, or the model is below the gate
              2  it cannot be done as asked, or was not wanted; nothing was sent
              3  what came of it is not known, or a service does not answer
            """)

    @Argument(help: "The workflow's file (default: github.workflow of the configuration).", completion: Completions.workflows)
    var workflow: String?

    @Option(
        help: "OWNER/NAME; a watched repository needs no owner (default: the watched one that has the workflow).",
        completion: Completions.repositories)
    var repository: String?

    @Option(help: "Branch or tag (default: the repository's default branch).")
    var ref: String?

    @Option(help: "NAME=VALUE of an input of the workflow (may be repeated); the others keep their defaults.")
    var input: [String] = []

    @OptionGroup var options: OperationOptions

    func validate() throws { _ = try inputs() }

    func run() async throws {
        let operation = try await HeadlessOperation(options, environment: .process)
        let workflow = workflow ?? operation.settings.github?.workflow ?? ""
        let repository = try await TrainingRepository(operation).named(repository, workflow: workflow)
        var request = OperationRequest(kind: "training.launch", parameters: ["repository": repository, "workflow": workflow, "ref": ref ?? ""])
        for (name, value) in try inputs() { request.parameters["input." + name] = value }
        let plan = try await operation.plan(request)
        try await operation.carryOut(plan) { reference in
            guard Int64(reference) != nil else { return "" }
            return "Here: gh run watch \(reference) -R \(repository). To stop it: gh run cancel \(reference) -R \(repository)."
        }
    }

    private func inputs() throws -> [String: String] {
        var inputs: [String: String] = [:]
        for text in input {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ValidationError("--input is NAME=VALUE, not \"\(SafeText.line(text.prefix(100)))\".")
            }
            guard inputs.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw ValidationError("--input \(SafeText.line(parts[0].prefix(100))) is given twice.")
            }
        }
        return inputs
    }
}
