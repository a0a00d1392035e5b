/// What a step is for, by the tools and purposes that its name and command tell. Whole words only: "latest" is no test, a
/// "blacklist" not black.
enum StepKind {
    private static let tools: [(JobFailure.Kind, [String])] = [
        (.secrets, ["gitleaks", "trufflehog", "detect-secrets", "ggshield", "gitguardian", "git-secrets", "talisman", "whispers"]),
        (
            .sast,
            [
                "bandit", "semgrep", "codeql", "gosec", "brakeman", "njsscan", "findsecbugs", "find-sec-bugs", "checkov", "tfsec", "kics",
                "mobsfscan",
                "zizmor", "terrascan", "sobelow", "flawfinder", "snyk code", "sast", "horusec", "bearer", "devskim",
            ]
        ),
        (
            .scan,
            [
                "trivy", "grype", "snyk", "clair", "anchore", "docker scout", "docker-scout", "npm audit", "yarn audit", "yarn npm audit",
                "pnpm audit", "dockle", "twistcli", "pip-audit", "safety check", "safety scan", "cargo audit", "cargo-audit", "cargo deny",
                "cargo-deny", "govulncheck",
                "osv-scanner", "bundler-audit", "bundle audit", "bundle-audit", "dependency-check", "dependencycheck", "composer audit",
            ]
        ),
        (
            .quality,
            [
                "flake8", "pylint", "ruff", "black", "isort", "mypy", "pyright", "eslint", "prettier", "stylelint", "clippy", "rustfmt", "gofmt",
                "goimports", "golangci", "golangci-lint", "staticcheck", "go vet", "rubocop", "standardrb", "checkstyle", "ktlint", "detekt",
                "pmd", "spotless", "phpcs", "phpstan", "psalm", "php-cs-fixer", "hadolint", "shellcheck", "yamllint", "markdownlint", "actionlint",
                "swiftlint", "swiftformat", "clang-format", "clang-tidy", "cppcheck", "pre-commit", "biome", "commitlint", "tflint",
                "terraform fmt", "cargo fmt", "dotnet format", "mix format", "swift format", "codespell", "sqlfluff", "oxlint", "ansible-lint",
                "credo", "dialyzer", "scalafmt", "scalafix", "ktfmt", "spectral", "vale", "pycodestyle", "pydocstyle", "yapf", "djlint",
                "tsc --noemit",
                "vue-tsc", "buf lint", "buf breaking", "lintr", "helm lint", "kube-linter", "kube-score", "sonar-scanner", "sonarqube",
                "sonarcloud", "sonar", "lint-imports", "import-linter", "vulture", "cspell", "interrogate", "typos", "knip", "depcheck", "deptry",
                "madge", "depcruise", "gitlint", "editorconfig-checker", "xenon", "rector", "phan", "deptrac", "luacheck", "hlint", "perlcritic",
                "lychee", "dprint", "taplo", "redocly", "squawk", "erblint", "reek", "haml-lint", "ormolu", "fourmolu", "nixfmt", "statix", "flynt",
                "docformatter", "ament_cpplint",
            ]
        ),
        (
            .tests,
            [
                "pytest", "unittest", "jest", "vitest", "mocha", "karma", "jasmine", "cypress", "playwright", "rspec", "minitest", "phpunit", "pest",
                "ctest", "gtest", "nextest", "tox", "nox", "go test", "cargo test", "npm test", "npm run test", "npm t", "yarn test", "pnpm test",
                "mvn test", "mvn verify", "gradle test", "gradlew test", "gradle check", "gradlew check", "dotnet test", "bazel test",
                "bazelisk test", "swift test", "rails test", "rake test", "rake spec", "mix test", "flutter test", "dart test", "sbt test",
                "deno test", "bun test", "make test", "make check", "gotestsum", "ginkgo", "behave", "cucumber", "testthat", "prove", "bats", "robot",
                "surefire", "xcodebuild test", "zig build test", "lein test", "stack test", "cabal test", "ava", "nosetests", "unit test",
                "unit tests", "run tests", "integration test", "integration tests", "smoke test", "smoke tests", "e2e",
            ]
        ),
        (.training, ["torchrun", "accelerate launch", "deepspeed", "mlflow run", "dvc repro", "horovodrun"]),
        (
            .gitops,
            [
                "argocd", "argo cd", "kustomize", "helm", "helmfile", "kubectl", "flux", "git push", "terragrunt", "terraform", "tofu", "pulumi",
                "ansible-playbook", "skaffold", "kubeconform", "kubeval", "conftest", "cdk deploy", "gitops",
            ]
        ),
        (
            .build,
            [
                "docker build", "build-push", "build-push-action", "buildx", "kaniko", "buildah", "podman build", "docker compose build",
                "docker-compose build", "pack build", "docker bake", "nerdctl build", "jib", "build and push", "build image", "build the image",
                "docker image", "container image", "build container",
            ]
        ),
    ]

    /// Where no tool is named.
    private static let purposes: [(JobFailure.Kind, [String])] = [
        (.secrets, ["secret scan", "secrets scan", "secret scanning", "secret detection", "secrets detection", "scan secrets", "leaked secrets"]),
        (.scan, ["vulnerability", "vulnerabilities", "scan", "scanner", "cve", "audit"]),
        (
            .quality,
            [
                "lint", "linter", "linters", "linting", "format", "formatting", "style", "typecheck", "type check", "type-check", "types",
                "static analysis", "code quality", "check formatting",
            ]
        ),
        (.training, ["train", "training", "retrain", "finetune", "fine-tune", "accuracy", "validate model", "evaluate", "evaluation", "model gate"]),
        (.tests, ["test", "tests", "testing", "spec", "specs"]),
        (.gitops, ["manifest", "manifests", "image tag", "deploy", "deployment", "rollout", "release to", "promote", "sync"]),
    ]

    /// Installing and compiling, where nothing tells more: many a step of another purpose has such words, too.
    private static let sources = [
        "install", "dependency", "dependencies", "packages", "npm ci", "compile", "build", "make", "gmake", "assemble", "mvn", "gradle", "gradlew",
        "cmake", "ninja", "meson", "msbuild", "xcodebuild", "cargo", "bundle", "composer", "poetry", "uv sync", "pip", "go mod", "fetch", "restore",
        "webpack", "vite", "tsc", "set up the env", "package", "yarn", "pnpm", "sbt", "stack", "cabal", "bazel", "dotnet",
    ]

    /// Tools that run whatever they are told to: what failed is not told by them.
    private static let runners = ["tox", "nox", "make test", "make check", "gradle check", "gradlew check", "mvn verify", "npm test", "npm run test"]

    /// Whether a step's name or command says which tool it runs, and not only through which script, target or task.
    static func isNamed(name: String, command: String) -> Bool {
        let step = words("\(name) \(command)")
        return tools.contains { _, names in names.contains { step.contains(" \($0) ") && !runners.contains($0) } }
    }

    /// What a command is for that begins with a tool's name.
    static func called(_ command: String) -> JobFailure.Kind? {
        tools.first { _, names in
            names.contains { command.hasPrefix($0) && (command.utf8.count == $0.utf8.count || command.hasPrefix("\($0) ")) && !runners.contains($0) }
        }?.0
    }

    /// The kind of a step; `nil` where nothing tells.
    static func of(name: String, command: String, job: String) -> JobFailure.Kind? {
        let step = words("\(name) \(command)")
        if let kind = first(tools, step) ?? first(purposes, words(name)) ?? first(purposes, words(command)) { return kind }
        let setUps = [
            "set up", "setup", "install", "checkout", "check out", "initialize", "run actions/", "download", "upload", "cache", "restore", "login",
            "log in", "configure", "post ",
        ]
        let isSetUp = setUps.contains { name.lowercased().hasPrefix($0) }
        // What prepares a job of tests is no test.
        if !isSetUp, let kind = first(tools, words(job)) { return kind }
        if sources.contains(where: { step.contains(" \($0) ") }) { return .source }
        return isSetUp ? nil : first(purposes, words(job))
    }

    /// What a tool is for: the id of a hook, the name of a task.
    static func of(tool: String) -> JobFailure.Kind? {
        let words = words(tool)
        return first(tools, words) ?? first(purposes, words)
    }

    private static func first(_ table: [(JobFailure.Kind, [String])], _ words: String) -> JobFailure.Kind? {
        table.first { _, names in names.contains { words.contains(" \($0) ") } }?.0
    }

    /// In lower case, with one space around each word; a path tells its last part, too.
    private static func words(_ text: String) -> String {
        let low = text.lowercased().prefix(2000)
        let parts = low.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.map {
            $0.drop { $0 == "-" || $0 == "_" } == $0 ? String($0) : String($0)
        }
        let spread = parts.flatMap { part -> [String] in
            // `unit_tests`, `integration-tests`: their words, too.
            let inner = part.split { $0 == "_" || $0 == "-" }
            return inner.count > 1 ? [part] + inner.map(String.init) : [part]
        }
        return " " + parts.joined(separator: " ") + " | " + spread.joined(separator: " ") + " "
    }
}
