/// The image: build, scan, and the change of the manifests.
extension StepScript {
    private var image: String { "\(Platform.image):\(run.tag)" }

    mutating func buildx() {
        action("docker/setup-buildx-action@v3", with: ["driver: docker-container", "install: false", "use: true"])
        group(
            "Docker info", ["Client: Docker Engine - Community", " Version:    28.0.4", "Server:", " Storage Driver: overlay2"])
        group(
            "Booting builder",
            [
                "#1 [internal] booting buildkit", "#1 pulling image moby/buildkit:buildx-stable-1",
                "#1 DONE 5.\(random.next(below: 90))s",
            ])
    }

    mutating func registryLogin() {
        action("docker/login-action@v3", with: ["registry: ghcr.io", "username: \(run.actor)", "password: ***", "logout: true"])
        say(["Logging into ghcr.io...", "Login Succeeded!"])
    }

    mutating func buildImage() {
        action(
            "docker/build-push-action@v6",
            with: [
                "context: .", "push: true", "tags: \(ImageBuild(of: run, at: step.completed).tags.joined(separator: ","))", "cache-from: type=gha",
            ])
        say([
            "#0 building with \"builder\" instance using docker-container driver",
            "#3 [internal] load metadata for docker.io/library/python:3.11-slim",
        ])
        for index in 0..<820 {
            let second = "\(index / 9).\(index % 9)\(random.next(below: 90) + 10)"
            switch random.next(below: 4) {
            case 0:
                say("#8 sha256:\(random.hex(64)) \(random.next(below: 29)).\(random.next(below: 90) + 10)MB / 29.13MB \(second)s")
            case 1:
                say(
                    "#11 \(second) Get:\(index) http://deb.debian.org/debian bookworm/main amd64 \(random.pick(Self.debs)) amd64 [\(20 + random.next(below: 9_000)) kB]"
                )
            case 2: say("#11 \(second) Unpacking \(random.pick(Self.debs)):amd64 ...")
            default:
                let package = random.pick(Self.packages)
                say("#13 \(second)   Downloading \(package.0)-\(package.1)-py3-none-any.whl (\(20 + random.next(below: 900)) kB)")
            }
        }
        say([
            "#15 exporting layers",
            "#15 pushing manifest for \(image)@\(ImageBuild(of: run, at: step.completed).index.digest) done",
            "#15 DONE 14.\(random.next(below: 90))s",
        ])
    }

    mutating func trivy() {
        if fault == .trivyReport { return trivyReport() }
        action(
            "aquasecurity/trivy-action@0.28.0",
            with: ["image-ref: \(image)", "severity: CRITICAL", "ignore-unfixed: true", "exit-code: 1", "format: table"])
        say([
            "INFO\t[vulndb] Downloading vulnerability DB...",
            "INFO\t[vulndb] Artifact successfully downloaded\trepo=\"mirror.gcr.io/aquasec/trivy-db:2\"",
        ])
        say("INFO\tDetected OS\tfamily=\"debian\" version=\"12.12\"")
        say(["", "\(image) (debian 12.12)", String(repeating: "=", count: 60), "Total: 0 (CRITICAL: 0)", ""])
        say([
            "Python (python-pkg)", "==================", "Total: \(fault == nil ? 0 : 1) (CRITICAL: \(fault == nil ? 0 : 1))", "",
        ])
        if let fault {
            say("|      Library       | Vulnerability | Severity | Status | Installed Version | Fixed Version |           Title")
            say(fault.cause)
        }
        for rule in 0..<260 {
            say(
                "DEBUG\t[sarif] rule written\tid=CVE-202\(rule % 6)-\(1_000 + random.next(below: 40_000)) level=note suppressed=true"
            )
        }
    }

    /// The findings go to a file, and the log keeps its peace.
    private mutating func trivyReport() {
        action(
            "aquasecurity/trivy-action@0.28.0",
            with: ["image-ref: \(image)", "severity: CRITICAL", "exit-code: 1", "format: sarif", "output: trivy-results.sarif"])
        say([
            "INFO\t[vulndb] Downloading vulnerability DB...", "INFO\tDetected OS\tfamily=\"debian\" version=\"12.12\"",
            "INFO\t[python-pkg] Detecting vulnerabilities...",
        ])
    }

    mutating func bumpManifests() {
        command(
            [
                "yq -i '(.spec.template.spec.containers[] | select(.name == \"model-server\")).image = strenv(IMAGE)' applications/iris-classifier/deployment.yaml",
                "git commit -am \"Update iris-classifier to main-\(run.sha.prefix(7))\"", "git push origin HEAD:main",
            ],
            environment: ["IMAGE: \(image)", "INFRA_PAT: ***"])
        say("[main \(random.hex(7))] Update iris-classifier to main-\(run.sha.prefix(7))")
        say([
            " 1 file changed, 1 insertion(+), 1 deletion(-)",
            "To https://github.com/\(repository.owner)/\(Platform.infraRepository).git",
        ])
    }

    mutating func validateManifests() {
        command(["kubeconform -strict -summary applications argocd-apps"])
        say("Summary: 8 resources found in 4 files - Valid: 8, Invalid: 0, Errors: 0, Skipped: 0")
    }

    private static let debs = [
        "libgfortran5", "libopenblas0", "libgomp1", "libssl3", "libstdc++6", "libquadmath0", "libzstd1", "libisl23",
    ]
}
