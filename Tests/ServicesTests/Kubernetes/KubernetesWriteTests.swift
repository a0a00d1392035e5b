import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct KubernetesWriteTests {
    private let http = ScriptedHTTP()
    private var client: KubernetesClient { KubernetesClient(.scripted(.init(service: "k3d", base: "https://k3d:6443"), http)) }

    @Test func aPodIsDeletedByItsUid() async throws {
        http.on("DELETE", "/api/v1/namespaces/ml-apps/pods/iris-7c9", .json(#"{"kind":"Pod"}"#))
        try await client.deletePod(namespace: "ml-apps", name: "iris-7c9", uid: "u-1", gracePeriod: 0, isTrial: true)
        #expect(
            http.last?.text
                == #"{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u-1"},"gracePeriodSeconds":0,"dryRun":["All"]}"#)
        try await client.deletePod(namespace: "ml-apps", name: "iris-7c9", uid: "u-1")
        #expect(http.last?.text == #"{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u-1"}}"#)
    }

    @Test func anotherPodOfTheSameNameIsLeftAlone() async {
        let message = "Operation cannot be fulfilled on Pod \\\"db-0\\\": the UID in the precondition (u-1) does not match the UID in record (u-2)."
        http.on("DELETE", "/pods/db-0", .json(#"{"kind":"Status","reason":"Conflict","code":409,"message":"\#(message)"}"#, status: 409))
        do throws(WriteFailure) {
            try await client.deletePod(namespace: "a", name: "db-0", uid: "u-1")
            Issue.record("it was deleted")
        } catch {
            guard case .conflict = error else {
                Issue.record("\(error)")
                return
            }
        }
        http.on("DELETE", "/pods/db-0", .json(#"{"kind":"Status","code":404,"message":"pods \"db-0\" not found"}"#, status: 404))
        await expect(sentence: "k3d has no pod a/db-0.") { try await client.deletePod(namespace: "a", name: "db-0", uid: "u-1") }
    }

    @Test func aRestartIsAnAnnotationOnThePodsTemplate() async throws {
        http.on("PATCH", "/apis/apps/v1/namespaces/ml-apps/deployments/iris", .json(#"{"metadata":{"generation":5}}"#))
        let moment = try #require(Timestamp(rfc3339: "2026-11-23T03:31:02Z"))
        #expect(try await client.restart(.deployment, namespace: "ml-apps", name: "iris", uid: "d", at: moment) == 5)
        #expect(http.last?.url == "https://k3d:6443/apis/apps/v1/namespaces/ml-apps/deployments/iris?fieldManager=quarterdeck")
        #expect(http.last?.headers["Content-Type"] == "application/strategic-merge-patch+json")
        #expect(
            http.last?.text
                == #"{"metadata":{"uid":"d"},"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-11-23T03:31:02Z"}}}}}"#
        )
        http.on("PATCH", "/statefulsets/db", .json(#"{"metadata":{}}"#))
        _ = try await client.restart(.statefulSet, namespace: "a", name: "db", uid: "s", at: moment, isTrial: true)
        #expect(http.last?.url.hasSuffix("/statefulsets/db?fieldManager=quarterdeck&dryRun=All") == true)
    }

    @Test func anObjectThatWasMadeAnewIsNotRestarted() async {
        let sentence = "Deployment.apps \"iris\" is invalid: metadata.uid: Invalid value: \"d\": field is immutable"
        http.on("PATCH", "/deployments/iris", .json(Value.object([.init("message", .string(sentence))]).text, status: 422))
        await #expect(throws: WriteFailure.conflict(.refused(service: "k3d", status: 422, sentence: sentence))) {
            _ = try await client.restart(.deployment, namespace: "a", name: "iris", uid: "d", at: Timestamp(milliseconds: 0))
        }
    }

    @Test func whatMayBeDoneIsAsked() async throws {
        http.on(
            "POST", "/selfsubjectaccessreviews", .json(#"{"status":{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding"}}"#),
            .json(#"{"status":{"allowed":false}}"#))
        #expect(try await client.mayI("delete", "pods", namespace: "ml-apps").isAllowed)
        #expect(try await !client.mayI("get", "pods/log", namespace: "ml-apps", name: "iris").isAllowed)
        let body = try JSON.value(http.last?.body ?? [])
        #expect(
            body["spec"]["resourceAttributes"] == [
                "verb": "get", "group": "", "resource": "pods", "subresource": "log", "namespace": "ml-apps", "name": "iris",
            ])
    }

    @Test func aRolloutsFactsAreReadAndWhatMayNotBeReadIsLeftOut() async throws {
        http.on(
            "GET", "/apis/apps/v1/namespaces/a/deployments/iris",
            .json(
                #"{"metadata":{"name":"iris","uid":"d"},"spec":{"progressDeadlineSeconds":60,"selector":{"matchLabels":{"app":"iris"},"matchExpressions":[{"key":"tier","operator":"In","values":["a","b"]}]}}}"#
            ))
        http.on(
            "GET", "/replicasets",
            .json(#"{"items":[{"metadata":{"name":"iris-1","uid":"r"},"spec":{"template":{"spec":{"containers":[{"name":"m","image":"a:1"}]}}}}]}"#))
        http.on("GET", "/pods", .json(#"{"items":[{"metadata":{"name":"iris-1-x","uid":"p"}}]}"#))
        http.on("GET", "/events", .json(#"{"kind":"Status","code":403,"message":"events is forbidden"}"#, status: 403))
        http.on("GET", "/poddisruptionbudgets", .text("404 page not found", status: 404))
        let facts = try await client.rollout(namespace: "a", name: "iris")
        #expect(facts.deployment.deadline == 60)
        #expect(facts.replicaSets.map(\.images) == [["m": "a:1"]])
        #expect(facts.pods.map(\.meta.name) == ["iris-1-x"])
        #expect(facts.events.isEmpty && facts.budgets.isEmpty)
        #expect(http.requests.contains { $0.url.hasSuffix("/pods?labelSelector=app%3Diris%2Ctier%20in%20%28a%2Cb%29") })
    }
}

@Suite struct LabelSelectorTests {
    @Test(arguments: [
        (#"{"matchLabels":{"app":"iris"}}"#, ["app": "iris", "x": "y"], true), (#"{"matchLabels":{"app":"iris"}}"#, ["app": "wine"], false),
        ("{}", ["a": "b"], true), ("null", ["a": "b"], false),
        (#"{"matchExpressions":[{"key":"a","operator":"NotIn","values":["b"]}]}"#, [:], true),
        (#"{"matchExpressions":[{"key":"a","operator":"Exists"}]}"#, [:], false),
        (#"{"matchExpressions":[{"key":"a","operator":"DoesNotExist"}]}"#, ["a": "b"], false),
        (#"{"matchExpressions":[{"key":"a","operator":"Near"}]}"#, ["a": "b"], false),
    ])
    func selectorsMatchAsKubernetesDoes(json: String, labels: [String: String], matches: Bool) throws {
        let selector = try JSON.with(Array(json.utf8)) { LabelSelector($0) }
        #expect(selector.matches(labels) == matches)
    }
}
