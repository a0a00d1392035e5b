import Host
import JSON
import Testing

@testable import Services

@Suite struct AlertmanagerModelsTests {
    @Test func aSuppressedAlertNamesWhatSuppressesIt() throws {
        let alert = try AlertmanagerAlert(
            json: """
                {"annotations":{"summary":"OOM"},"endsAt":"2026-11-23T03:11:00.000Z","fingerprint":"1ec4a3a5ab6f5fb2",
                "receivers":[{"name":"webhook"}],"startsAt":"2026-11-23T03:07:00.123Z",
                "status":{"inhibitedBy":[],"silencedBy":["b3a5"],"state":"suppressed"},"updatedAt":"2026-11-23T03:07:15.000Z",
                "generatorURL":"http://prometheus:9090/graph","labels":{"alertname":"ModelPodOOMKilled","cluster":"gcp-mlops-platform"}}
                """)
        #expect(alert.state == "suppressed")
        #expect(alert.silencedBy == ["b3a5"])
        #expect(alert.mutedBy.isEmpty)  // since 0.28
        #expect(alert.receivers == ["webhook"])
        #expect(alert.startsAt?.rfc3339 == "2026-11-23T03:07:00Z")
        #expect(alert.labels["alertname"] == "ModelPodOOMKilled")
    }

    @Test func anAlertWithoutFingerprintHasNoIdentityAndIsRefused() {
        #expect(throws: JSONError.missing("fingerprint")) { try AlertmanagerAlert(json: #"{"labels":{}}"#) }
    }

    @Test func aMatcherOfAnOldServerMatchesPositively() throws {
        let silence = try Silence(
            json: """
                {"id":"5f8a","status":{"state":"active"},"updatedAt":"2026-11-23T03:00:00Z","comment":"known","createdBy":"ana",
                "startsAt":"2026-11-23T03:00:00Z","endsAt":"2026-11-23T05:00:00Z",
                "matchers":[{"name":"alertname","value":"ModelPodOOMKilled","isRegex":false},
                {"name":"pod","value":"iris-.*","isRegex":true,"isEqual":false}]}
                """)
        #expect(silence.matchers.map(\.words) == [#"alertname="ModelPodOOMKilled""#, #"pod!~"iris-.*""#])
        #expect(silence.state == "active")
        #expect(silence.endsAt?.clock == "05:00:00")
    }

    @Test func theStatusKeepsVersionAndStartButNotTheConfiguration() throws {
        let status = try AlertmanagerStatus(
            json: """
                {"cluster":{"name":"01","peers":[],"status":"ready"},"config":{"original":"global: {}"},"uptime":"2026-11-20T10:00:00.000Z",
                "versionInfo":{"branch":"HEAD","buildDate":"","buildUser":"","goVersion":"","revision":"","version":"0.27.0"}}
                """)
        #expect(status.version == "0.27.0")
        #expect(status.cluster == "ready")
        #expect(status.started?.rfc3339 == "2026-11-20T10:00:00Z")
    }
}
