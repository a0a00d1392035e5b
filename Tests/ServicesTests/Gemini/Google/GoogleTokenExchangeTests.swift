import Foundation
import Host
import JSON
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GoogleTokenExchangeTests {
    private let time = ManualTime(Timestamp(milliseconds: 1_795_424_870_000))

    @Test func aServiceAccountAsksWithASignedAssertion() async throws {
        let http = ScriptedHTTP(.json(#"{"access_token":"ya29.secret...","expires_in":3599,"token_type":"Bearer"}"#))
        let token = try await exchange(try serviceAccount(), http).token()
        #expect(token.text == "ya29.secret...")
        #expect(token.expires == time.now() + .seconds(3599))

        let request = try #require(http.requests.first)
        #expect(request.url == "https://oauth2.googleapis.com/token")
        let form = String(decoding: request.body ?? [], as: UTF8.self)
        #expect(form.hasPrefix("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="))
        let parts = try #require(form.split(separator: "=").last).split(separator: ".")
        #expect(parts.count == 3)
        let header = try JSON.value(decoded(parts[0]))
        #expect(header == ["alg": "RS256", "typ": "JWT", "kid": "k1"])
        let claims = try JSON.value(decoded(parts[1]))
        #expect(claims["iss"].string == "quarterdeck@p.iam.gserviceaccount.com")
        #expect(claims["aud"].string == "https://oauth2.googleapis.com/token")
        #expect(claims["iat"].int == 1_795_424_850)
        #expect(claims["exp"].int == 1_795_428_450)
        #expect(decoded(parts[2]).count == 256)
    }

    @Test func aPersonsLoginIsRefreshedAndNamesItsQuotaProject() async throws {
        let http = ScriptedHTTP(.json(#"{"access_token":"ya29.b","expires_in":3599}"#))
        let user = try GoogleIdentity(
            file: Array(
                #"{"type":"authorized_user","client_id":"c","client_secret":"s+s","refresh_token":"1//r","quota_project_id":"p"}"#.utf8),
            name: "file:adc.json")
        let exchange = exchange(user, http)
        _ = try await exchange.token()
        let form = String(decoding: http.requests[0].body ?? [], as: UTF8.self)
        #expect(form == "grant_type=refresh_token&client_id=c&client_secret=s%2Bs&refresh_token=1%2F%2Fr")
        #expect(exchange.extraHeaders == ["x-goog-user-project": "p"])
        #expect(try self.exchange(serviceAccount(), http).extraHeaders.isEmpty)
    }

    @Test func aWrongClockIsSaidWithItsError() async throws {
        let body =
            #"{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."}"#
        let http = ScriptedHTTP(.json(body, status: 400, headers: ["Date": "Mon, 23 Nov 2026 08:55:50 GMT"]))
        await expect(sentence: "Google's sign-in refused (400): this machine's clock is 12 min ahead of Google's; set it (NTP).") {
            _ = try await exchange(serviceAccount(), http).token()
        }
    }

    @Test func aDeletedKeyIsNamedByItsAccount() async throws {
        let http = ScriptedHTTP(.json(#"{"error":"invalid_grant","error_description":"Invalid JWT Signature."}"#, status: 400))
        await expect(
            sentence: "Google's sign-in refused (400): the key of service account quarterdeck@p.iam.gserviceaccount.com was deleted or "
                + "replaced; make a new key file."
        ) { _ = try await exchange(serviceAccount(), http).token() }
    }

    @Test func anOrganisationThatWantsANewLoginSaysWhichCommand() async throws {
        let http = ScriptedHTTP(
            .json(
                #"{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)","error_subtype":"invalid_rapt"}"#,
                status: 400))
        await expect(
            sentence: "Google's sign-in refused (400): the organisation asks for a new login; run gcloud auth application-default login "
                + "again."
        ) { _ = try await exchange(serviceAccount(), http).token() }
    }

    @Test func aKeyFileOfAnotherKindSaysWhatToDoInstead() {
        #expect(throws: (any Error).self) { try GoogleIdentity(file: Array("[]".utf8), name: "file:k.json") }
        do {
            _ = try GoogleIdentity(file: Array(#"{"type":"external_account"}"#.utf8), name: "file:k.json")
            Issue.record("an external account was read")
        } catch {
            #expect(
                "\(error)"
                    == "file:k.json answered something its API does not document: credentials of type external_account are not read; set "
                    + "token = \"cmd:gcloud auth print-access-token\" instead.")
        }
    }

    @Test func theDefaultFileIsTheNamedOneElseGcloudsOwn() {
        func file(_ variables: [String: String]) -> String {
            GoogleIdentity.defaultFile(in: Environment(variables: variables.merging(["HOME": "/home/ana"]) { own, _ in own }))
        }
        #expect(file([:]) == "/home/ana/.config/gcloud/application_default_credentials.json")
        #expect(file(["CLOUDSDK_CONFIG": "~/gc"]) == "/home/ana/gc/application_default_credentials.json")
        #expect(file(["GOOGLE_APPLICATION_CREDENTIALS": "~/key.json"]) == "/home/ana/key.json")
    }

    @Test func aTokenAddressWithoutEncryptionIsRefused() async throws {
        var key = try keyFile()
        key["token_uri"] = "http://oauth2.example.com/token"
        let identity = try GoogleIdentity(file: key.bytes, name: "file:k.json")
        let http = ScriptedHTTP()
        await #expect(throws: ServiceError.self) { try await exchange(identity, http).token() }
        #expect(http.requests.isEmpty)
    }

    @Test func nothingDescribesASecret() async throws {
        let identity = try serviceAccount()
        let token = AccessToken(text: "ya29.secret", expires: time.now())
        #expect(!"\(identity) \(token) \(String(reflecting: token))".contains("secret"))
        #expect("\(identity)" == "service account quarterdeck@p.iam.gserviceaccount.com")
    }

    private func exchange(_ identity: GoogleIdentity, _ http: ScriptedHTTP) -> GoogleTokenExchange {
        GoogleTokenExchange(identity, http: http, time: time)
    }

    private func keyFile() throws -> Value {
        [
            "type": "service_account", "project_id": "p", "private_key_id": "k1", "private_key": .string(try pem("rfc7515-a2")),
            "client_email": "quarterdeck@p.iam.gserviceaccount.com", "token_uri": "https://oauth2.googleapis.com/token",
        ]
    }

    private func serviceAccount() throws -> GoogleIdentity { try GoogleIdentity(file: keyFile().bytes, name: "file:k.json") }

    private func decoded(_ text: some StringProtocol) -> [UInt8] {
        let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)).map { [UInt8]($0) } ?? []
    }
}

/// Expects an error with exactly this sentence.
func expect(sentence: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void) async {
    do {
        try await body()
        Issue.record("no error was thrown; expected: \(sentence)", sourceLocation: sourceLocation)
    } catch {
        #expect("\(error)" == sentence, sourceLocation: sourceLocation)
    }
}
