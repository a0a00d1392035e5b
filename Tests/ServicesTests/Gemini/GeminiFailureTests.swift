import Host
import JSON
import Testing

@testable import Services

@Suite struct GeminiFailureTests {
    /// One entry of `gemini/errors.json`.
    struct Case: CustomTestStringConvertible {
        var id: String, surface: String, body: String, kind: String
        var testDescription: String { id }

        static let all: [Case] = {
            guard let cases = try? Fixture.value("gemini/errors.json")["cases"].array else { return [] }
            return cases.filter { $0["surface"].string != "oauth2.googleapis.com/token" }.map {
                Case(
                    id: $0["id"].string ?? "", surface: $0["surface"].string ?? "", body: $0["body"].text,
                    // The entry's own comment: "limit: 0" in the message means that there is no quota at all.
                    kind: $0["id"].string == "dev-429-minute-and-day" ? "quota-zero" : $0["expect"]["kind"].string ?? "")
            }
        }()
    }

    @Test func theCasesAreThere() { #expect(Case.all.count == 22) }

    @Test(arguments: Case.all)
    func eachQuotedErrorIsOfItsKind(quoted: Case) throws {
        let failure = try GeminiFailure(json: quoted.body)
        #expect(failure.kind.rawValue == quoted.kind)
    }

    @Test func theDaysQuotaIsRenewedAtMidnightPacificWhateverRetryInfoSays() throws {
        #expect(
            try sentence("dev-429-day-free-tier", model: "gemini-2.5-flash-lite")
                == "Gemini wants us to wait until 08:00:00Z: the day's quota of gemini-2.5-flash-lite (20) is used up; it is renewed at "
                + "midnight Pacific time.")
    }

    @Test func theMinutesQuotaSaysWhenItTriesAgain() throws {
        let text = try sentence("dev-429-minute-tokens", model: "gemini-2.5-pro")
        #expect(text == "Gemini wants us to wait until 03:07:20Z: the minute's quota of gemini-2.5-pro (250000) is used up.")
    }

    @Test func noQuotaAtAllIsNotWaitedFor() throws {
        #expect(try sentence("dev-429-minute-and-day").contains("has no quota for gemini-3.1-flash-lite (limit 0)"))
    }

    @Test func usedUpCapacityNamesTheLocationsThatHaveMore() throws {
        #expect(
            try sentence("vertex-429-shared", vertex: true)
                == "Vertex AI wants us to wait until 03:08:00Z: its shared capacity is used up for now; the location \"global\" or a "
                + "multi-region (us, eu) has more.")
    }

    @Test func aRetiredModelListsTheFourReasonsAndWhatToSet() throws {
        #expect(
            try sentence("vertex-404-new-wording", model: "gemini-2.5-flash-lite", vertex: true)
                == "Vertex AI refused (404): the model \"gemini-2.5-flash-lite\" does not answer in location \"global\": it is retired, "
                + "misspelt, not served there, or not open to this project. Set model = \"gemini-3.1-flash-lite\" under [gemini] in "
                + "config.toml.")
        #expect(try sentence("dev-404-retired-new-users").contains("Set model = \"gemini-3.5-flash-lite\""))
    }

    @Test func anExpiredKeyIsNamedByItsSourceOnly() throws {
        #expect(
            try sentence("dev-400-key-expired")
                == "Gemini rejected the API key from env:GEMINI_API_KEY, which has expired; renew it.")
        #expect(try sentence("dev-403-leaked").contains("reported as leaked"))
    }

    @Test func aDisabledServiceShowsTheLinkAsText() throws {
        #expect(
            try sentence("vertex-403-service-disabled", vertex: true)
                == "Vertex AI forbids asking gemini-3.1-flash-lite: aiplatform.googleapis.com is not enabled in projects/123456789012. "
                + "Enable it at https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview?project=123456789012, "
                + "then wait a few minutes.")
    }

    @Test func aMissingPermissionNamesTheRole() throws {
        let failure: GeminiFailure = try Fixture.read("gemini/mock-firebase/vertexai/unary-failure-iam-permission-denied.json")
        #expect("\(failure.error(situation(vertex: true)))".contains("aiplatform.endpoints.predict; grant it roles/aiplatform.user"))
    }

    @Test func aQuotaOfZeroInARegionIsReadFromItsErrorInfo() throws {
        let failure: GeminiFailure = try Fixture.read("gemini/mock-firebase/vertexai/unary-failure-quota-exceeded.json")
        #expect(failure.kind == .quotaZero)
    }

    @Test func everyRecordedFailureGivesASentence() throws {
        for folder in ["googleai", "vertexai"] {
            for name in try Fixture.names(in: "gemini/mock-firebase/\(folder)")
            where name.hasPrefix("unary-failure") && name.hasSuffix(".json") {
                let bytes = try Fixture.bytes("gemini/mock-firebase/\(folder)/\(name)")
                guard let failure = try? JSON.read(GeminiFailure.self, from: bytes) else { continue }  // answers with status 200
                let sentence = "\(failure.error(situation(vertex: folder == "vertexai")))"
                #expect(!sentence.contains("\n") && !sentence.contains("REDACTED-KEY"), "\(name)")
            }
        }
    }

    private func sentence(_ id: String, model: String = "gemini-3.1-flash-lite", vertex: Bool = false) throws -> String {
        let quoted = try #require(Case.all.first { $0.id == id })
        return "\(try GeminiFailure(json: quoted.body).error(situation(model: model, vertex: vertex)))"
    }

    private func situation(model: String = "gemini-3.1-flash-lite", vertex: Bool) -> GeminiSituation {
        var configuration = GeminiConfiguration(endpoint: vertex ? .vertex(project: "p", location: "global") : .developer)
        configuration.credential = "the API key from env:GEMINI_API_KEY"
        return GeminiSituation(
            model: model, configuration: configuration, now: Timestamp(rfc3339: "2026-11-23T03:07:00Z") ?? Timestamp(milliseconds: 0))
    }
}
