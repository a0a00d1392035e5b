import Glibc
import Host
import Lab

/// A directory of the lab's own: configuration, kubeconfig, archive and log, so that a demo touches nothing of yours.
struct DemoHome {
    /// The directory, mode 0700.
    let directory: String
    var configPath: String { directory + "/config.toml" }
    var kubeconfigPath: String { directory + "/kubeconfig" }

    /// Makes a new directory under `TMPDIR`.
    /// - Throws: ``PrivateFiles/Failure``.
    static func temporary(_ environment: Environment) throws -> DemoHome {
        var template = Array(((environment["TMPDIR"] ?? "/tmp") + "/quarterdeck-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw PrivateFiles.Failure(path: environment["TMPDIR"] ?? "/tmp", reason: String(cString: strerror(errno)))
        }
        return DemoHome(directory: template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" })
    }

    /// Writes configuration and kubeconfig for a lab that is being served.
    func write(for lab: RunningLab) async throws {
        try PrivateFiles.makeDirectory(directory)
        try PrivateFiles.write(await lab.kubeconfig, to: kubeconfigPath)
        try PrivateFiles.write(await lab.viewerKubeconfig, to: kubeconfigPath + "-viewer")
        try PrivateFiles.write(await config(lab), to: configPath)
        let secrets = [
            "argocd-token": LabCredentials.argocd, "github-token": LabCredentials.github, "manifests-token": LabCredentials.githubFineGrained,
            "gemini-key": LabCredentials.geminiKey,
        ]
        for (name, secret) in secrets { try PrivateFiles.write(secret + "\n", to: "\(directory)/\(name)") }
    }

    /// Removes what ``temporary(_:)`` made.
    func remove() {
        var pending = [directory], directories: [String] = []
        while let next = pending.popLast() {
            directories.append(next)
            guard let handle = opendir(next) else { continue }
            defer { closedir(handle) }
            while let entry = readdir(handle) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                guard name != ".", name != ".." else { continue }
                if entry.pointee.d_type == UInt8(DT_DIR) { pending.append(next + "/" + name) } else { unlink(next + "/" + name) }
            }
        }
        for directory in directories.reversed() { rmdir(directory) }
    }

    private func config(_ lab: RunningLab) async -> String {
        let at = await lab.addresses
        func address(_ site: SiteName) -> String { at[site] ?? "" }
        return """
            # The lab's platform on loopback; written by `quarterdeck demo` and `quarterdeck lab`.
            kubeconfig = "\(kubeconfigPath)"
            archive = "\(directory)/archive.sqlite"

            [[contexts]]
            name = "gcp"

            [[contexts]]
            name = "k3d"

            [alert_contexts.cluster]
            gcp-mlops-platform = "gcp"
            k3d-on-premises = "k3d"

            [prometheus]
            url = "\(address(.prometheus))"
            interval = 5

            [alertmanager]
            url = "\(address(.alertmanager))"
            interval = 5

            [mlflow]
            url = "\(address(.mlflow))"
            interval = 10

            [[mlflow.models]]
            experiment = "iris-classification"
            registered = "iris-classifier"
            gate = 0.85
            test_rows = 30

            [[mlflow.models]]
            experiment = "wine-quality-classification"
            gate = 0.65
            test_rows = 320

            [argocd]
            url = "\(address(.argocd))"
            token = "file:\(directory)/argocd-token"

            [argocd.contexts]
            k3d = "k3d"
            in-cluster = "gcp"

            [github]
            url = "\(address(.github))"
            token = "file:\(directory)/github-token"
            repositories = [\(Lab.repositories.map { "\"\($0)\"" }.joined(separator: ", "))]
            requests_per_hour = 3000

            [[registries]]
            host = "ghcr.io"
            url = "\(address(.registry))"
            token = "file:\(directory)/github-token"

            [manifests]
            repository = "\(Lab.repositories[1])"
            branch = "main"
            token = "file:\(directory)/manifests-token"

            [[images]]
            name = "iris-classifier"
            image = "\(Lab.image)"
            path = "applications/iris-classifier/deployment.yaml"
            context = "k3d"
            namespace = "ml-apps"
            health = "\(address(.modelIris))"

            [[images]]
            name = "wine-quality-xgboost"
            image = "\(Lab.image)"
            path = "applications/wine-quality-xgboost/deployment.yaml"
            context = "k3d"
            namespace = "ml-apps"
            health = "\(address(.modelWine))"

            [gemini]
            mode = "api-key"
            endpoint = "\(address(.gemini))"
            api_key = "file:\(directory)/gemini-key"
            # The lab's model runs in this process: nothing leaves the machine.
            data_permitted = true

            [log]
            file = "\(directory)/quarterdeck.log"

            """
    }
}
