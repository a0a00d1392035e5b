import Foundation
import Host
import Lab
import TestSupport
import Testing

extension EndToEnd {
    /// The vendors' own clients against the lab: what they read was written by code that shares nothing with ours.
    @Suite struct VendorClientTests {
        private static let variables = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]

        private static func path(of program: String) -> String? { Subprocess.locate(program, in: variables) }

        private func run(_ words: [String]) async throws -> String {
            var process = Subprocess(words, environment: Self.variables)
            process.timeout = .seconds(30)
            let result = try await process.run()
            #expect(result.succeeded, "\(String(decoding: result.errors, as: UTF8.self))")
            return String(decoding: result.output, as: UTF8.self)
        }

        /// Every kubectl there is: that of the path, and an older one that `QUARTERDECK_TEST_KUBECTL` names.
        private static let kubectls = [path(of: "kubectl"), ProcessInfo.processInfo.environment["QUARTERDECK_TEST_KUBECTL"]]
            .compactMap(\.self)

        private func words(_ program: String, _ lab: RunningLab, _ home: Home) async throws -> [String] {
            let kubeconfig = try home.write(await lab.kubeconfig, to: "kubeconfig")
            let words = [program, "--kubeconfig", kubeconfig, "--cache-dir", home.directory + "/cache", "--context", "k3d"]
            let version = try await run(words + ["version", "--client"])
            print("kubectl: \(program) \(version.firstMatch(of: #/v1\.[0-9.]+/#).map { String($0.output) } ?? version)")
            return words
        }

        @Test(arguments: kubectls)
        func kubectlListsDescribesAndReadsALog(_ program: String) async throws {
            let home = try Home()
            let lab = try await Lab.start(LabOptions(scenario: "oom"))
            let kubectl = try await words(program, lab, home)
            let pods = try await run(kubectl + ["get", "pods", "-A"]).split(separator: "\n")
            #expect(pods.first?.split(whereSeparator: \.isWhitespace).prefix(3) == ["NAMESPACE", "NAME", "READY"])
            let iris = try #require(pods.first { $0.contains("iris-classifier") }).split(whereSeparator: \.isWhitespace).map(String.init)
            let log = try await run(kubectl + ["logs", "-n", iris[0], iris[1], "--previous"])
            #expect(log.split(separator: "\n").count > 5)
            #expect(try await run(kubectl + ["describe", "pod", "-n", iris[0], iris[1]]).contains("OOMKilled"))
            #expect(try await run(kubectl + ["api-resources"]).contains("deployments"))
            #expect(try await run(kubectl + ["top", "nodes"]).contains("k3d-edge-agent-0"))
            #expect(try await run(kubectl + ["top", "pods", "-n", "ml-apps"]).contains("wine-quality-xgboost"))
            await lab.stop()
        }

        @Test(arguments: kubectls)
        func kubectlDeletesRestartsAndFollowsARollout(_ program: String) async throws {
            let home = try Home()
            let lab = try await Lab.start(LabOptions(scenario: "calm", pace: 10))
            let kubectl = try await words(program, lab, home) + ["-n", "ml-apps"]
            let followed = Task { try await run(kubectl + ["logs", "-f", "deploy/wine-quality-xgboost", "--tail", "1"]) }
            try await eventually("the log is followed") {
                await lab.requests(.kubernetesK3D).contains { $0.target.contains("follow=true") }
            }
            #expect(try await run(kubectl + ["delete", "pod", "-l", "app=wine-quality-xgboost"]).contains("deleted"))
            #expect(try await !followed.value.isEmpty)
            #expect(try await run(kubectl + ["rollout", "restart", "deploy/iris-classifier"]).contains("restarted"))
            let status = try await run(kubectl + ["rollout", "status", "deploy/iris-classifier"])
            #expect(status.contains("successfully rolled out"))
            // A restart is no field of the manifests: Argo CD leaves it alone.
            #expect(try await run(kubectl + ["get", "deploy", "iris-classifier", "-o", "yaml"]).contains("restartedAt"))
            await lab.stop()
        }

        @Test(arguments: kubectls)
        func kubectlWatchesPods(_ program: String) async throws {
            let home = try Home()
            let lab = try await Lab.start(LabOptions(scenario: "calm"))
            let listed = Collector<Bool>()
            let words = try await words(program, lab, home) + ["get", "pods", "-n", "ml-apps", "-w"]
            let watch = Task {
                try await Aside.run {
                    let watch = try Pty(words[0], Array(words.dropFirst()), environment: Self.variables, columns: 160)
                    try watch.expect("the pods") { $0.row("iris-classifier").contains("Running") }
                    listed.add(true)
                    try watch.expect("what changes") { $0.text.contains("Terminating") || $0.text.contains("ContainerCreating") }
                    watch.press("Ctrl-C")
                    _ = try watch.wait()
                }
            }
            try await eventually("kubectl has listed the pods", within: .seconds(30)) { !listed.all.isEmpty }
            try await lab.apply(scenario: "crashloop")
            try await watch.value
            await lab.stop()
        }

        @Test(.enabled(if: path(of: "promtool") != nil, "promtool is not installed"))
        func promtoolQueries() async throws {
            let lab = try await Lab.start(LabOptions(scenario: "oom"))
            let address = try #require(await lab.addresses[.prometheus])
            let program = try #require(Self.path(of: "promtool"))
            let answer = try await run([program, "query", "instant", address, "up{job=\"prometheus\"}"])
            #expect(answer.contains("up{") && answer.contains("=> 1 @["))
            await lab.stop()
        }

        @Test(.enabled(if: path(of: "amtool") != nil, "amtool is not installed"))
        func amtoolQueriesAlertsAndKeepsSilences() async throws {
            let lab = try await Lab.start(LabOptions(scenario: "oom"))
            let address = try #require(await lab.addresses[.alertmanager])
            let program = try #require(Self.path(of: "amtool"))
            let answer = try await run([program, "--alertmanager.url", address, "alert", "query"])
            #expect(answer.contains("ModelPodOOMKilled"))
            let amtool = [program, "--alertmanager.url", address]
            let identifier = try await run(
                amtool + ["silence", "add", "--author", "ada", "--comment", "known", "--duration", "1h", "alertname=ModelPodOOMKilled"])
            #expect(try await !run(amtool + ["alert", "query"]).contains("ModelPodOOMKilled"))
            _ = try await run(amtool + ["silence", "expire", identifier.split(separator: "\n").joined()])
            #expect(try await run(amtool + ["alert", "query"]).contains("ModelPodOOMKilled"))
            await lab.stop()
        }
    }
}
