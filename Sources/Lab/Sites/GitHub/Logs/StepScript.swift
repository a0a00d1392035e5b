/// Prints what one step of a job says. Each kind of work has an extension of its own.
struct StepScript {
    let repository: Repository
    let run: WorkflowRun
    let job: ScheduledJob
    let step: ScheduledStep
    /// Decides the numbers in the noise.
    var random: SeededRandom
    /// What was printed so far, without times.
    private(set) var lines: [String] = []

    init(repository: Repository, run: WorkflowRun, job: ScheduledJob, step: ScheduledStep) {
        (self.repository, self.run, self.job, self.step) = (repository, run, job, step)
        random = SeededRandom("log \(job.id) \(step.number)")
    }

    /// Whether this is the step that fails.
    var fault: PipelineFault? { step.conclusion == "failure" ? run.fault : nil }

    /// Prints the whole step.
    mutating func print() {
        switch step.work {
        case .setUpJob: setUpJob()
        case .checkout: checkout()
        case .setUpPython: setUpPython()
        case .installDependencies: installDependencies()
        case .flake8: flake8()
        case .bandit: bandit()
        case .gitleaks: gitleaks()
        case .pytest: pytest()
        case .train: train()
        case .buildx: buildx()
        case .registryLogin: registryLogin()
        case .buildImage: buildImage()
        case .trivy: trivy()
        case .bumpManifests: bumpManifests()
        case .validateManifests: validateManifests()
        case .uploadArtifact: uploadArtifact()
        case .post: post()
        case .completeJob: completeJob()
        }
        if step.conclusion == "failure" { say("##[error]Process completed with exit code 1.") }
        if step.conclusion == "cancelled" { say("##[error]The operation was canceled.") }
    }

    /// Prints a line.
    mutating func say(_ line: String) { lines.append(line) }

    /// Prints lines.
    mutating func say(_ more: [String]) { lines += more }

    /// Prints a folded block.
    mutating func group(_ title: String, _ inside: [String]) { lines += ["##[group]" + title] + inside + ["##[endgroup]"] }

    /// Prints the block with which a `run:` step begins: the echoed command, its shell and environment.
    mutating func command(_ text: [String], environment: [String] = []) {
        group(
            "Run " + (text.first ?? ""),
            text.map { "\u{1B}[36;1m\($0)\u{1B}[0m" } + ["shell: /usr/bin/bash -e {0}"]
                + (environment.isEmpty ? [] : ["env:"] + environment.map { "  " + $0 }))
    }

    /// Prints the block with which a `uses:` step begins.
    mutating func action(_ name: String, with inputs: [String]) { group("Run " + name, ["with:"] + inputs.map { "  " + $0 }) }
}
