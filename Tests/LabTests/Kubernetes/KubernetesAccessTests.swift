import Testing

@testable import Lab

@Suite struct KubernetesAccessTests {
    private let lab = Played(KubernetesSite(cluster: .k3d))

    private func get(_ target: String, token: String) async -> LabResponse {
        await lab.ask("GET", target, ["authorization": "Bearer " + token])
    }

    @Test func anUnknownTokenIsUnauthorised() async {
        let response = await get("/api/v1/pods", token: "wrong")
        #expect(response.status == 401)
        #expect(
            response.text
                == #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#
        )
        #expect(await get("/api/v1/pods", token: KubernetesTokens.operatorToken(of: .gcp)).status == 401)
    }

    @Test func theOperatorMayReadEverything() async {
        for target in ["/api/v1/pods", "/api/v1/nodes", "/apis/metrics.k8s.io/v1beta1/nodes", "/version"] {
            #expect(await get(target, token: KubernetesTokens.operatorToken(of: .k3d)).status == 200)
        }
    }

    @Test func theViewerIsRefusedNodesInTheAuthorizersWords() async {
        let token = KubernetesTokens.viewerToken(of: .k3d)
        #expect(await get("/api/v1/pods", token: token).status == 200)
        let refused = await get("/api/v1/nodes", token: token)
        #expect(refused.status == 403)
        #expect(
            refused.json["message"]?.text
                == #"nodes is forbidden: User "lab:viewer" cannot list resource "nodes" in API group "" at the cluster scope"#)
        #expect(await get("/apis/metrics.k8s.io/v1beta1/pods", token: token).status == 403)
    }

    @Test func theModelsTokenReadsOneNamespace() async {
        let token = KubernetesTokens.modelsToken(of: .k3d)
        #expect(await get("/api/v1/pods", token: token).status == 403)
        #expect(await get("/api/v1/namespaces/ml-apps/pods", token: token).status == 200)
        #expect(await get("/api/v1/namespaces/kube-system/pods", token: token).status == 403)
    }

    @Test func reviewsAnswerForTheirToken() async {
        let body = #"{"spec":{"resourceAttributes":{"verb":"list","resource":"nodes","group":""}}}"#
        let path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
        let viewer = ["authorization": "Bearer " + KubernetesTokens.viewerToken(of: .k3d)]
        let answer = await lab.ask("POST", path, viewer, body: body)
        #expect(answer.status == 201)
        #expect(answer.json["status"]?["allowed"]?.bool == false)
        let who = await lab.ask("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", viewer, body: "{}")
        #expect(who.json["status"]?["userInfo"]?["username"]?.text == "lab:viewer")
    }
}
