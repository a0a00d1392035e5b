import Testing

@testable import JSON

@Suite struct JSONTests {
    @Test(arguments: [
        ("", "not JSON (it is empty)"),
        ("  \n", "not JSON (it is empty)"),
        ("<html><title>502</title></html>", "not JSON (a bracket, comma or word in the wrong place, or a cut end)"),
        (#"{"a":1"#, "not JSON (a bracket, comma or word in the wrong place, or a cut end)"),
        (#"{"a":1}{"b":2}"#, "not JSON (a bracket, comma or word in the wrong place, or a cut end)"),
        (#"{"a":123456789012345678901234567890}"#, "not JSON (a number that 64 bits do not hold)"),
        ("[\"a\u{1}b\"]", "not JSON (a control character in a string)"),
        (#"["\x"]"#, "not JSON (a string with an escape that means nothing, or without an end)"),
    ])
    func saysWhyBytesAreNotJSON(text: String, sentence: String) {
        let error = #expect(throws: JSONError.self) { try JSON.value(Array(text.utf8)) }
        #expect(error?.description == sentence)
    }

    @Test func invalidUTF8ReadsAsReplacementCharacters() throws {
        let bytes = Array(#"{"log":"caf"#.utf8) + [0xC3] + Array(#"","kept":"é"}"#.utf8)
        let value = try JSON.value(bytes)
        #expect(value["log"].string == "caf\u{FFFD}")
        #expect(value["kept"].string == "é")
    }

    @Test(arguments: [
        (#"["a\ud83d"]"#, "a\u{FFFD}"),
        (#"["\ude00b"]"#, "\u{FFFD}b"),
        (#"["\ud83d\ude00"]"#, "😀"),
        (#"["\ud83d\ud83d\ude00"]"#, "\u{FFFD}😀"),
        (#"["\\ud83d\udc00"]"#, "\\ud83d\u{FFFD}"),
    ])
    func loneSurrogatesReadAsReplacementCharacters(text: String, expected: String) throws {
        #expect(try JSON.value(Array(text.utf8)).array.first?.string == expected)
    }

    @Test func aByteOrderMarkIsSkipped() throws {
        #expect(try JSON.value([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == [1])
    }

    @Test func nestingHasALimit() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
        }
        #expect(throws: Never.self) { try JSON.value(nested(250)) }
        #expect(throws: JSONError.tooDeep(256)) { try JSON.value(nested(100_000)) }
        // The parser is as good as new afterwards.
        #expect(try JSON.value(Array("[1]".utf8)) == [1])
    }

    @Test func aDocumentAfterALongerOneDoesNotSeeItsRest() throws {
        for length in [3000, 10, 70_000, 1, 2_000_000, 5] {
            let text = String(repeating: "x", count: length)
            #expect(try JSON.value(Value.array([.string(text)]).bytes) == [.string(text)])
        }
    }

    @Test func readsFromManyThreadsAtOnce() async {
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).allSatisfy { round in
                        let value: Value = ["task": .int(task), "round": .int(round)]
                        return (try? JSON.value(value.bytes)) == value
                    }
                }
            }
            for await right in group { #expect(right) }
        }
    }
}
