import Testing

@testable import JSON

@Suite struct ValueTests {
    @Test func writesCompactJSONInOrder() {
        let body: Value = [
            "spec": ["replicas": 3, "ratio": 0.5, "on": true, "none": nil], "names": .strings(["a", "b"]),
            "text": "say \"hi\"\n\u{1}\\é",
        ]
        #expect(
            body.text
                == #"{"spec":{"replicas":3,"ratio":0.5,"on":true,"none":null},"names":["a","b"],"text":"say \"hi\"\n\u0001\\é"}"#)
    }

    @Test func readsBackWhatItWrites() throws {
        let value: Value = ["a": [1, -2.25, "x\u{7f}\t", nil, [], [:]], "": false, "big": .int(Int64.min), "tiny": 1.5e-300]
        #expect(try JSON.value(value.bytes) == value)
    }

    @Test func aWholeDoubleStaysADouble() throws {
        #expect(try JSON.value(Array("[5.0,5]".utf8)) == [.double(5), .int(5)])
    }

    @Test func numbersThatJSONCannotSayAreNull() {
        #expect(Value.array([.double(.nan), .double(.infinity)]).text == "[null,null]")
    }

    @Test func membersAreSetAtTheirPlaceOrLast() {
        var value: Value = ["a": 1, "b": 2]
        value["a"] = 3
        value["c"]["d"] = "deep"
        #expect(value.text == #"{"a":3,"b":2,"c":{"d":"deep"}}"#)
        #expect(value["nowhere"]["at all"].isNull)
    }

    @Test func readsAnyElementAsItself() throws {
        #expect(try JSON.read(Value.self, from: Array(#"{"x":[1]}"#.utf8)) == ["x": [1]])
    }
}
