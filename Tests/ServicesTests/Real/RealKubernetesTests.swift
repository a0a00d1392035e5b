import Foundation
import Host
import TestSupport
import Testing
import Transport

@testable import Services

/// The client against real API servers, and only reading: `QUARTERDECK_TEST_KUBECONFIG` names a kubeconfig, each of whose contexts is tried.
/// A file of the same name with `-viewer` behind it, where there is one, holds the same contexts for an account that is refused something.
@Suite(.serialized) struct RealKubernetesTests {
    private static let path = ProcessInfo.processInfo.environment["QUARTERDECK_TEST_KUBECONFIG"]
    private static let missing = Skipped.unless(path != nil, "QUARTERDECK_TEST_KUBECONFIG names no kubeconfig")
    private static let viewer = path.map { $0 + "-viewer" }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    private static let unseen = Skipped.unless(path == nil || viewer != nil, "there is no kubeconfig with -viewer in its name")

    private func clients(_ path: String?, _ change: (inout ServiceLink.Configuration) -> Void = { _ in }) async throws -> [KubernetesClient] {
        let environment = Environment(variables: ProcessInfo.processInfo.environment)
        let path: String = try #require(path)
        let kubeconfig = try await Kubeconfig.load(path: path, environment: environment, time: SystemTime())
        var clients: [KubernetesClient] = []
        for name in kubeconfig.contextNames {
            var configuration = try await kubeconfig.context(named: name).linkConfiguration(service: name)
            change(&configuration)
            clients.append(KubernetesClient(try RealLink.to(configuration)))
        }
        return clients
    }

    @Test(.enabled(if: missing == nil, missing))
    func itSaysItsVersionAndWhoWeAre() async throws {
        for client in try await clients(Self.path) {
            #expect(try await client.version().hasPrefix("v1."))
            #expect(try await client.whoAmI()?.isEmpty == false)
        }
    }

    @Test(.enabled(if: missing == nil, missing))
    func everyKindIsListedAndAWatchGoesOnFromTheList() async throws {
        for client in try await clients(Self.path) {
            try await listAndWatch(client, .pods)
            try await listAndWatch(client, .nodes)
            try await listAndWatch(client, .deployments)
            try await listAndWatch(client, .events)
        }
    }

    private func listAndWatch<Item>(_ client: KubernetesClient, _ kind: KubernetesKind<Item>) async throws {
        let list = try await client.list(kind)
        #expect(!list.version.isEmpty, "\(client.name), \(kind.resource)")
        #expect(list.items.allSatisfy { !kind.meta($0).uid.isEmpty && !kind.meta($0).name.isEmpty })
        // That it opens is what is looked at: in a quiet cluster nothing may come for minutes. Twice, since every watch is resumed.
        for _ in 1...2 { _ = try await client.watch(kind, from: list.version) }
    }

    @Test(.enabled(if: missing == nil, missing))
    func aVersionThatIsTooOldIsSaidToBeExpiredAndAListFollows() async throws {
        for client in try await clients(Self.path) {
            await #expect(throws: WatchExpired.self) {
                // Some servers say it at once, some in the first event.
                for try await _ in try await client.watch(.pods, from: "1") { break }
                Issue.record("\(client.name) went on from version 1")
            }
            #expect(try await !client.list(.pods).version.isEmpty)
        }
    }

    @Test(.enabled(if: missing == nil, missing))
    func logsAreReadAndTheirRefusalsAreTheServersSentences() async throws {
        for client in try await clients(Self.path) {
            let pods = try await client.list(.pods).items
            guard let pod = pods.first(where: { $0.statusWord == "Running" }), let container = pod.containers.first(where: { $0.kind == .main })
            else {
                print("\(client.name) runs no pod: its logs are not read")
                continue
            }
            var request = LogRequest(container: container.name)
            request.tail = 5
            let text = try await client.wholeLog(namespace: pod.meta.namespace, pod: pod.meta.name, request, limit: 1 << 20)
            for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
                #expect(Timestamp(rfc3339: line.prefix { $0 != " " }) != nil, "\(line)")
            }
            request.container = "no-such-container"
            let refused = await #expect(throws: ServiceError.self) {
                try await client.wholeLog(namespace: pod.meta.namespace, pod: pod.meta.name, request, limit: 1 << 20)
            }
            #expect(
                refused?.description.hasPrefix("\(client.name) refused (400): container no-such-container is not valid for pod") == true,
                "\(String(describing: refused))")
            await #expect(throws: ServiceError.notFound(service: client.name, what: "log of \(pod.meta.namespace)/no-such-pod")) {
                try await client.wholeLog(namespace: pod.meta.namespace, pod: "no-such-pod", LogRequest(container: "x"), limit: 1 << 20)
            }
        }
    }

    @Test(.enabled(if: missing == nil, missing))
    func aWrongTokenIsRejectedAndNotShown() async throws {
        let wrong = "a-token-that-nobody-issued"
        let clients = try await clients(Self.path) {
            $0.credentials = FixedCredentials(name: "the test's token", headers: ["Authorization": "Bearer " + wrong])
            ($0.route.certificate, $0.route.key) = (nil, nil)
        }
        for client in clients {
            let error = await #expect(throws: ServiceError.self) { try await client.list(.pods) }
            #expect(error == .unauthorised(service: client.name, credential: "the test's token"))
        }
    }

    @Test(.enabled(if: missing == nil && viewer != nil, unseen ?? missing))
    func whatAnAccountMayNotSeeIsForbiddenInTheServersWords() async throws {
        for client in try await clients(Self.viewer) {
            _ = try await client.list(.pods)
            var sentences: [String] = []
            for path in ["/api/v1/nodes", "/api/v1/secrets"] {
                do { _ = try await client.object(path: path, what: "list") } catch ServiceError.forbidden(_, _, let sentence) {
                    sentences.append(sentence)
                } catch ServiceError.notFound {
                    continue  // a server that has no such kind forbids nothing
                }
            }
            #expect(sentences.contains { $0.contains("is forbidden: User") && $0.contains("cannot list resource") }, "\(sentences)")
        }
    }
}
