import Testing

@testable import Lab

/// Service accounts and their tokens.
@Suite struct TokenEndpointTests {
    private let gemini = Played(GeminiSite())

    private func exchange(_ assertion: String) async -> LabResponse {
        let body = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=\(assertion)"
        return await gemini.ask("POST", "/token", ["content-type": "application/x-www-form-urlencoded"], body: body)
    }

    /// Issued at ``Moment/night``, signed by the key whose public half stands beside it.
    private func assertion() throws -> String { try Fixture.text("gemini/assertion.txt").filter { $0 != "\n" } }

    private func addAccount() async throws {
        let email = "quarterdeck-1@lab-project.iam.gserviceaccount.com"
        await gemini.stage.apply(.gemini(.account(email: email, publicKey: try Fixture.text("gemini/public-key.pem"))))
    }

    @Test func aSignedAssertionBecomesATokenThatVertexTakes() async throws {
        try await addAccount()
        let answer = await exchange(try assertion()).json
        #expect(answer["expires_in"]?.int == 3_599)
        let token = try #require(answer["access_token"]?.text)
        let path = "/v1/projects/p/locations/eu/publishers/google/models/gemini-3.5-flash-lite:countTokens"
        let body = #"{"contents": [{"role": "user", "parts": [{"text": "x"}]}]}"#
        #expect(await gemini.ask("POST", path, ["authorization": "Bearer \(token)"], body: body).status == 200)
        await gemini.pass(.hours(1))
        #expect(await gemini.ask("POST", path, ["authorization": "Bearer \(token)"], body: body).status == 401)
    }

    @Test func anotherSignatureIsRefused() async throws {
        try await addAccount()
        var parts = try assertion().split(separator: ".").map(String.init)
        parts[2] = String(parts[2].reversed())
        let answer = await exchange(parts.joined(separator: "."))
        #expect(answer.status == 400)
        #expect(answer.json["error_description"]?.text == "Invalid JWT Signature.")
    }

    @Test func aWrongClockIsSaidToBeOne() async throws {
        try await addAccount()
        await gemini.pass(.hours(2))
        #expect(
            await exchange(try assertion()).json["error_description"]?.text?.contains("Check your iat and exp values") == true)
    }

    @Test func whoIsNotKnownGetsNothing() async throws {
        #expect(await exchange(try assertion()).json["error_description"]?.text == "Invalid grant: account not found")
        #expect(await exchange("rubbish").json["error"]?.text == "invalid_grant")
    }

    @Test func aNewKeyPairVerifiesNothingOfOthers() throws {
        let pair = try #require(RSAKey.make())
        #expect(pair.privateKey.hasPrefix("-----BEGIN PRIVATE KEY-----"))
        #expect(!RSAKey.verify(Array(repeating: 7, count: 256), of: [1, 2, 3], publicKey: pair.publicKey))
    }
}
