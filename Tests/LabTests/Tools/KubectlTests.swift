import TestSupport
import Testing

@testable import Lab

@Suite(.enabled(if: Tool.isInstalled("kubectl"), "kubectl is not installed"), .serialized)
struct KubectlTests {
    /// Runs kubectl against a lab in the middle of the out-of-memory story.
    private func withKubectl(
        _ body: (RunningLab, @escaping @Sendable (_ arguments: String) async throws -> Tool.Result) async throws -> Void
    ) async throws {
        let tool = try #require(Tool("kubectl"))
        let lab = try await Lab.start(LabOptions(scenario: "oom"))
        let config = try TemporaryKubeconfig(await lab.kubeconfig)
        do {
            try await body(lab) { arguments in
                let words = arguments.split(separator: " ").map(String.init)
                return await tool.run(["--kubeconfig", config.path, "--cache-dir", config.path + ".cache"] + words)
            }
        } catch {
            await lab.stop()
            throw error
        }
        await lab.stop()
    }

    @Test func getShowsPodsNodesAndDeployments() async throws {
        try await withKubectl { _, kubectl in
            let pods = try await kubectl("get pods -A")
            #expect(pods.lines.count == 10, "\(pods.errors)")
            #expect(pods.lines[0].split(whereSeparator: \.isWhitespace) == ["NAMESPACE", "NAME", "READY", "STATUS", "RESTARTS", "AGE"])
            // The lab's time is the machine's: by now the container may have died once more.
            #expect(pods.output.contains(#/iris-classifier-\S+ +[01]/1 +(Running|OOMKilled|CrashLoopBackOff) +[4-9] \(/#))
            #expect(try await kubectl("--context gcp get pods -A").lines.count == 22)
            #expect(try await kubectl("get nodes -o wide").output.contains("v1.31.5+k3s1"))
            #expect(try await kubectl("get deploy -n ml-apps").output.contains(#/wine-quality-xgboost +1/1 +1 +1/#))
            #expect(try await kubectl("get pods -A --chunk-size 2").lines.count == 10)
            #expect(try await kubectl("get events -n ml-apps").output.contains("BackOff"))
        }
    }

    @Test func describeAndTopAndLogsWork() async throws {
        try await withKubectl { _, kubectl in
            let description = try await kubectl("describe pod -n ml-apps -l app=iris-classifier").output
            for words in ["Last State:     Terminated", "Reason:       OOMKilled", "Exit Code:    137", "Back-off restarting"] {
                #expect(description.contains(words))
            }
            #expect(try await kubectl("top pods -n ml-apps").lines.count == 3)
            #expect(try await kubectl("top nodes").output.contains("k3d-edge-agent-0"))
            #expect(try await kubectl("logs -n ml-apps deploy/iris-classifier --previous --tail 3").output.contains("rows=48000"))
            let bad = try await kubectl("logs -n ml-apps deploy/wine-quality-xgboost --previous")
            #expect(bad.errors.contains("previous terminated container \"model-server\" in pod"))
        }
    }

    @Test func aWatchAndAFollowedLogGoOnUntilTheyAreDone() async throws {
        try await withKubectl { lab, kubectl in
            async let watched = kubectl("get pods -n ml-apps -w --request-timeout 6s")
            async let followed = kubectl("logs -f -n ml-apps deploy/wine-quality-xgboost --tail 1")
            try await eventually("both are open") {
                await lab.requests(.kubernetesK3D).count { $0.target.contains("watch=true") || $0.target.contains("follow=true") } == 2
            }
            _ = try await kubectl("delete pod -n ml-apps -l app=wine-quality-xgboost --wait=false")
            #expect(try await watched.output.contains("Terminating"))
            #expect(try await followed.lines.count >= 1)
            #expect(try await kubectl("get nothing").errors.contains("the server doesn't have a resource type \"nothing\""))
        }
    }
}
