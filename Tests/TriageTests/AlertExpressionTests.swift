import Testing

@testable import Triage

/// What an alert's expression compares, and what an image's tag and a repository's address name.
@Suite struct AlertExpressionTests {
    @Test(
        "The comparison at the top is found, whatever stands in brackets, braces and quotes",
        arguments: [
            ("up == 0", "up", "==", "0"),
            (#"rate(x{code=~"5..|>9"}[5m]) / rate(y[5m]) > 0.05"#, #"rate(x{code=~"5..|>9"}[5m]) / rate(y[5m])"#, ">", "0.05"),
            ("(sum by (pod) (a > 1)) >= 3", "(sum by (pod) (a > 1))", ">=", "3"), ("((a < 2))", "a", "<", "2"),
            ("a > bool 1.5e3 and on (pod) b == 1", "a", ">", "1.5e3"), ("accuracy < baseline * 0.95", "accuracy", "<", "baseline * 0.95"),
            ("android_restarts != 4", "android_restarts", "!=", "4"),
        ])
    func comparisons(text: String, left: String, comparison: String, right: String) throws {
        let expression = try #require(AlertExpression(text))
        #expect(expression.left == left && expression.comparison == comparison && expression.right == right)
    }

    @Test("Where nothing is compared there is none", arguments: ["absent(up)", "a and b > 1", "", "> 3", #"{x="a>b"}"#])
    func noComparison(text: String) { #expect(AlertExpression(text) == nil) }

    @Test("A threshold that is no number decides nothing")
    func threshold() throws {
        #expect(try #require(AlertExpression("a > 3")).holds(3) == false)
        #expect(try #require(AlertExpression("a >= 3")).holds(3) == true)
        #expect(try #require(AlertExpression("a < b")).holds(1) == nil)
    }

    @Test(
        "The commit that a tag names",
        arguments: [
            ("ghcr.io/acme/models:main-5be1a2b", "5be1a2b"), ("ghcr.io/acme/models:main-5be1a2b@sha256:0123456789ab", "5be1a2b"),
            ("host:5000/a/b:2.14.0", nil), ("host:5000/a/b", nil), ("a/b:main-20261123", nil), ("a/b:main-latest", nil),
            ("a/b:9F00D11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d", "9f00d11c5a1b7e3d2f4a6c8b0e9d7f5a3c1b2e4d"),
        ] as [(String, String?)])
    func tags(image: String, commit: String?) { #expect(GitAddress.commit(ofImage: image) == commit) }

    @Test(
        "A repository by its address", arguments: ["https://github.com/acme/infra.git", "git@github.com:acme/infra.git", "https://x@host/acme/infra"])
    func addresses(address: String) { #expect(GitAddress.repository(address) == "acme/infra") }
}
