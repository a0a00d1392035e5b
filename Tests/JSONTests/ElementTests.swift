import Testing

@testable import JSON

@Suite struct ElementTests {
    private func read<T>(_ text: String, _ body: (Element) throws -> T) throws -> T { try JSON.with(Array(text.utf8), body) }

    @Test func readsEveryKindOfValue() throws {
        try read(#"{"text":"a\"\u00e9\n","whole":-7,"wide":18446744073709551615,"real":1.5,"yes":true,"no":false,"gone":null}"#) {
            json in
            #expect(json["text"].string == "a\"é\n")
            #expect(json["whole"].int == -7)
            #expect(json["whole"].double == -7)
            #expect(json["wide"].int == nil)
            #expect(json["wide"].double == 18_446_744_073_709_551_616)
            #expect(json["real"].double == 1.5)
            #expect(json["real"].int == nil)
            #expect(json["yes"].bool == true)
            #expect(json["no"].bool == false)
            #expect(json["gone"].isNull && json["gone"].exists)
        }
    }

    @Test func goesOnThroughWhatIsAbsentNullOrOfAnotherType() throws {
        try read(#"{"status":null,"list":[{"name":"a"}],"number":3}"#) { json in
            #expect(json["status"]["phase"].string == nil)
            #expect(json["nowhere"]["phase"]["deep"].exists == false)
            #expect(json["number"]["phase"].array.isEmpty)
            #expect(json["number"].string == nil)
            #expect(json["list"][0]["name"].string == "a")
            #expect(json["list"][1]["name"].string == nil)
            #expect(json["list"][-1].exists == false)
            #expect(json["list"]["name"].string == nil)
        }
    }

    @Test func skipsMembersOfEveryKindOnTheWay() throws {
        try read(#"{"a":{"x":[1,2.5,{"y":"z"}]},"b":[[],{}],"c":1,"d":2.5,"e":"s","f":null,"g":true,"name":"found"}"#) { json in
            #expect(json["name"].string == "found")
            #expect(json.members.map(\.name) == ["a", "b", "c", "d", "e", "f", "g", "name"])
            #expect(json.count == 8)
            #expect(json["a"]["x"].array.map(\.kind) == [.number, .number, .object])
        }
    }

    @Test func aWholeDoubleIsAnInteger() throws {
        try read(#"[5.0, 1e3, 1e300]"#) { #expect($0.array.map(\.int) == [5, 1000, nil]) }
    }

    @Test func requiredNamesWhatIsMissing() throws {
        try read(#"{"uid":null,"name":3}"#) { json in
            #expect(throws: JSONError.missing("uid")) { try json.required("uid") }
            #expect(throws: JSONError.missing("name")) { try json.requiredString("name") }
            let name = try json.requiredInt("name")
            #expect(name == 3)
        }
    }

    @Test func stringsAreLabelsAndNothingElse() throws {
        try read(#"{"app":"iris","replicas":3,"tier":"edge"}"#) { #expect($0.strings == ["app": "iris", "tier": "edge"]) }
    }

    @Test func longTextIsHandedOutWithoutACopy() throws {
        try read(#"["line one"]"#) { json in
            #expect(json[0].withUTF8 { $0.count } == 8)
            #expect(json.withUTF8 { $0.count } == nil)
        }
    }

    @Test func documentsMayBeNestedInStrings() throws {
        try read(#"{"state":"{\"phase\":\"Running\"}","after":"still here"}"#) { outer in
            let phase = try JSON.with(Array((outer["state"].string ?? "").utf8)) { $0["phase"].string }
            #expect(phase == "Running")
            #expect(outer["after"].string == "still here")
        }
    }
}
