import Host
import JSON
import Testing

@testable import Services

@Suite struct ApplicationTests {
    @Test func aRecordedApplicationIsReadWhole() throws {
        let app: Application = try Fixture.read("argocd/getResponseStub.json")
        #expect(app.id == "argocd/guestbook")
        #expect(app.uid == "f959d66b-9ef2-4819-a1f2-f35874b61303")
        #expect(app.project == "default")
        #expect(app.server == "https://kubernetes.default.svc")
        #expect(app.repository == "https://github.com/argoproj/argocd-example-apps")
        #expect(app.sync == "Synced")
        #expect(app.revision == "6bed858de32a0e876ec49dad1a2e3c5840d3fb07")
        #expect(app.health == "Healthy")
        #expect(app.images == ["gcr.io/heptio-images/ks-guestbook-demo:0.2"])
        #expect(app.operationPhase == "Succeeded")
        #expect(app.operationFinished?.rfc3339 == "2020-11-18T16:47:04Z")
        #expect(app.resources.map(\.kind) == ["Service", "Deployment"])
        #expect(app.history.map(\.id) == [0])
        #expect(!app.automated)
    }

    @Test func anApplicationWithoutSpecIsUnknownRatherThanRefused() throws {
        let app: Application = try Fixture.read("argocd/getResponseStubMissingData.json")
        #expect(app.name == "guestbook")
        #expect(app.health == "Unknown")
        #expect(app.repository == "")
    }

    @Test func aListOfNullIsEmpty() throws {
        let list: ApplicationList = try Fixture.read("argocd/getEmptyResponseStub.json")
        #expect(list.applications.isEmpty)
        #expect(list.resourceVersion == "7277391")
    }

    @Test func severalSourcesShowTheFirst() throws {
        let app = try Application(
            json: """
                {"metadata":{"name":"a"},"spec":{"sources":[{"repoURL":"https://one","chart":"c","targetRevision":"1.2"},{"repoURL":"https://two"}]},
                "status":{"sync":{"status":"OutOfSync","revisions":["r1","r2"]},"history":[{"id":3,"revisions":["r1"]}]}}
                """)
        #expect(app.repository == "https://one")
        #expect(app.path == "c")
        #expect(app.revision == "r1")
        #expect(app.history.first?.revision == "r1")
    }

    @Test func automatedSyncCanBeSwitchedOffAndKeepItsSettings() throws {
        func application(_ automated: String) throws -> Application {
            try Application(json: #"{"metadata":{"name":"a"},"spec":{"syncPolicy":{"automated":\#(automated)}}}"#)
        }
        #expect(try application(#"{"prune":true,"selfHeal":true}"#).automated)
        #expect(try application("{}").automated)
        let off = try application(#"{"prune":true,"selfHeal":true,"enabled":false}"#)
        #expect(!off.automated && off.prunes && off.selfHeals)
        #expect(try !application("null").automated)
    }
}
