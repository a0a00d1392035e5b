import Testing
import Transport

@testable import Services

/// Remembered answers are bounded, and what is polled stays.
@Suite struct ConditionalCacheTests {
    private func answer(_ tag: String, bytes: Int = 10) -> HTTPResponse {
        HTTPResponse(status: 200, headers: ["ETag": "\"\(tag)\""], body: Array(repeating: 0x20, count: bytes))
    }

    @Test func whatIsAskedForAgainOutlivesWhatIsNot() {
        let cache = ConditionalCache()
        cache.keep(answer("list"), for: "list")
        for number in 0..<(3 * ConditionalCache.entries) {
            cache.keep(answer("\(number)"), for: "jobs of run \(number)")
            #expect(cache["list"] != nil)
        }
        #expect(cache["jobs of run 0"] == nil)
        #expect(cache["jobs of run \(3 * ConditionalCache.entries - 1)"] != nil)
    }

    @Test func bodiesTogetherAreBounded() {
        let cache = ConditionalCache()
        let large = ConditionalCache.bytes / 5
        for number in 0..<8 { cache.keep(answer("\(number)", bytes: large), for: "\(number)") }
        #expect((0..<8).filter { cache["\($0)"] != nil } == [3, 4, 5, 6, 7])
        cache.keep(answer("huge", bytes: ConditionalCache.bytes), for: "huge")
        #expect(cache["huge"] == nil, "one answer does not take the place of all")
    }

    @Test func whatHasNoTagIsNotRemembered() {
        let cache = ConditionalCache()
        cache.keep(HTTPResponse(status: 200, headers: [:], body: [1]), for: "a")
        #expect(cache["a"] == nil)
    }
}
