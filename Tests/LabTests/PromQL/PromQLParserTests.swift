import Testing

@testable import Lab

@Suite struct PromQLParserTests {
    @Test func aSelectorHasItsNameAndMatchers() throws {
        let expected = PromQL.Selector(matchers: [
            .init(label: "__name__", kind: .isEqual, value: "up"), .init(label: "job", kind: .matches, value: "k3d.*"),
            .init(label: "instance", kind: .isNot, value: "x"),
        ])
        #expect(try PromQLParser.parse(#"up{job=~"k3d.*", instance!='x',}"#) == .selector(expected))
        #expect(try PromQLParser.parse(#"{"up", job=~"k3d.*", instance!="x"}"#) == .selector(expected))
    }

    @Test func operatorsBindAsInPrometheus() throws {
        #expect(try PromQLParser.parse("1 + 2 * 3") == PromQLParser.parse("1 + (2 * 3)"))
        #expect(try PromQLParser.parse("2 ^ 3 ^ 2") == PromQLParser.parse("2 ^ (3 ^ 2)"))
        #expect(try PromQLParser.parse("a - b - c") == PromQLParser.parse("(a - b) - c"))
        #expect(try PromQLParser.parse("a > 1 and b") == PromQLParser.parse("(a > 1) and b"))
        #expect(try PromQLParser.parse("a or b and c") == PromQLParser.parse("a or (b and c)"))
        #expect(try PromQLParser.parse("a < b * 0.95") == PromQLParser.parse("a < (b * 0.95)"))
        #expect(try PromQLParser.parse("-a ^ 2") == PromQLParser.parse("-(a ^ 2)"))
    }

    @Test func aggregationsTakeTheirGroupingOnEitherSide() throws {
        #expect(try PromQLParser.parse("sum by (a, b) (x)") == PromQLParser.parse("sum(x) by (a, b)"))
        #expect(try PromQLParser.parse("avg without (a) (x)") == PromQLParser.parse("avg(x) without (a)"))
    }

    @Test(arguments: [("5m", 300_000), ("1h30m", 5_400_000), ("250ms", 250), ("1d", 86_400_000)])
    func durationsAreRead(_ text: String, _ milliseconds: Int64) throws {
        guard case .range(_, let span) = try PromQLParser.parse("x[\(text)]") else {
            Issue.record("no range")
            return
        }
        #expect(span.milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("", "no expression found in input"), ("foo(", "unknown function with name \"foo\""), ("sum(", "unexpected end of input"),
        ("up{", "unexpected end of input in label matching"), ("up{job=x}", "unexpected identifier \"x\" in label matching"),
        ("rate(up)", "expected type range vector in call to function \"rate\""), ("{}", "at least one non-empty matcher"),
        ("{job=~\".*\"}", "at least one non-empty matcher"), ("up[5x]", "bad number or duration syntax"),
        ("up)", "unexpected \")\""), ("up{job=~\"(\"}", "error parsing regexp"), ("\"abc", "unterminated quoted string"),
        ("1 +", "unexpected end of input"), ("up bool 1", "unexpected identifier \"bool\""),
        ("avg_over_time(rate(x[5m])[1h:])", "subqueries are not supported by the lab"),
        ("predict_linear(x[1h], 3600)", "the function \"predict_linear\" is not supported by the lab"),
        ("up @ 5", "the @ modifier is not supported by the lab"),
    ])
    func whatCannotBeReadIsRefusedInWords(_ query: String, _ words: String) throws {
        let error = #expect(throws: PromQLError.self) { try PromQLParser.parse(query) }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.message.hasPrefix("invalid parameter \"query\": ") == true)
    }

    @Test func deepNestingIsRefusedInsteadOfOverflowingTheStack() {
        let query = String(repeating: "(", count: 20_000) + "1" + String(repeating: ")", count: 20_000)
        #expect(throws: PromQLError.self) { try PromQLParser.parse(query) }
    }
}
