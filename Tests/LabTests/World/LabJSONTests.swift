import Testing

@testable import Lab

@Suite struct LabJSONTests {
    @Test func membersKeepTheirOrderAndAbsentOnesAreLeftOut() {
        let value = JSON.compact(["b": 1, "a": Optional<JSON>.none, "c": .null, "d": ["x": true]])
        #expect(String(decoding: value.bytes, as: UTF8.self) == #"{"b":1,"c":null,"d":{"x":true}}"#)
    }

    @Test func textIsEscapedAndNumbersThatJSONLacksAreWords() {
        let value: JSON = [.string("a\"b\\c\n\u{1}é"), .number(.nan), .number(0.5), .number(3)]
        #expect(String(decoding: value.bytes, as: UTF8.self) == "[\"a\\\"b\\\\c\\n\\u0001é\",\"NaN\",0.5,3.0]")
    }

    @Test func whatIsWrittenCanBeRead() throws {
        let value: JSON = ["flag": true, "list": [1, "x", .null], "real": 0.25]
        #expect(try #require(JSON(parsing: value.bytes))["list"] == value["list"])
        #expect(JSON(parsing: value.bytes)?["flag"] == .bool(true))
        #expect(JSON(parsing: value.bytes)?["real"]?.double == 0.25)
        #expect(JSON(parsing: Array("{oops".utf8)) == nil)
    }
}
