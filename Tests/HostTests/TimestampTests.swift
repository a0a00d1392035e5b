import Host
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-23T03:07:00Z", 1_795_403_220_000),
        ("2022-04-13T14:52:46.9542326Z", 1_649_861_566_954),
        ("2024-02-29T23:59:59.5+02:00", 1_709_243_999_500),
        ("1969-12-31T23:59:59.999Z", -1),
    ])
    func readsWhatServersSend(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "2026-11-23T03:07:00", "2026-11-23T03:07:00.Z", "x",
    ])
    func refusesAnythingElseAndTheZeroTimeOfGo(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test(arguments: ["1970-01-01T00:00:00Z", "2026-11-23T03:07:09Z", "2000-02-29T00:00:00Z", "1969-12-31T23:59:59Z"])
    func writesWhatItReads(text: String) {
        #expect(Timestamp(rfc3339: text)?.rfc3339 == text)
    }
}
