import Host
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GoogleCredentialsTests {
    private let time = ManualTime()

    @Test func aTokenIsFetchedOnceAndRenewedFiveMinutesBeforeItsEnd() async throws {
        let source = CountedTokens(time: time)
        let credentials = GoogleCredentials(source, time: time)
        #expect(try await credentials.headers()["Authorization"] == "Bearer token-1")
        time.advance(by: .seconds(3600 - 301))
        #expect(try await credentials.headers()["Authorization"] == "Bearer token-1")
        time.advance(by: .seconds(2))
        #expect(try await credentials.headers()["Authorization"] == "Bearer token-2")
    }

    @Test func requestsAtTheSameTimeCauseOneRenewal() async throws {
        let source = CountedTokens(time: time)
        let credentials = GoogleCredentials(source, time: time)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<10 { group.addTask { try await credentials.headers()["Authorization"] } }
            for try await header in group { #expect(header == "Bearer token-1") }
        }
        #expect(source.fetched == 1)
    }

    @Test func aRejectedTokenIsFetchedAgain() async throws {
        let credentials = GoogleCredentials(CountedTokens(time: time), time: time)
        _ = try await credentials.headers()
        #expect(await credentials.rejected())
        #expect(try await credentials.headers()["Authorization"] == "Bearer token-2")
    }

    @Test func aFailedRenewalKeepsTheTokenWhileItLives() async throws {
        let source = CountedTokens(time: time)
        let credentials = GoogleCredentials(source, time: time)
        _ = try await credentials.headers()
        source.fail()
        time.advance(by: .seconds(3400))
        #expect(try await credentials.headers()["Authorization"] == "Bearer token-1")
        time.advance(by: .seconds(300))
        await #expect(throws: ServiceError.self) { _ = try await credentials.headers() }
    }

    @Test func aCommandsTokenIsItsFirstWord() async throws {
        let command = TokenCommand(name: "the token from cmd:gcloud", time: time) { "ya29.a...\nwarning\n" }
        let token = try await command.token()
        #expect(token.text == "ya29.a...")
        #expect(token.expires == time.now() + .seconds(3000))
    }

    @Test func aCommandThatPrintsNothingIsNamed() async {
        let command = TokenCommand(name: "the token from cmd:gcloud", time: time) { "\n" }
        await #expect(throws: ServiceError.malformed(service: "the token from cmd:gcloud", what: "it printed no token")) {
            _ = try await command.token()
        }
    }
}

/// Gives `token-1`, `token-2`, …, each good for an hour.
private final class CountedTokens: AccessTokenSource {
    let name = "counted tokens"
    let extraHeaders: [String: String] = [:]
    private let state = Mutex((count: 0, fails: false))
    private let time: ManualTime

    init(time: ManualTime) { self.time = time }

    var fetched: Int { state.withLock { $0.count } }
    func fail() { state.withLock { $0.fails = true } }

    func token() async throws -> AccessToken {
        let number = try state.withLock { state in
            if state.fails { throw ServiceError.broken(service: name, status: 503, sentence: "not now.") }
            state.count += 1
            return state.count
        }
        return AccessToken(text: "token-\(number)", expires: time.now() + .seconds(3600))
    }
}
