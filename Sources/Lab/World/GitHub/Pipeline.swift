/// A workflow as its file defines it: jobs in order of need, each with its steps and how long they usually take.
struct Pipeline: Sendable, Equatable {
    /// Workflow id, its name, and its file.
    var id: Int64, name: String, path: String
    /// In order of need.
    var jobs: [Job]
    /// What somebody who starts it by hand may say; `nil` where it has no `workflow_dispatch`.
    var inputs: [Input]?

    /// An input of `workflow_dispatch`.
    struct Input: Sendable, Equatable {
        var name: String, about: String
        var isRequired = false
        /// Its value when none is given.
        var fallback: String?
        /// `string`, `number`, `boolean`, `choice`.
        var type = "string"
        /// What a choice may be.
        var options: [String] = []
    }

    /// A job: what it waits for and what it does.
    struct Job: Sendable, Equatable {
        /// Key in the file, and the name that is shown.
        var key: String, name: String
        /// Keys of the jobs that must succeed first.
        var needs: [String] = []
        /// In order.
        var steps: [Step]
        /// Runs only for a push to `main` (the deploy job's `if:`).
        var onlyPushToMain = false
    }

    /// A step: its name, what it does, and its usual seconds.
    struct Step: Sendable, Equatable {
        /// As shown.
        var name: String
        /// What it does, which decides what it prints.
        var work: Work
        /// Usual duration in seconds.
        var seconds: Int
        /// `if: always()`, and the runner's own post steps: runs after a failure, too.
        var always = false

        init(_ name: String, _ work: Work, _ seconds: Int, always: Bool = false) {
            (self.name, self.work, self.seconds, self.always) = (name, work, seconds, always)
        }
    }

    /// What a step does.
    enum Work: String, Sendable {
        case setUpJob, checkout, setUpPython, installDependencies, flake8, bandit, gitleaks, pytest, train, buildx, registryLogin
        case buildImage, trivy, bumpManifests, validateManifests, uploadArtifact, post, completeJob
    }
}

extension Pipeline {
    /// `ci-ct-cd.yml` of the model source repository: lint and scan, test, train behind the accuracy gate, build, deploy.
    static let modelSource = Pipeline(
        id: 118_202_331, name: "ML Model CI/CT/CD Pipeline", path: ".github/workflows/ci-ct-cd.yml",
        jobs: [
            Job(
                key: "code-quality", name: "Code Quality & SAST",
                steps: python([
                    Step("Lint with flake8", .flake8, 11), Step("SAST - Security scan with Bandit", .bandit, 9),
                    Step("Upload Bandit report", .uploadArtifact, 2, always: true),
                ])),
            Job(
                key: "secrets-scan", name: "Secrets Detection",
                steps: wrapped([Step("Checkout code", .checkout, 4), Step("Run Gitleaks", .gitleaks, 16)])),
            Job(
                key: "test", name: "Unit Tests", needs: ["code-quality"],
                steps: python([
                    Step("Run unit tests", .pytest, 62), Step("Upload coverage report", .uploadArtifact, 2, always: true),
                ])),
            Job(
                key: "train", name: "Continuous Training", needs: ["test"],
                steps: python([Step("Train model", .train, 78), Step("Upload trained model", .uploadArtifact, 3)])),
            Job(
                key: "build-and-scan", name: "Build & Scan Container", needs: ["train", "secrets-scan"],
                steps: wrapped([
                    Step("Checkout code", .checkout, 2), Step("Set up Docker Buildx", .buildx, 7),
                    Step("Log in to GHCR", .registryLogin, 1), Step("Build and push Docker image", .buildImage, 118),
                    Step("Run Trivy vulnerability scanner", .trivy, 21),
                    Step("Upload Trivy results", .uploadArtifact, 2, always: true),
                ])),
            Job(
                key: "deploy", name: "Update GitOps Manifests", needs: ["build-and-scan"],
                steps: wrapped([
                    Step("Checkout infra manifests", .checkout, 2), Step("Update image tag in manifests", .bumpManifests, 4),
                ]), onlyPushToMain: true),
        ],
        inputs: [
            Input(name: "n_estimators", about: "Trees in the forest", fallback: "100"),
            Input(name: "max_depth", about: "Deepest a tree may grow", fallback: "10"),
            Input(name: "random_state", about: "Seed of the split and of the forest", fallback: "42"),
            Input(
                name: "log_level", about: "How much the training says", isRequired: true, fallback: "info", type: "choice",
                options: ["info", "warning", "debug"]),
            Input(name: "reason", about: "Why it is trained by hand"),
        ])

    /// `validate.yml` of the manifests repository: one job that reads every manifest.
    static let manifests = Pipeline(
        id: 118_310_077, name: "Validate manifests", path: ".github/workflows/validate.yml",
        jobs: [
            Job(
                key: "validate", name: "Validate manifests",
                steps: wrapped([
                    Step("Checkout code", .checkout, 2), Step("Validate with kubeconform", .validateManifests, 6),
                ]))
        ])

    private static func wrapped(_ steps: [Step]) -> [Step] {
        [Step("Set up job", .setUpJob, 3)] + steps
            + [Step("Post Checkout code", .post, 1, always: true), Step("Complete job", .completeJob, 1, always: true)]
    }

    private static func python(_ steps: [Step]) -> [Step] {
        wrapped(
            [
                Step("Checkout code", .checkout, 2), Step("Set up Python", .setUpPython, 6),
                Step("Install dependencies", .installDependencies, 38),
            ] + steps)
    }
}
