import Testing

@testable import Host

@Suite struct LinePatternTests {
    private func found(_ pattern: String, in text: String) throws -> [String] {
        let pattern = try LinePattern(pattern)
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            pattern.matches(in: bytes, range: 0..<bytes.count).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
    }

    @Test(
        "The leftmost matches, each as long as it goes",
        arguments: [
            ("ACME-[0-9]{4}", "x ACME-1234 y ACME-99999", ["ACME-1234", "ACME-9999"]), (#"\bcorp_\w+"#, "corp_abc acorp_d", ["corp_abc"]),
            ("(?i)id=(a|bc)+$", "x ID=aBCa", ["ID=aBCa"]), ("a{2,3}", "aaaaa", ["aaa", "aa"]), ("^x.*y", "xaayb", ["xaay"]),
            ("cust(omer)?[-_]?[^ ]+", "cust-7 customer_9", ["cust-7", "customer_9"]), (#"\$\{[^}]*\}"#, "a ${b} c", ["${b}"]),
        ])
    func matches(pattern: String, text: String, expected: [String]) throws {
        #expect(try found(pattern, in: text) == expected)
    }

    @Test(
        "What is no expression, or could take for ever, is refused with the reason",
        arguments: [
            ("(a", "the \"(\" at 1 is not closed"), ("[z-a]", "a range of the class at 1 runs backwards"), ("a*", "it matches where nothing stands"),
            (#"(a)\1"#, "the back reference at 4 would take time without bounds"),
            ("(?=x)", "the group at 1 looks around or sets an option; only (?:…), and (?i) at the front, are known"),
            ("x{300}", "the repetition at 2 wants one or two numbers up to 256: {8} or {8,40}"),
            ("((a{200}){200})b", "it unfolds to more than 2000 steps; smaller repetitions are wanted"), ("", "it is empty"),
        ])
    func refused(pattern: String, reason: String) {
        #expect(throws: LinePattern.Invalid(description: reason)) { try LinePattern(pattern) }
    }

    @Test("Nested repetitions cost time that grows with the line only")
    func bounded() throws {
        #expect(try found("(a*)*b", in: String(repeating: "a", count: 20_000)) == [])
    }
}
