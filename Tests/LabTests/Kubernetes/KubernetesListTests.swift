import Testing

@testable import Lab

@Suite struct KubernetesListTests {
    private let lab = Played(KubernetesSite(cluster: .gcp))

    private func names(_ target: String) async -> [String] {
        let items = await lab.ask("GET", target).json["items"]?.elements ?? []
        return items.compactMap { $0["metadata"]?["name"]?.text }
    }

    @Test func aListIsSortedAsEtcdSorts() async {
        let items = await lab.ask("GET", "/api/v1/pods").json["items"]?.elements ?? []
        let keys = items.map { ObjectKey(namespace: $0["metadata"]?["namespace"]?.text ?? "", name: $0["metadata"]?["name"]?.text ?? "") }
        #expect(keys.count == 21)
        #expect(keys == keys.sorted())
    }

    @Test func pagesAddUpToTheWhole() async throws {
        let whole = await names("/api/v1/pods")
        var pages: [String] = []
        var token = ""
        var versions: Set<String> = []
        repeat {
            let page = await lab.ask("GET", "/api/v1/pods?limit=8&continue=\(token)").json
            pages += (page["items"]?.elements ?? []).compactMap { $0["metadata"]?["name"]?.text }
            if pages.count == 8 { #expect(page["metadata"]?["remainingItemCount"]?.int == 13) }
            versions.insert(page["metadata"]?["resourceVersion"]?.text ?? "")
            token = page["metadata"]?["continue"]?.text ?? ""
        } while !token.isEmpty
        #expect(pages == whole)
        #expect(versions.count == 1)
    }

    @Test func statefulAndDaemonSetsKeepTheirRevisionsAndPodsNameTheirs() async throws {
        let items = try #require(await lab.ask("GET", "/apis/apps/v1/namespaces/argocd/controllerrevisions").json["items"]?.elements)
        let own = items.filter { $0["metadata"]?["ownerReferences"]?.elements?.first?["name"]?.text == "argocd-application-controller" }
            .sorted { ($0["revision"]?.int ?? 0) < ($1["revision"]?.int ?? 0) }
        #expect(own.map { $0["revision"]?.int } == [1, 2] && own[0]["spec"] == nil && own[0]["status"] == nil)
        let images = own.map { $0["data"]?["spec"]?["template"]?["spec"]?["containers"]?.elements?.first?["image"]?.text }
        #expect(images == ["quay.io/argoproj/argocd:v2.13.3", "quay.io/argoproj/argocd:v2.14.11"])
        #expect(own[1]["data"]?["spec"]?["template"]?["$patch"]?.text == "replace")
        let pod = await lab.ask("GET", "/api/v1/namespaces/argocd/pods/argocd-application-controller-0").json
        #expect(pod["metadata"]?["labels"]?["controller-revision-hash"]?.text == own[1]["metadata"]?["name"]?.text)

        let daemons = await lab.ask("GET", "/apis/apps/v1/namespaces/monitoring/controllerrevisions").json["items"]?.elements ?? []
        let hashes = await lab.ask("GET", "/api/v1/namespaces/monitoring/pods?labelSelector=controller-revision-hash").json["items"]?.elements ?? []
        #expect(daemons.count == 1 && !hashes.isEmpty)
        for pod in hashes {
            let hash = pod["metadata"]?["labels"]?["controller-revision-hash"]?.text
            #expect(hash == daemons[0]["metadata"]?["labels"]?["controller-revision-hash"]?.text)
        }
    }

    @Test func aTokenThatOutlivedTheHistoryIsExpiredAndOffersAnother() async throws {
        let token = try #require(await lab.ask("GET", "/api/v1/pods?limit=8").json["metadata"]?["continue"]?.text)
        await lab.stage.apply(.cluster(.gcp, .deletePod(namespace: "argocd", name: "argocd-application-controller-0")))
        await lab.stage.apply(.cluster(.gcp, .compact))
        let expired = await lab.ask("GET", "/api/v1/pods?limit=8&continue=\(token)")
        #expect(expired.status == 410)
        #expect(expired.json["reason"]?.text == "Expired")
        let fresh = try #require(expired.json["metadata"]?["continue"]?.text)
        #expect(await names("/api/v1/pods?continue=\(fresh)").count == 13)
    }

    @Test(arguments: [
        ("labelSelector=app%3Dmlflow", 1), ("labelSelector=app", 7), ("labelSelector=!app,!k8s-app", 12),
        ("labelSelector=app%20in%20(mlflow,grafana)", 2), ("labelSelector=app%20notin%20(mlflow),app", 6),
        ("fieldSelector=status.phase%3DSucceeded", 2), ("fieldSelector=status.phase!%3DSucceeded", 19),
        ("fieldSelector=spec.nodeName%3Dmlops-control,metadata.namespace%3Dargocd", 7),
        ("fieldSelector=metadata.name%3Dargocd-application-controller-0", 1),
    ])
    func selectorsChoose(_ query: String, _ count: Int) async {
        #expect(await names("/api/v1/pods?" + query).count == count)
    }

    @Test(arguments: [
        ("/api/v1/pods?fieldSelector=spec.color%3Dred", 400, "BadRequest"), ("/api/v1/pods?labelSelector=a%20in%20b", 400, "BadRequest"),
        ("/api/v1/pods?resourceVersion=99999999999", 504, "Timeout"), ("/api/v1/pods?resourceVersion=x", 400, "BadRequest"),
        ("/api/v1/namespaces/argocd/pods/none", 404, "NotFound"), ("/apis/apps/v1/namespaces/argocd/deployments/none", 404, "NotFound"),
    ])
    func refusalsAreStatusObjects(_ target: String, _ status: Int, _ reason: String) async {
        let response = await lab.ask("GET", target)
        #expect(response.status == status)
        #expect(response.json["kind"]?.text == "Status")
        #expect(response.json["code"]?.int == Int64(status))
        #expect(response.json["reason"]?.text == reason)
    }

    @Test func unknownPathsAreAnsweredInText() async {
        for target in ["/", "/api/v2", "/api/v1/gadgets", "/apis/apps/v1/pods"] {
            #expect(await lab.ask("GET", target).text == "404 page not found\n")
        }
    }

    @Test func aRealPodHasNoMemberThatOursLacks() async throws {
        let edge = Played(KubernetesSite(cluster: .k3d), .oom)
        let recorded = try #require(Fixture.json("kubernetes/message-oomkill-pod.json")["items"]?.elements?.first)
        // What only the recorded pod has: its own command and labels, the field names of its managers, why it is not ready.
        let foreign = ["command", ".labels.", "args", ".f:", ".conditions[].reason"]
        let expected = shape(recorded).filter { path in
            !foreign.contains { path.contains($0) } && path != ".kind: string" && path != ".apiVersion: string"
        }
        let iris = await edge.ask("GET", "/api/v1/namespaces/ml-apps/pods?labelSelector=app%3Diris-classifier").json["items"]?.elements?
            .first
        let killed = shape(try #require(iris)).map { $0.replacing(".lastState.terminated", with: ".state.terminated") }
        #expect(expected.subtracting(killed) == [])
    }

    @Test func aRealDeploymentHasNoMemberThatOursLacks() async throws {
        let recorded = try #require(Fixture.json("kubernetes/deployment-list.json")["items"]?.elements?.first)
        let wanted = [".status", ".spec.strategy", ".spec.selector{}", ".spec.replicas", ".metadata.generation"]
        let expected = shape(recorded).filter { path in wanted.contains { path.hasPrefix($0) } }
        let ours = await lab.ask("GET", "/apis/apps/v1/namespaces/argocd/deployments/argocd-server").json
        #expect(expected.subtracting(shape(ours)) == [])
    }

    @Test func tablesHoldWhatKubectlShows() async throws {
        let accept = ["accept": "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"]
        let edge = Played(KubernetesSite(cluster: .k3d), .oom)
        let table = await edge.ask("GET", "/api/v1/namespaces/ml-apps/pods", accept).json
        #expect(table["kind"]?.text == "Table")
        #expect(table["columnDefinitions"]?.elements?.prefix(5).map { $0["name"]?.text } == ["Name", "Ready", "Status", "Restarts", "Age"])
        let row = try #require(table["rows"]?.elements?.first)
        #expect(row["cells"]?.elements?[1...4] == ["1/1", "Running", "4 (2m27s ago)", "12m"])
        #expect(row["object"]?["kind"]?.text == "PartialObjectMetadata")
        let bare = await edge.ask("GET", "/api/v1/pods?includeObject=None", accept).json
        #expect(bare["rows"]?.elements?.first?["object"] == .null)
    }

    @Test func eventsAreServedByTwoGroups() async throws {
        let edge = Played(KubernetesSite(cluster: .k3d), .oom)
        let query = "?fieldSelector=reason%3DBackOff"
        let old = try #require(await edge.ask("GET", "/api/v1/events" + query).json["items"]?.elements?.first)
        let new = try #require(await edge.ask("GET", "/apis/events.k8s.io/v1/events" + query).json["items"]?.elements?.first)
        #expect(old["count"]?.int == 3)
        #expect(old["involvedObject"]?["fieldPath"]?.text == "spec.containers{model-server}")
        #expect(new["deprecatedCount"]?.int == 3)
        #expect(new["note"] == old["message"])
        #expect(new["regarding"] == old["involvedObject"])
    }
}
