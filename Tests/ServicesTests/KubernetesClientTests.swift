import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct KubernetesClientTests {
    private let http = ScriptedHTTP()
    private let time = ManualTime()

    private func client(_ change: (inout ServiceLink.Configuration) -> Void = { _ in }) -> KubernetesClient {
        var configuration = ServiceLink.Configuration(service: "k3d", base: "https://k3d:6443/k8s/clusters/c-x")
        configuration.attempts = 1
        change(&configuration)
        return KubernetesClient(ServiceLink(configuration, http: http, time: time, random: RandomSource { 0.5 }))
    }

    private func page(_ names: String..., version: String = "100", next: String = "") -> String {
        let items = names.map { "{\"metadata\":{\"name\":\"\($0)\",\"uid\":\"\($0)\"}}" }.joined(separator: ",")
        return "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"\(version)\",\"continue\":\"\(next)\"},\"items\":[\(items)]}"
    }

    private var urls: [String] { http.requests.map { String($0.url.dropFirst("https://k3d:6443/k8s/clusters/c-x".count)) } }

    @Test func listsPageByPage() async throws {
        http.on("GET", "/api/v1/pods", .json(page("a", "b", next: "t/1=")), .json(page("c", version: "101")))
        let list = try await client().list(.pods)
        #expect(list.items.map(\.meta.name) == ["a", "b", "c"])
        #expect(list.version == "101")
        #expect(urls == ["/api/v1/pods?limit=500", "/api/v1/pods?limit=500&continue=t%2F1%3D"], "the path prefix is kept")
    }

    @Test func anExpiredContinueTokenStartsAgainWithoutPages() async throws {
        let gone =
            #"{"kind":"Status","status":"Failure","reason":"Expired","code":410,"message":"The provided continue parameter is too old"}"#
        http.on("GET", "/api/v1/pods", .json(page("a", next: "t")), .json(gone, status: 410), .json(page("a", "b", version: "7")))
        let list = try await client().list(.pods)
        #expect(list.items.map(\.meta.name) == ["a", "b"])
        #expect(urls.last == "/api/v1/pods")
    }

    @Test func nullItemsAreNone() async throws {
        http.on("GET", "/api/v1/pods", .bytes(try KubernetesFixtures.bytes("kubernetes-objects/fabric8/null-pod-list.json")))
        #expect(try await client().list(.pods).items == [])
        http.on(
            "GET", "/apis/apps/v1/deployments", .bytes(try KubernetesFixtures.bytes("kubernetes-objects/fabric8/null-deployment-list.json"))
        )
        #expect(try await client().list(.deployments).items == [])
        http.on("GET", "/api/v1/pods", .json(#"{"metadata":{"resourceVersion":"5"},"items":null}"#))
        #expect(try await client().list(.pods).version == "5")
    }

    @Test func aForbiddenListIsSaidAndOneNamespaceIsAsked() async throws {
        let forbidden =
            #"{"kind":"Status","reason":"Forbidden","code":403,"message":"pods is forbidden: User \"viewer\" cannot list resource \"pods\" in API group \"\" at the cluster scope","details":{"kind":"pods"}}"#
        http.on("GET", "/api/v1/pods", .json(forbidden, status: 403))
        http.on("GET", "/api/v1/namespaces/ml-apps/pods", .json(page("a")))
        let error = await #expect(throws: ServiceError.self) { try await client().list(.pods) }
        #expect(
            error?.description
                == #"k3d forbids list of pods: pods is forbidden: User "viewer" cannot list resource "pods" in API group "" at the cluster scope"#
        )
        #expect(try await client().list(.pods, namespace: "ml-apps").items.count == 1)
        http.on("GET", "/api/v1/nodes", .json(page("n")))
        _ = try await client().list(.nodes, namespace: "ml-apps")
        #expect(urls.last == "/api/v1/nodes?limit=500", "nodes stand in no namespace")
    }

    @Test func aRejectedTokenIsRenewedOnce() async throws {
        let renewing = RenewingCredentials()
        http.on("GET", "/api/v1/pods", .json("{}", status: 401), .json(page("a")))
        #expect(try await client { $0.credentials = renewing }.list(.pods).items.count == 1)
        #expect(http.requests.map { $0.headers["Authorization"] } == ["Bearer 0", "Bearer 1"])
        http.on("GET", "/api/v1/pods", .json("{}", status: 401))
        let error = await #expect(throws: ServiceError.self) { try await client { $0.credentials = renewing }.list(.pods) }
        #expect(error?.description == "k3d rejected the test's token; renew it.")
    }

    @Test func impersonationGoesWithEveryRequest() async throws {
        http.on("GET", "/version", .json(#"{"gitVersion":"v1.33.1+k3s1"}"#))
        let client = client {
            $0.headers = [:]
            $0.headers.add("Impersonate-User", "ada")
            $0.headers.add("Impersonate-Group", "ops")
            $0.headers.add("Impersonate-Group", "dev")
        }
        #expect(try await client.version() == "v1.33.1+k3s1")
        #expect(http.last?.headers.all("Impersonate-Group") == ["ops", "dev"])
    }

    @Test func saysAsWhomItIsKnown() async throws {
        http.on(
            "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews",
            .json(
                #"{"kind":"SelfSubjectReview","status":{"userInfo":{"username":"system:admin","groups":["system:masters"]}}}"#, status: 201)
        )
        #expect(try await client().whoAmI() == "system:admin")
    }

    @Test(
        arguments: [
            (404, "the server could not find the requested resource", nil),
            (
                403, #"selfsubjectreviews.authentication.k8s.io is forbidden: User "system:anonymous" cannot create resource"#,
                "system:anonymous"
            ),
            (403, "no", nil),
        ] as [(Int, String, String?)])
    func aServerThatCannotSayIsNoError(status: Int, message: String, name: String?) async throws {
        let body = Value.object([.init("kind", "Status"), .init("message", .string(message))])
        http.on("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", .json(body.text, status: status))
        #expect(try await client().whoAmI() == name)
    }

    @Test func useOfNodesAndPods() async throws {
        http.on(
            "GET", "/apis/metrics.k8s.io/v1beta1/pods",
            .json(
                #"{"kind":"PodMetricsList","items":[{"metadata":{"name":"iris","namespace":"ml-apps"},"timestamp":"2026-11-23T03:07:00Z","window":"10.03s","containers":[{"name":"m","usage":{"cpu":"137402n","memory":"63524Ki"}}]}]}"#
            ))
        let usage = try await client().podUsage()
        #expect(usage["ml-apps/iris"]?.memoryBytes == Double(63524 << 10))
        http.on(
            "GET", "/apis/metrics.k8s.io/v1beta1/nodes",
            .bytes(Array("404 page not found\n".utf8), status: 404, headers: ["Content-Type": "text/plain"]))
        let error = await #expect(throws: ServiceError.self) { try await client().nodeUsage() }
        #expect(error?.description == "k3d has no metrics.k8s.io (no metrics server).")
    }

    @Test func aLogIsAskedForByItsParts() async throws {
        http.on("GET", "/api/v1/namespaces/ml-apps/pods/iris/log", .pieces(["2026-11-23T03:07:00.1Z one\n2026-11-23T03:", "07:01Z two\n"]))
        var request = LogRequest(container: "model-server")
        request.previous = true
        request.tail = 100
        request.since = Timestamp(rfc3339: "2026-11-23T03:00:00.5Z")
        request.limitBytes = 4096
        let bytes = try await client().wholeLog(namespace: "ml-apps", pod: "iris", request, limit: 1 << 20)
        #expect(String(decoding: bytes, as: UTF8.self) == "2026-11-23T03:07:00.1Z one\n2026-11-23T03:07:01Z two\n")
        #expect(
            urls.last
                == "/api/v1/namespaces/ml-apps/pods/iris/log?container=model-server&previous=true&tailLines=100&timestamps=true&sinceTime=2026-11-23T03%3A00%3A00Z&limitBytes=4096"
        )
        #expect(http.last?.ownConnection == true)
        #expect(http.last?.compressed == false)
    }

    @Test(arguments: [
        "a container name must be specified for pod iris, choose one of: [model-server sidecar]",
        "container \"model-server\" in pod \"iris\" is waiting to start: trying and failing to pull image",
        "previous terminated container \"model-server\" in pod \"iris\" not found",
    ])
    func whyThereIsNoLogIsTheServersSentence(message: String) async throws {
        let status = Value.object([.init("kind", "Status"), .init("code", 400), .init("message", .string(message))])
        http.on("GET", "/log", .json(status.text, status: 400))
        let error = await #expect(throws: ServiceError.self) {
            try await client().wholeLog(namespace: "ml-apps", pod: "iris", LogRequest(container: "x"), limit: 100)
        }
        #expect(error?.description == "k3d refused (400): \(message)")
    }

    @Test func aLogThatNeverEndsIsLeftAtTheLimit() async throws {
        let body = EndlessBody(Array(repeating: UInt8(ascii: "x"), count: 60))
        let client = KubernetesClient(ServiceLink(.init(service: "k3d", base: "https://k3d"), http: EndlessHTTP(body: body), time: time))
        let bytes = try await client.wholeLog(namespace: "n", pod: "p", LogRequest(container: "c"), limit: 100)
        #expect(bytes.count == 100)
        #expect(body.pieces == 2)
        #expect(body.isLeft)
    }

    @Test func oddNamesCannotChangeThePath() async throws {
        http.on("GET", "", .json(#"{"metadata":{"name":"x"}}"#))
        _ = try await client().pod(namespace: "a/../../b", name: "p?watch=1#")
        #expect(urls.last == "/api/v1/namespaces/a%2F..%2F..%2Fb/pods/p%3Fwatch%3D1%23")
    }

    @Test(arguments: [
        (
            ScriptedHTTP.Answer.bytes(
                Array("<html><title>502 Bad Gateway</title></html>".utf8), status: 502, headers: ["Content-Type": "text/html"]),
            "k3d is failing (502): 502 bad gateway"
        ),
        (
            .bytes(Array("<html>login</html>".utf8), headers: ["Content-Type": "text/html"]),
            "k3d answered something its API does not document: an HTML page where its API answers JSON."
        ),
        (
            .json(#"{"message":"the server is currently unable to handle the request"}"#, status: 503),
            "k3d is failing (503): the server is currently unable to handle the request"
        ),
        (
            .json(#"{"message":"too many requests, please try again later"}"#, status: 429, headers: ["Retry-After": "1"]),
            "k3d wants us to wait until"
        ),
        (.json("[1,2"), "k3d answered something its API does not document: not JSON"),
    ])
    func failuresAreSentences(answer: ScriptedHTTP.Answer, sentence: String) async throws {
        http.on("GET", "/api/v1/pods", answer)
        let error = await #expect(throws: ServiceError.self) { try await client().list(.pods) }
        #expect(error?.description.hasPrefix(sentence) == true, "\(error.map(String.init(describing:)) ?? "nothing")")
    }
}

private actor RenewingCredentials: Credentials {
    nonisolated let name = "the test's token"
    private var generation = 0
    func headers() async throws -> HTTPHeaders { ["Authorization": "Bearer \(generation)"] }
    func rejected() async -> Bool {
        generation += 1
        return true
    }
}
