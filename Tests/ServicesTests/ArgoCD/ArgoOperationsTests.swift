import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct ArgoOperationsTests {
    private let http = ScriptedHTTP()
    private var client: ArgoClient { ArgoClient(.scripted(ArgoClient.configuration(base: "https://argocd"), http)) }
    private let iris = ArgoTarget("iris-classifier", namespace: "argocd", project: "ml")
    private let application =
        #"{"metadata":{"name":"iris-classifier"},"operation":{"sync":{"revision":"5be1"},"info":[{"name":"quarterdeck","value":"op-7"}]}}"#

    @Test func aSyncSaysWhatItWantsAndIsKnownAgainByItsNotes() async throws {
        http.on("POST", "/api/v1/applications/iris-classifier/sync", .json(application))
        var sync = ArgoSync()
        (sync.revision, sync.prunes, sync.notes) = ("5be1", true, ["quarterdeck": "op-7"])
        sync.resources = [.init(group: "apps", kind: "Deployment", namespace: "ml-apps", name: "iris")]
        sync.strategy = .apply
        sync.options = ["ServerSideApply=true"]
        let state = try await client.sync(iris, sync)
        #expect(state.operation.isWaiting && !state.operation.isFinished)
        #expect(state.operation.revision == "5be1")
        #expect(state.operation.notes == ["quarterdeck": "op-7"])
        #expect(
            http.last?.text
                == #"{"name":"iris-classifier","appNamespace":"argocd","project":"ml","revision":"5be1","prune":true,"dryRun":false,"strategy":{"apply":{"force":false}},"resources":[{"group":"apps","kind":"Deployment","namespace":"ml-apps","name":"iris"}],"syncOptions":{"items":["ServerSideApply=true"]},"infos":[{"name":"quarterdeck","value":"op-7"}]}"#
        )
    }

    @Test func theRecordedAnswerToASyncIsRead() async throws {
        http.on("POST", "/sync", .bytes(try Fixture.bytes("argocd/syncResp.json")))
        let state = try await client.sync(ArgoTarget("backstage20220408139-nonprod"))
        #expect(state.application.name == "backstage20220408139-nonprod")
        #expect(state.automation.isOn && state.automation.prunes && state.automation.selfHeals && state.automation.allowsEmpty)
        #expect(http.last?.text == #"{"name":"backstage20220408139-nonprod","prune":false,"dryRun":false,"strategy":{"hook":{}}}"#)
    }

    @Test(arguments: [
        (400, 9, "another operation is already in progress", "ArgoCD refused (400): another operation is already in progress"),
        (403, 7, "permission denied", "ArgoCD forbids application iris-classifier: permission denied"),
        (
            409, 10, "the object has been modified",
            "ArgoCD refused (409): the object has been modified. Nothing was changed; look at it again first."
        ),
        (503, 14, "connection error", "ArgoCD is failing (503): connection error. It was sent, and whether it was done is not known."),
        (504, 4, "deadline exceeded", "ArgoCD is failing (504): deadline exceeded. It was sent, and whether it was done is not known."),
    ])
    func refusalsAreReadByTheirCode(status: Int, code: Int, message: String, sentence: String) async {
        http.on("POST", "/sync", .json(#"{"error":"x","code":\#(code),"message":"\#(message)"}"#, status: status))
        await expect(sentence: sentence) { _ = try await client.sync(iris) }
        #expect(http.requests.count == 1)
    }

    @Test func anOperationIsFollowedToItsEnd() throws {
        let state = try ArgoState(
            json: """
                {"metadata":{"name":"iris","annotations":{"argocd.argoproj.io/refresh":"normal"}},
                "spec":{"syncPolicy":{"automated":{"prune":true,"enabled":false}}},
                "status":{"operationState":{"phase":"Failed","message":"one or more objects failed to apply","retryCount":2,
                "startedAt":"2026-11-23T03:31:02Z","finishedAt":"2026-11-23T03:31:09Z",
                "operation":{"sync":{"revision":"5be1","prune":true},"initiatedBy":{"username":"ana"},"info":[{"name":"quarterdeck","value":"op-7"}]},
                "syncResult":{"revision":"5be1c0de","resources":[
                {"group":"apps","kind":"Deployment","namespace":"ml-apps","name":"iris","status":"SyncFailed","message":"image is required"},
                {"kind":"Service","namespace":"ml-apps","name":"iris","status":"Synced","hookPhase":"Running","message":"unchanged"}]}}}}
                """)
        #expect(state.isRefreshPending)
        #expect(!state.automation.isOn && state.automation.prunes)
        let operation = state.operation
        #expect(operation.isFinished && operation.by == "ana" && operation.syncedRevision == "5be1c0de" && operation.retries == 2)
        #expect(operation.results.filter(\.hasFailed).map(\.message) == ["image is required"])
        #expect(operation.finished?.clock == "03:31:09")
    }

    @Test func aRefreshThatTakesLongIsAskedForAndNotWaitedFor() async throws {
        http.on("GET", "/applications/iris-classifier", .failure(TransportError.timedOut(host: "argocd:443", waiting: "answer", after: .seconds(10))))
        #expect(try await client.refresh(iris, hard: true) == nil)
        #expect(http.last?.url == "https://argocd/api/v1/applications/iris-classifier?refresh=hard&appNamespace=argocd&project=ml")
        #expect(http.requests.count == 1)
        http.on("GET", "/applications/iris-classifier", .json(application))
        #expect(try await client.refresh(iris)?.application.name == "iris-classifier")
        http.on("GET", "/applications/iris-classifier", .failure(TransportError.noConnection(host: "argocd:443", reason: "connection refused")))
        await expect(sentence: "ArgoCD did not answer at argocd:443: connection refused.") { _ = try await client.refresh(iris) }
    }

    @Test func anOperationIsStoppedWithTheMediaTypeThatArgoWants() async throws {
        http.on("DELETE", "/applications/iris-classifier/operation", .json("{}"))
        try await client.terminate(iris)
        #expect(http.last?.headers["Content-Type"] == "application/json")
        #expect(http.last?.url.hasSuffix("/operation?appNamespace=argocd&project=ml") == true)
    }

    @Test func goingBackNamesTheDeploymentAndIsRefusedUnderAutomatedSync() async throws {
        http.on("POST", "/rollback", .json(application))
        _ = try await client.rollBack(iris, to: 3)
        #expect(http.last?.text == #"{"name":"iris-classifier","id":3,"prune":false,"dryRun":false,"appNamespace":"argocd","project":"ml"}"#)
        let sentence = "rollback cannot be initiated when auto-sync is enabled"
        http.on("POST", "/rollback", .json(#"{"code":9,"message":"\#(sentence)"}"#, status: 400))
        await #expect(throws: WriteFailure.refused(.refused(service: "ArgoCD", status: 400, sentence: sentence))) {
            _ = try await client.rollBack(iris, to: 3)
        }
    }

    @Test func automatedSyncIsSwitchedOrForgottenByVersion() async throws {
        http.on("PATCH", "/applications/iris-classifier", .json(application))
        var automation = ArgoAutomation()
        (automation.prunes, automation.selfHeals) = (true, true)
        func patch(knowsSwitch: Bool) async throws -> String? {
            _ = try await client.setAutomation(automation, of: iris, knowsSwitch: knowsSwitch)
            let body = try JSON.value(http.last?.body ?? [])
            #expect(body["patchType"] == "merge")
            return body["patch"].string
        }
        #expect(try await patch(knowsSwitch: false) == #"{"spec":{"syncPolicy":{"automated":null}}}"#)
        #expect(
            try await patch(knowsSwitch: true)
                == #"{"spec":{"syncPolicy":{"automated":{"prune":true,"selfHeal":true,"allowEmpty":false,"enabled":false}}}}"#)
        automation.isOn = true
        #expect(
            try await patch(knowsSwitch: false) == #"{"spec":{"syncPolicy":{"automated":{"prune":true,"selfHeal":true,"allowEmpty":false}}}}"#)
        #expect(ArgoAutomation.canBeSwitched(at: "v3.1.0+abc") && ArgoAutomation.canBeSwitched(at: "v10.0.1"))
        #expect(
            !ArgoAutomation.canBeSwitched(at: "v3.0.12") && !ArgoAutomation.canBeSwitched(at: "v2.13.1+af54ef8")
                && !ArgoAutomation.canBeSwitched(at: ""))
    }

    @Test func whatTheTokenMayDoIsAsked() async throws {
        http.on("GET", "/api/v1/account/can-i/applications/sync/ml/iris-classifier", .json(#"{"value":"yes"}"#), .json(#"{"value":"no"}"#))
        #expect(try await client.may("sync", on: "ml/iris-classifier"))
        #expect(try await !client.may("sync", on: "ml/iris-classifier"))
    }
}
