import Feeds
import Host
import Lab
import Services
import Settings
import TestSupport
import Testing
import Transport

@testable import quarterdeck

/// A followed log over the wire of a lab whose API server closes it in the middle, and whose container then runs out of memory.
@Suite struct LogFaultTests {
    @Test(.timeLimit(.minutes(2)))
    func aLogIsReadOnAfterAFaultAndEndsWithItsContainer() async throws {
        let home = try Home()
        let lab = try await Lab.start(LabOptions(scenario: "oom", pace: 4))
        let demo = DemoHome(directory: home.directory)
        try await demo.write(for: lab)
        let environment = Environment(variables: home.variables)
        let settings = try Settings.load(path: demo.configPath, environment: environment)
        let platform = await Platform(settings, environment: environment, http: Engine(), time: SystemTime())
        let client = try #require(platform.clusters.first { $0.name == "k3d" }?.client)
        var running: (pod: Pod, container: String)?
        try await eventually("iris runs") {
            let pods = try await client.list(.pods).items
            let iris = pods.first { $0.meta.name.hasPrefix("iris") && $0.statusWord == "Running" }
            running = iris.flatMap { pod in pod.containers.first.map { (pod, $0.name) } }
            return running != nil
        }
        let (pod, container) = try #require(running)
        let follower = LogFollower(
            client: client, namespace: pod.meta.namespace, pod: pod.meta.name, uid: pod.id, request: LogRequest(container: container),
            time: SystemTime())

        var lines: [String] = [], notes: [String] = []
        while let piece = try await follower.next() {
            switch piece {
            case .lines(let bytes):
                lines += String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                // Cut once something came, and mended before the next attempt.
                if notes.isEmpty { await lab.setFault(.kubernetesK3D, .cut) }
            case .note(let note):
                notes.append(note)
                await lab.setFault(.kubernetesK3D, nil)
            }
        }
        #expect(notes.first?.hasPrefix("The log's connection was lost: k3d closed the connection") == true, "\(notes)")
        #expect(notes.dropFirst().first?.hasPrefix("Reading on from ") == true, "\(notes)")
        #expect(notes.last?.hasPrefix("The container has ended (OOMKilled, exit status 137, at ") == true, "\(notes)")
        #expect(Set(lines).count == lines.count, "no line comes twice")
        var whole = LogRequest(container: container)
        let now = try await client.pod(namespace: pod.meta.namespace, name: pod.meta.name)
        if case .running = now.containers.first?.state { whole.previous = true }
        let log = try await client.wholeLog(namespace: pod.meta.namespace, pod: pod.meta.name, whole, limit: 16 << 20)
        let all = String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(Set(all).subtracting(lines).isEmpty, "no line is lost")
        #expect(Set(lines).subtracting(all).isEmpty, "none is made up")
        let turned = zip(lines, all).first { $0 != $1 }
        #expect(turned == nil && lines.count == all.count, "and all stand in their order: \(turned.map { "\($0)" } ?? "")")
        await lab.stop()
    }
}
