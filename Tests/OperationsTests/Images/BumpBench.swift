import Archive
import Foundation
import Operations
import TestSupport
import Transport

@testable import Services

/// The platform of the bump tests, scripted: a manifest, its repository, a registry with two images, ArgoCD, a cluster, a model server.
struct BumpBench {
    static let root = "/repos/acme/infra-manifests"
    static let path = "apps/iris/deployment.yaml"
    static let file = root + "/contents/" + path
    static let commit = "5be1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    static let old = "ghcr.io/acme/iris:main-a1b2c3d", new = "ghcr.io/acme/iris:main-9f00d11"

    let bench: Bench
    /// Digests of the image that is deployed and of the one to come.
    let oldDigest: String, newDigest: String
    var http: ScriptedHTTP { bench.http }

    /// - Parameters:
    ///   - rules: those of the branch `main`.
    ///   - available: how many of two pods serve.
    ///   - pods: in place of one that runs the new image.
    ///   - files: the manifest by branch or commit, in place of one with the old image.
    init(
        rules: String = "[]", available: Int = 2, pods: String? = nil, policy: ManifestPolicy = .init(), images: [DeployedImage] = [Self.image],
        files: [String: String]? = nil
    ) async throws {
        let script = ScriptedHTTP { request in
            let ref = request.url.split(separator: "ref=").last.map(String.init) ?? ""
            return files?[ref].map(Self.answer) ?? .json(#"{"message":"Not Found"}"#, status: 404)
        }
        bench = try await Bench(http: script, images: images, policy: policy)
        let http = bench.http, registry = ScriptedImages(http: http, repository: "acme/iris")
        oldDigest = registry.push("main-a1b2c3d", commit: "a1b2c3d", created: "2026-11-21T09:00:00Z")
        newDigest = registry.push("main-9f00d11", "main-latest", commit: "9f00d11c5a", created: "2026-11-23T01:20:00Z")
        registry.list("main-9f00d11", "main-a1b2c3d", "main-latest")
        http.on("GET", "/user", .json(#"{"login":"ada"}"#))
        http.on("GET", Self.root, .json(#"{"full_name":"acme/infra-manifests","default_branch":"main","permissions":{"pull":true,"push":true}}"#))
        http.on("GET", Self.root + "/branches/main", .json(#"{"name":"main","protected":false,"commit":{"sha":"b0b0"}}"#))
        http.on("GET", Self.root + "/rules/branches/main", .json(rules))
        if files == nil { http.on("GET", Self.file, Self.answer(Self.manifest(Self.old))) }
        http.on("PUT", Self.file, .json(#"{"content":{"sha":"new"},"commit":{"sha":"\#(Self.commit)"}}"#))
        http.on("POST", Self.root + "/git/refs", .json("{}", status: 201))
        http.on("POST", Self.root + "/pulls", .json(#"{"number":7,"html_url":"https://github.com/acme/infra-manifests/pull/7"}"#, status: 201))
        http.on(
            "GET", "/applications/iris-classifier", Self.application("a1a1"), Self.application("a1a1"), Self.application(Self.commit, synced: true))
        http.on("GET", "/deployments/iris", .json(Self.deployment(available: available)))
        http.on("GET", "/replicasets", .json(Self.replicaSets))
        http.on("GET", "/pods", .json(#"{"metadata":{},"items":[\#(pods ?? Self.pod("iris-2-x", Self.new, newDigest))]}"#))
        http.on("GET", "/events", .json(#"{"metadata":{},"items":[]}"#))
        http.on("GET", "/poddisruptionbudgets", .json(#"{"metadata":{},"items":[]}"#))
        http.on("GET", "/health", .json(#"{"status":"ok"}"#))
    }

    /// The entry of `[[images]]`.
    static let image: DeployedImage = {
        var image = DeployedImage()
        (image.name, image.image) = ("iris-classifier", "ghcr.io/acme/iris")
        (image.repository, image.path, image.branch) = ("acme/infra-manifests", Self.path, "main")
        (image.object, image.application) = ("iris", "iris-classifier")
        (image.context, image.namespace, image.health) = ("k3d", "ml-apps", "http://iris:30808")
        return image
    }()

    /// The least that asks for a bump.
    static let request = OperationRequest(kind: "image.bump", parameters: ["image": Self.new])

    static func manifest(_ image: String) -> String {
        """
        kind: Deployment
        metadata:
          name: iris
        spec:
          template:
            spec:
              containers:
                - name: model-server
                  image: \(image)  # by quarterdeck

        """
    }

    /// A file as the contents API answers it.
    static func answer(_ text: String) -> ScriptedHTTP.Answer {
        let bytes = Array(text.utf8)
        return .json(
            #"{"type":"file","sha":"\#(Digest.gitBlob(bytes))","encoding":"base64","size":\#(bytes.count),"content":"\#(Data(bytes).base64EncodedString())"}"#
        )
    }

    static func application(_ revision: String, synced: Bool = false) -> ScriptedHTTP.Answer {
        .json(
            """
            {"metadata":{"name":"iris-classifier"},"spec":{"syncPolicy":{"automated":{"selfHeal":true}},
            "source":{"repoURL":"https://github.com/acme/infra-manifests","path":"apps/iris","targetRevision":"main"}},
            "status":{"sync":{"status":"\(synced ? "Synced" : "OutOfSync")","revision":"\(revision)"},"health":{"status":"Progressing"},
            "history":[\(synced ? "{\"id\":3,\"revision\":\"\(revision)\"}" : "")]}}
            """)
    }

    static func deployment(available: Int) -> String {
        """
        {"metadata":{"name":"iris","uid":"d","generation":5,"annotations":{"deployment.kubernetes.io/revision":"2"}},
        "spec":{"replicas":2,"selector":{"matchLabels":{"app":"iris"}},
        "template":{"spec":{"containers":[{"name":"model-server","image":"\(new)"}]}}},
        "status":{"observedGeneration":5,"replicas":2,"updatedReplicas":2,"availableReplicas":\(available)}}
        """
    }

    static let replicaSets = """
        {"metadata":{},"items":[{"metadata":{"name":"iris-2","uid":"new","ownerReferences":[{"kind":"Deployment","name":"iris","uid":"d","controller":true}],
        "annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":2},"status":{"replicas":2,"availableReplicas":1}}]}
        """

    /// A pod of revision 2: one that serves an image by its digest, or one in another state.
    static func pod(_ name: String, _ image: String, _ digest: String, state: String = #"{"running":{}}"#, ready: Bool = true) -> String {
        let id = digest.isEmpty ? "" : "ghcr.io/acme/iris@\(digest)"
        return """
            {"metadata":{"name":"\(name)","namespace":"ml-apps","uid":"\(name)","ownerReferences":[{"kind":"ReplicaSet","name":"iris-2","uid":"new","controller":true}]},
            "spec":{"containers":[{"name":"model-server","image":"\(image)"}]},
            "status":{"phase":"Running","conditions":[{"type":"Ready","status":"\(ready ? "True" : "False")"}],
            "containerStatuses":[{"name":"model-server","ready":\(ready),"imageID":"\(id)","state":\(state)}]}}
            """
    }
}

extension ScriptedHTTP {
    /// What the last PUT says: its members, and the file's text.
    var put: (body: String, text: String)? {
        guard let request = requests.last(where: { $0.method == "PUT" }) else { return nil }
        let body = String(decoding: request.body ?? [], as: UTF8.self)
        let content = body.split(separator: "\"content\":\"").last?.prefix { $0 != "\"" } ?? ""
        return (body, Data(base64Encoded: String(content)).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
}
