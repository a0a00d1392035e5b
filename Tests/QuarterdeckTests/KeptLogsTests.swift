import Testing

@testable import quarterdeck

/// The last lines of followed logs, for when their pod is gone.
@Suite struct KeptLogsTests {
    private func add(_ text: String, to kept: KeptLogs, pod: String = "api-1", uid: String = "u1", container: String = "server", isNew: Bool = false)
    {
        kept.add(Array(text.utf8), context: "k3d", namespace: "shop", pod: pod, uid: uid, container: container, isNew: isNew)
    }

    private func text(_ kept: KeptLogs, pod: String = "api-1") -> [String] {
        kept.lines(context: "k3d", namespace: "shop", pod: pod).map { $0.container + ": " + String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func linesOfAContainerAreKeptInOrder() {
        let kept = KeptLogs()
        add("one\n", to: kept)
        add("proxied\n", to: kept, container: "proxy")
        add("two\n", to: kept)
        #expect(text(kept).sorted() == ["proxy: proxied\n", "server: one\ntwo\n"])
        #expect(text(kept, pod: "api-2").isEmpty)
        #expect(kept.lines(context: "gcp", namespace: "shop", pod: "api-1").isEmpty)
    }

    @Test func onlyTheLastWholeLinesAreKept() throws {
        let kept = KeptLogs()
        for number in 0..<3000 { add("line \(number) with some more words behind it\n", to: kept) }
        let server = try #require(text(kept).first)
        #expect(server.utf8.count <= (64 << 10) + 8 && server.hasSuffix("line 2999 with some more words behind it\n"))
        #expect(server.hasPrefix("server: line "))
    }

    @Test func aLogThatIsOpenedAgainIsNotKeptTwice() {
        let kept = KeptLogs()
        add("one\n", to: kept, isNew: true)
        add("two\n", to: kept)
        add("one\ntwo\nthree\n", to: kept, isNew: true)
        #expect(text(kept) == ["server: one\ntwo\nthree\n"])
    }

    @Test func aNameThatAnotherPodHasByNowIsToldByItsUID() {
        let kept = KeptLogs()
        add("first\n", to: kept, pod: "db-0", uid: "u1")
        add("second\n", to: kept, pod: "db-0", uid: "u2")
        add("third\n", to: kept, pod: "db-0", uid: "u3")
        #expect(text(kept, pod: "db-0") == ["server: third\n"], "of the last that had the name")
        let before = kept.lines(context: "k3d", namespace: "shop", pod: "db-0", except: "u3").map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(before == ["second\n"])
    }

    @Test func thePodThatWasReadLongestAgoIsForgotten() {
        let kept = KeptLogs()
        for number in 0..<13 { add("x\n", to: kept, pod: "api-\(number)") }
        #expect(text(kept, pod: "api-0").isEmpty && !text(kept, pod: "api-1").isEmpty && !text(kept, pod: "api-12").isEmpty)
    }
}
