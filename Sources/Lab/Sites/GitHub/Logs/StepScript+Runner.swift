/// What every job prints: the runner, the checkout, Python and its packages, uploads, the end.
extension StepScript {
    mutating func setUpJob() {
        say([
            "Current runner version: '2.321.0'", "Runner name: '\(job.runner)'", "Runner group name: 'GitHub Actions'",
            "Machine name: 'runnervm'",
        ])
        group("Operating System", ["Ubuntu", "24.04.3", "LTS"])
        group(
            "Runner Image",
            [
                "Image: ubuntu-24.04", "Version: 20261108.2.0",
                "Included Software: https://github.com/actions/runner-images/blob/ubuntu24/20261108.2/images/ubuntu/Ubuntu2404-Readme.md",
            ])
        group("GITHUB_TOKEN Permissions", ["Contents: write", "Metadata: read", "Packages: write", "SecurityEvents: write"])
        say([
            "Secret source: Actions", "Prepare workflow directory", "Prepare all required actions",
            "Getting action download info",
        ])
        for (name, sha) in [
            ("actions/checkout@v4", "11bd71901bbe5b1630ceea73d27597364c9af683"),
            ("actions/setup-python@v5", "0b93645e9fea7318ecaed2b359559ac225c90a2b"),
            ("actions/upload-artifact@v4", "b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882"),
        ] { say("Download action repository '\(name)' (SHA:\(sha))") }
        say("Complete job name: \(job.name)")
    }

    mutating func checkout() {
        action(
            "actions/checkout@v4",
            with: [
                "repository: \(repository.fullName)", "token: ***", "ssh-strict: true", "persist-credentials: true",
                "clean: true",
                "fetch-depth: \(job.key == "secrets-scan" ? 0 : 1)", "lfs: false", "submodules: false",
                "set-safe-directory: true",
            ])
        say("Syncing repository: \(repository.fullName)")
        let home = "/home/runner/work/\(repository.name)/\(repository.name)"
        group(
            "Getting Git version info", ["Working directory is '\(home)'", "[command]/usr/bin/git version", "git version 2.51.2"])
        say("Temporarily overriding HOME='/home/runner/work/_temp/\(random.uuid())' before making global git config changes")
        say("[command]/usr/bin/git config --global --add safe.directory \(home)")
        group(
            "Initializing the repository",
            [
                "[command]/usr/bin/git init \(home)",
                "hint: Using 'master' as the name for the initial branch. This default branch name",
                "hint: is subject to change. To configure the initial branch name to use in all", "hint:",
                "hint: \tgit config --global init.defaultBranch <name>", "Initialized empty Git repository in \(home)/.git/",
                "[command]/usr/bin/git remote add origin https://github.com/\(repository.fullName)",
            ])
        let objects = 180 + random.next(below: 40)
        var fetched = [
            "[command]/usr/bin/git -c protocol.version=2 fetch --no-tags --prune --depth=1 origin +\(run.sha):refs/remotes/origin/\(run.branch)"
        ]
        for percent in stride(from: 3, through: 100, by: 5) {
            fetched.append("remote: Counting objects: \(String(percent))% (\(objects * percent / 100)/\(objects))        ")
        }
        fetched += [
            "remote: Total \(objects) (delta 21), reused 102 (delta 9), pack-reused 0 (from 0)        ",
            "From https://github.com/\(repository.fullName)", " * [new ref]         \(run.sha) -> origin/\(run.branch)",
        ]
        group("Fetching the repository", fetched)
        say(["[command]/usr/bin/git log -1 --format=%H", run.sha])
    }

    mutating func setUpPython() {
        action("actions/setup-python@v5", with: ["python-version: 3.11", "cache: pip", "check-latest: false", "token: ***"])
        group("Installed versions", ["Successfully set up CPython (3.11.14)"])
        say(["[command]/opt/hostedtoolcache/Python/3.11.14/x64/bin/pip cache dir", "/home/runner/.cache/pip"])
        say("Cache hit for: setup-python-Linux-x64-24.04-Ubuntu-python-3.11.14-pip-\(SeededRandom.sha("cac").prefix(32))")
        for percent in stride(from: 8, through: 100, by: 23) {
            say(
                "Received \(percent * 2_411_724) of 241172480 (\(percent)%), \(40 + random.next(below: 80)).\(random.next(below: 10)) MBs/sec"
            )
        }
        say("Cache restored successfully")
    }

    mutating func installDependencies() {
        command(
            ["python -m pip install --upgrade pip", "pip install -r requirements.txt -r requirements-dev.txt"],
            environment: ["pythonLocation: /opt/hostedtoolcache/Python/3.11.14/x64"])
        for (index, package) in Self.packages.enumerated() {
            let (name, version, megabytes) = package
            let speed = 20 + random.next(below: 160)
            let size = "\(megabytes / 10).\(megabytes % 10)"
            say("Collecting \(name)==\(version) (from -r requirements.txt (line \(index % 19 + 1)))")
            if random.next(below: 4) == 0 {
                say(
                    "  Using cached \(name)-\(version)-py3-none-any.whl.metadata (\(2 + random.next(below: 9)).\(random.next(below: 10)) kB)"
                )
            } else {
                say("  Downloading \(name)-\(version)-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl (\(size) MB)")
                say(
                    "     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ \(size)/\(size) MB \(speed).\(random.next(below: 10)) MB/s eta 0:00:00"
                )
            }
        }
        say("Installing collected packages: " + Self.packages.map(\.0).joined(separator: ", "))
        say("Successfully installed " + Self.packages.map { "\($0.0)-\($0.1)" }.joined(separator: " "))
    }

    mutating func uploadArtifact() {
        let name =
            switch job.key {
            case "code-quality": "bandit-report"
            case "test": "coverage-report"
            case "train": "trained-model"
            default: "trivy-results"
            }
        action(
            "actions/upload-artifact@v4",
            with: ["name: \(name)", "path: \(name)", "if-no-files-found: warn", "compression-level: 6", "overwrite: false"])
        say("With the provided path, there will be 1 file uploaded")
        say(["Artifact name is valid!", "Root directory input is valid!", "Beginning upload of artifact content to blob storage"])
        for part in 1...(40 + random.next(below: 6)) { say("Uploaded bytes \(part * 8_388)") }
        say([
            "Finished uploading artifact content to blob storage!", "SHA256 digest of uploaded artifact zip is \(random.hex(64))",
            "Artifact \(name) has been successfully uploaded!",
        ])
    }

    mutating func post() {
        say("Post job cleanup.")
        say(["[command]/usr/bin/git version", "git version 2.51.2"])
        say("[command]/usr/bin/git config --local --name-only --get-regexp core\\.sshCommand")
        say(
            "[command]/usr/bin/git submodule foreach --recursive sh -c \"git config --local --name-only --get-regexp 'core\\.sshCommand' || :\""
        )
        say("[command]/usr/bin/git config --local --unset-all http.https://github.com/.extraheader")
    }

    mutating func completeJob() {
        say("Evaluate and set job outputs")
        say("Cleaning up orphan processes")
        for _ in 0..<2 { say("Terminate orphan process: pid (\(1_700 + random.next(below: 600))) (python3)") }
    }

    /// Name, version, size in tenths of a megabyte.
    static let packages: [(String, String, Int)] = [
        ("numpy", "1.26.4", 183), ("scipy", "1.14.1", 412), ("scikit-learn", "1.5.2", 133), ("pandas", "2.2.3", 131),
        ("xgboost", "2.1.2", 1_539), ("mlflow", "2.18.0", 273), ("flask", "3.0.3", 1), ("gunicorn", "23.0.0", 1),
        ("prometheus_client", "0.21.0", 1), ("requests", "2.32.3", 1), ("pyyaml", "6.0.2", 7), ("sqlalchemy", "2.0.36", 32),
        ("alembic", "1.14.0", 2), ("matplotlib", "3.9.2", 83), ("docker", "7.1.0", 1), ("graphene", "3.4.3", 1),
        ("cachetools", "5.5.0", 1), ("databricks-sdk", "0.38.0", 6), ("opentelemetry-api", "1.28.2", 1),
        ("opentelemetry-sdk", "1.28.2", 1), ("protobuf", "5.29.0", 3), ("pyarrow", "18.1.0", 401), ("joblib", "1.4.2", 3),
        ("threadpoolctl", "3.5.0", 1), ("jinja2", "3.1.4", 1), ("werkzeug", "3.1.3", 2), ("click", "8.1.7", 1),
        ("gitpython", "3.1.43", 2), ("cloudpickle", "3.1.0", 1), ("packaging", "24.2", 1), ("markupsafe", "3.0.2", 1),
        ("pytest", "8.3.4", 3), ("pytest-cov", "6.0.0", 1), ("coverage", "7.6.8", 2), ("flake8", "7.1.1", 1),
        ("bandit", "1.8.0", 1),
        ("contourpy", "1.3.1", 3), ("cycler", "0.12.1", 1), ("fonttools", "4.55.0", 49), ("kiwisolver", "1.4.7", 14),
        ("pillow", "11.0.0", 44), ("pyparsing", "3.2.0", 1), ("python-dateutil", "2.9.0", 2), ("pytz", "2024.2", 5),
        ("tzdata", "2024.2", 3), ("six", "1.16.0", 1), ("urllib3", "2.2.3", 1), ("idna", "3.10", 1), ("certifi", "2024.8.30", 2),
        ("charset-normalizer", "3.4.0", 1),
    ]
}
