import Archive
import Feeds
import Foundation
import Host
import Lab
import Operations
import Services
import TestSupport
import Testing
import Transport

/// Trainings in a world that shares no code with the clients: a forest is grown on the iris data and logged, or not.
@Suite(.serialized) struct TrainingOverLabTests {
    /// Forty times as fast as in life: seven minutes pass in ten seconds.
    private func bench(_ scenario: String, token: String = LabCredentials.github) async throws -> (lab: RunningLab, runner: OperationRunner) {
        let lab = try await Lab.start(LabOptions(scenario: scenario, pace: 40))
        let time = SystemTime(), http = Engine(), addresses = await lab.addresses
        var reach = Reach(time: time, who: Who(login: "ada", host: "bastion"))
        var github = GitHubClient.configuration(base: addresses[.github] ?? "")
        github.credentials = SecretCredentials(name: "the lab's token") { token }
        reach.github = GitHubClient(ServiceLink(github, http: http, time: time))
        reach.mlflow = MLflowClient(ServiceLink(MLflowClient.configuration(base: addresses[.mlflow] ?? ""), http: http, time: time))
        reach.models = [ModelWatch(experiment: "iris-classification", registered: "iris-classifier", gate: 0.85)]
        reach.repositories = Lab.repositories
        let file = FileManager.default.temporaryDirectory.path + "/quarterdeck-training-lab-\(UUID().uuidString)/archive.sqlite"
        return (lab, OperationRunner(archive: try await Archive.open(path: file), reach: reach, redact: { $0 }))
    }

    private func train(_ runner: OperationRunner, _ inputs: [String: String] = [:]) async throws -> [OperationEvent] {
        let form = try await runner.trainingForm(repository: Lab.repositories[0], workflow: "ci-ct-cd.yml")
        let plan = try await runner.plan(form.request(ref: "", values: inputs))
        var events: [OperationEvent] = []
        for await event in await runner.start(plan) { events.append(event) }
        return events
    }

    @Test func aDispatchIsFollowedToItsRunItsGateAndItsImage() async throws {
        let (lab, runner) = try await bench("calm")
        #expect(try await runner.trainingWorkflows().map(\.file) == ["ci-ct-cd.yml"], "the manifests' workflow cannot be started by hand")
        let events = try await train(runner, ["max_depth": "4"])
        let outcome = try #require(events.outcome, "\(events)")
        #expect(outcome.kind == .done, "\(outcome)")
        #expect(outcome.sentence.contains(" passed: accuracy ") && outcome.sentence.contains(" ≥ 0.85, n 30, 95% "), "\(outcome.sentence)")
        #expect(outcome.sentence.contains("It is MLflow run train-") && !outcome.sentence.contains("by its time"))
        #expect(outcome.sentence.contains("It pushed ghcr.io/") && outcome.sentence.contains("(sha256:"))
        #expect(outcome.offers.map(\.request.kind) == ["image.bump"])
        #expect(
            events.steps.contains { $0.hasPrefix("Unit Tests ✓ ") } && events.steps.contains("Update GitOps Manifests skipped"), "\(events.steps)")
        await lab.stop()
    }

    @Test func aTrainingOnScrambledLabelsFailsItsGate() async throws {
        let (lab, runner) = try await bench("training-gate")
        let events = try await train(runner)
        let outcome = try #require(events.outcome, "\(events)")
        #expect(outcome.kind == .failed && outcome.offers.isEmpty)
        #expect(outcome.sentence.contains(" failed its gate: accuracy 0.") && outcome.sentence.contains(" < 0.85, n 30, 95% 0."), "\(outcome)")
        #expect(outcome.sentence.contains("It is MLflow run train-"))
        #expect(events.steps.contains { $0.hasPrefix("Continuous Training ✗ ") && $0.hasSuffix(#" at "Train model""#) }, "\(events.steps)")
        await lab.stop()
    }

    @Test func aTrainingThatLogsToItsRunnerIsReadFromTheJobsLog() async throws {
        let (lab, runner) = try await bench("logs-elsewhere")
        let outcome = try #require(try await train(runner).outcome)
        #expect(outcome.kind == .done, "\(outcome)")
        #expect(outcome.sentence.contains("MLflow got no run: the job logged to file:///home/runner/"), "\(outcome.sentence)")
        #expect(outcome.sentence.contains("The figures are from the job's log."))
        await lab.stop()
    }

    @Test func aTokenThatMayOnlyReadIsToldWhatItLacks() async throws {
        let (lab, runner) = try await bench("calm", token: "github_pat_lab_reader")
        let outcome = try #require(try await train(runner).outcome)
        #expect(outcome.kind == .failed)
        #expect(
            outcome.sentence.contains("it wants the permission actions=write") && outcome.sentence.contains("Use a token that may"),
            "\(outcome.sentence)")
        #expect(await lab.requests(.github).filter { $0.method == "POST" }.count == 1)
        await lab.stop()
    }
}
