import Testing

@testable import JSON

@Suite struct ReadListTests {
    private func names(_ text: String, at path: [String] = ["items"], absentIsEmpty: Bool = false) throws -> [String] {
        try JSON.readList(Array(text.utf8), at: path, absentIsEmpty: absentIsEmpty) { $0["name"].string }
    }

    @Test func readsEachElementAndTheHeaderAroundThem() throws {
        let text = #"""
            { "kind": "PodList", "metadata": {"resourceVersion": "305"},
              "items": [ {"name": "a", "nested": {"list": [1, [2]]}}, {"name": "b"} , {"name": "c"} ],
              "after": true }
            """#
        var version: String?, after: Bool?, left = -1
        let read = try JSON.readList(Array(text.utf8), at: ["items"]) { list in
            version = list["metadata"]["resourceVersion"].string
            after = list["after"].bool
            left = list["items"].count
        } each: {
            $0["name"].string
        }
        #expect(read == ["a", "b", "c"])
        #expect(version == "305")
        #expect(after == true)
        #expect(left == 0)
    }

    @Test func findsListsDeeperDownAndAtTheRoot() throws {
        #expect(
            try names(#"{"status":"success","data":{"type":"vector","result":[{"name":"up"}]}}"#, at: ["data", "result"]) == [
                "up"
            ])
        #expect(try names(#" [{"name":"a"},{"name":"b"}] "#, at: []) == ["a", "b"])
        #expect(try names("[]", at: []) == [])
    }

    @Test func elementsNeedNotBeObjects() throws {
        let read = try JSON.readList(Array(#"{"d":["a", 1, null, [2, 3], 2.5 , true]}"#.utf8), at: ["d"]) { $0.value }
        #expect(read == ["a", 1, nil, [2, 3], 2.5, true])
    }

    @Test func nullIsAnEmptyListAndAbsentIsNot() throws {
        #expect(try names(#"{"items":null}"#) == [])
        #expect(throws: JSONError.missing("items")) { try names(#"{"kind":"Status"}"#) }
        #expect(throws: JSONError.missing("items")) { try names(#"{"items":{"name":"a"}}"#) }
        #expect(throws: JSONError.missing("list")) { try names(#"{"message":"Not Found"}"#, at: []) }
        #expect(try names("{}", absentIsEmpty: true) == [])
    }

    @Test(arguments: [
        "", "<html>", #"{"items":[{"name":"a"}"#, #"{"items":[{"name":"a"}]"#, #"{"items":[{"name":"a"} {"name":"b"}]}"#,
        #"{"items":[{"name":"a"},]}"#, #"{"items":[{"name":}]}"#, #"{"items":[{"name":"a"}]} x"#, #"[{"name":"a"}] x"#,
        #"{"items":[{"name":"a]}"#,
        #"{"a":tru,"items":[]}"#, #"{"items":["m":1},{"name":"b"}]}"#, #"["m":1},{"name":"b"}]"#, #"{"items":["#,
    ])
    func brokenDocumentsAreRefused(text: String) {
        for path in [["items"], []] where !(path.isEmpty && text.hasPrefix("{")) {
            #expect(throws: JSONError.self) { try names(text, at: path, absentIsEmpty: true) }
        }
    }

    @Test func oneBrokenStringCostsNoMoreThanItself() throws {
        #expect(try names(#"{"items":[{"name":"a"},{"name":"b\ud83d"},{"name":"c"}]}"#) == ["a", "b\u{FFFD}", "c"])
        let bytes = Array(#"{"items":[{"name":"a"#.utf8) + [0xFF] + Array(#""},{"name":"b"}]}"#.utf8)
        #expect(try JSON.readList(bytes, at: ["items"]) { $0["name"].string } == ["a\u{FFFD}", "b"])
    }

    @Test func whatEachThrowsEndsTheReading() throws {
        var seen = 0
        #expect(throws: JSONError.missing("name")) {
            try JSON.readList(Array(#"[{"name":"a"},{},{"name":"c"}]"#.utf8), at: []) { json in
                seen += 1
                return try json.requiredString("name")
            }
        }
        #expect(seen == 2)
    }

    @Test func aLongListAgreesWithTheWholeDocument() throws {
        let pods = (0..<3000).map { number -> Value in
            [
                "metadata": ["name": .string("pod-\(number)"), "labels": ["app": "iris"]], "spec": ["n": .int(number)],
                "text": "é\"\\\n",
            ]
        }
        let bytes = Value.object([.init("items", .array(pods)), .init("metadata", ["resourceVersion": "9"])]).bytes
        #expect(try JSON.readList(bytes, at: ["items"]) { $0.value } == pods)
        #expect(try JSON.value(bytes)["items"].array == pods)
    }
}
