import Testing

@testable import Services

@Suite struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob"), ("Zm9v\n  YmFy\r\n", "foobar"), ("_-8", "\u{FF}"),
    ])
    func reads(text: String, bytes: String) {
        let wanted = bytes == "\u{FF}" ? [0xFF, 0xEF] : Array(bytes.utf8)
        #expect(Base64.decode(text) == wanted)
    }

    @Test(arguments: ["Z", "Zg=", "Zg==Zg==", "Zm9v=", "Z*9v", "é"])
    func refuses(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func readsWhatItWrites() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }
}
