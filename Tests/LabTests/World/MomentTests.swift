import Testing

@testable import Lab

@Suite struct MomentTests {
    @Test func anInstantIsWrittenAsEachAPIWantsIt() {
        let moment = Moment(milliseconds: 1_795_442_580_250)
        #expect(moment.rfc3339 == "2026-11-23T14:03:00Z")
        #expect(moment.rfc3339Milliseconds == "2026-11-23T14:03:00.250Z")
        #expect(moment.rfc3339Microseconds == "2026-11-23T14:03:00.250000Z")
        #expect(moment.httpDate == "Mon, 23 Nov 2026 14:03:00 GMT")
        #expect(Moment(milliseconds: 951_782_400_000).rfc3339 == "2000-02-29T00:00:00Z")
    }

    @Test(arguments: [
        ("2026-11-23T14:03:00Z", 1_795_442_580_000), ("2026-11-23T15:03:00.2509999+01:00", 1_795_442_580_250),
        ("2000-02-29T00:00:00Z", 951_782_400_000),
    ])
    func whatIsWrittenCanBeRead(_ text: String, _ milliseconds: Int64) {
        #expect(Moment(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: ["", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T14:03:00", "yesterday"])
    func anythingElseIsNoTime(_ text: String) { #expect(Moment(rfc3339: text) == nil) }
}
