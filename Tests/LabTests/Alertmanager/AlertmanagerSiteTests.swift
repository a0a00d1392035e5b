import Testing

@testable import Lab

@Suite struct AlertmanagerSiteTests {
    private let lab = Played(AlertmanagerSite(), .oom)

    private func alerts(_ query: String = "") async -> [JSON] {
        await lab.ask("GET", "/api/v2/alerts" + query).json.elements ?? []
    }

    private func silence(
        _ matcher: String = #"{"name":"alertname","value":"ModelPodOOMKilled","isRegex":false}"#, id: String = "",
        from: Span = .zero, to: Span = .hours(2)
    ) -> String {
        let (starts, ends) = ((lab.clock.now() + from).rfc3339, (lab.clock.now() + to).rfc3339)
        let identity = id.isEmpty ? "" : #""id":"\#(id)","#
        return #"{\#(identity)"matchers":[\#(matcher)],"startsAt":"\#(starts)","endsAt":"\#(ends)","createdBy":"ada","comment":"known"}"#
    }

    @Test func onlyFiringAlertsArrive() async throws {
        let all = await alerts()
        #expect(all.map { $0["labels"]?["alertname"]?.text } == ["ModelPodOOMKilled"])
        let alert = try #require(all.first)
        #expect(alert["status"]?["state"]?.text == "active")
        #expect(alert["fingerprint"]?.text?.count == 16)
        let ends = try #require(Moment(rfc3339: alert["endsAt"]?.text ?? ""))
        #expect(ends > lab.clock.now())
    }

    @Test func theExternalLabelGivesWayToTheSeriesOwn() async {
        let edge = await alerts().first
        #expect(edge?["labels"]?["cluster"]?.text == "k3d-on-premises")
        let worse = Training(experiment: Platform.wineExperiment, name: "shallow", commit: "2c88d1f", depth: 2, wrong: 111)
        await lab.stage.apply(.mlflow(.trained(worse)))
        await lab.pass(.seconds(20))
        let drift = await alerts("?filter=alertname%3D%22ModelAccuracyDrift%22").first
        #expect(drift?["labels"]?["cluster"]?.text == "gcp-mlops-platform")
    }

    @Test func filtersAreMatchers() async {
        #expect(await alerts("?filter=severity%3D%22critical%22").count == 1)
        #expect(await alerts("?filter=severity%3D~%22warn.*%22").isEmpty)
        #expect(await alerts("?filter=pod!%3D%22x%22&filter=namespace%3Dml-apps").count == 1)
        #expect(await alerts("?receiver=quarter.*").count == 1)
        #expect(await alerts("?receiver=quarter").isEmpty)
        let refused = await lab.ask("GET", "/api/v2/alerts?filter=nonsense")
        #expect(refused.status == 400)
        #expect(refused.text == #""bad matcher format: nonsense""#)
    }

    @Test func alertsComeInGroups() async {
        let groups = await lab.ask("GET", "/api/v2/alerts/groups").json.elements ?? []
        #expect(groups.map { $0["labels"] } == [.map(["alertname": "ModelPodOOMKilled", "cluster": "k3d-on-premises"])])
        #expect(groups.first?["alerts"]?.elements?.count == 1)
    }

    @Test func aSilenceSuppressesAndEnds() async throws {
        let id = try #require(await lab.ask("POST", "/api/v2/silences", body: silence()).json["silenceID"]?.text)
        let suppressed = try #require(await alerts().first)
        #expect(suppressed["status"]?["state"]?.text == "suppressed")
        #expect(suppressed["status"]?["silencedBy"]?.elements == [.string(id)])
        #expect(await alerts("?silenced=false").isEmpty)
        #expect(await lab.ask("DELETE", "/api/v2/silence/\(id)").status == 200)
        #expect(await alerts().first?["status"]?["state"]?.text == "active")
        #expect(await lab.ask("GET", "/api/v2/silence/\(id)").json["status"]?["state"]?.text == "expired")
        #expect(await lab.ask("DELETE", "/api/v2/silence/unknown").status == 404)
    }

    @Test func anotherEndKeepsTheSilenceAndOtherMatchersMakeANewOne() async throws {
        let id = try #require(await lab.ask("POST", "/api/v2/silences", body: silence()).json["silenceID"]?.text)
        let longer = await lab.ask("POST", "/api/v2/silences", body: silence(id: id, to: .hours(4)))
        #expect(longer.json["silenceID"]?.text == id)
        let other = #"{"name":"pod","value":"iris.*","isRegex":true}"#
        let changed = try #require(await lab.ask("POST", "/api/v2/silences", body: silence(other, id: id)).json["silenceID"]?.text)
        #expect(changed != id)
        let states = await lab.ask("GET", "/api/v2/silences").json.elements?.map { $0["status"]?["state"]?.text }
        #expect(Set(states ?? []) == ["expired", "active"])
    }

    @Test func badSilencesAreRefused() async {
        let empty = await lab.ask("POST", "/api/v2/silences", body: silence(#"{"name":"pod","value":".*","isRegex":true}"#))
        #expect(empty.status == 400)
        let past = await lab.ask("POST", "/api/v2/silences", body: silence(from: .hours(-2), to: .hours(-1)))
        #expect(past.text.contains("end time can't be in the past"))
        let short = await lab.ask("POST", "/api/v2/silences", body: #"{"matchers":[]}"#)
        #expect(short.status == 422)
        #expect(await lab.ask("POST", "/api/v2/silences", body: silence(id: "unknown")).status == 404)
    }

    @Test func theFirstVersionIsGone() async {
        #expect(await lab.ask("GET", "/api/v1/alerts").status == 410)
        #expect(await lab.ask("GET", "/api/v2/status").json["versionInfo"]?["version"]?.text == "0.27.0")
    }

    @Test func fingerprintsAreThoseOfPrometheus() {
        // Of the empty set and of {a="b"}: FNV-1a over the names and values, each followed by 255.
        #expect(AlertmanagerAlert.fingerprint(of: [:]) == "cbf29ce484222325")
        #expect(AlertmanagerAlert.fingerprint(of: ["b": "1", "a": "2"]) == AlertmanagerAlert.fingerprint(of: ["a": "2", "b": "1"]))
    }
}
