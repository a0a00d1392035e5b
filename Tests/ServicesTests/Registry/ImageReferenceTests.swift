import Testing

@testable import Services

@Suite struct ImageReferenceTests {
    private static let digest = "sha256:" + String(repeating: "ab", count: 32)

    /// From github.com/distribution/reference, reference_test.go and normalize_test.go (Apache-2.0), with what they mean in full.
    @Test(
        arguments: [
            ("nginx", "docker.io/library/nginx"), ("nginx:1.29", "docker.io/library/nginx:1.29"), ("acme/iris", "docker.io/acme/iris"),
            ("index.docker.io/nginx", "docker.io/library/nginx"), ("docker.io/acme/iris:x", "docker.io/acme/iris:x"),
            ("ghcr.io/acme/models/iris:main-5be1", "ghcr.io/acme/models/iris:main-5be1"),
            ("test.com/repo:tag", "test.com/repo:tag"), ("test:5000/repo", "test:5000/repo"), ("localhost/iris", "localhost/iris"),
            ("localhost:5000", "docker.io/library/localhost:5000"), ("127.0.0.1:5000/iris:a", "127.0.0.1:5000/iris:a"),
            ("test:5000/repo@\(digest)", "test:5000/repo@\(digest)"), ("test:5000/repo:tag@\(digest)", "test:5000/repo:tag@\(digest)"),
            ("sub-dom1.foo.com/bar/baz/quux:some-long-tag", "sub-dom1.foo.com/bar/baz/quux:some-long-tag"),
            ("b.gcr.io/test.example.com/my-app:test.example.com", "b.gcr.io/test.example.com/my-app:test.example.com"),
            ("xn--n3h.com/myimage:xn--n3h.com", "xn--n3h.com/myimage:xn--n3h.com"), ("foo_bar.com:8080", "docker.io/library/foo_bar.com:8080"),
            ("foo/foo_bar.com:8080", "docker.io/foo/foo_bar.com:8080"), ("a-__b", nil), ("my__app/a---b", "docker.io/my__app/a---b"),
            ("[2001:db8::1]:5000/repo:tag", "[2001:db8::1]:5000/repo:tag"), ("Uppercase.io/lower", "Uppercase.io/lower"),
        ] as [(String, String?)])
    func imagesAreReadAndWrittenInFull(text: String, full: String?) throws {
        guard let full else {
            #expect(throws: ImageReference.Invalid.self) { try ImageReference(text) }
            return
        }
        let image = try ImageReference(text)
        #expect(image.description == full)
        #expect(try ImageReference(full) == image, "the full form means the same")
    }

    @Test(arguments: [
        ("", "An image is empty."), ("Uppercase", #""Uppercase" is no image: its name must be in lower case."#),
        ("test.com/Upper:tag", #""test.com/Upper:tag" is no image: its name must be in lower case."#),
        ("iris:", #""iris:" is no image: what stands after : is no tag."#), ("iris:-x", #""iris:-x" is no image: what stands after : is no tag."#),
        ("iris:a b", #""iris:a b" is no image: what stands after : is no tag."#),
        ("iris@sha256:12", #""iris@sha256:12" is no image: what stands after @ is no digest."#),
        (
            "repo@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff34",
            #""repo@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff34" is no image: what stands after @ is no digest."#
        ),
        ("aa/asdf$$^/aa", #""aa/asdf$$^/aa" is no image: its name has a part that is none."#),
        ("a//b", #""a//b" is no image: its name has a part that is none."#), ("/iris", #""/iris" is no image: its name has a part that is none."#),
        (" iris", #"" iris" is no image: its name has a part that is none."#),
        ("-test.com/x", #""-test.com/x" is no image: "-test.com" is no registry."#),
        ("[fc00::1:/repo", #""[fc00::1:/repo" is no image: "[fc00::1:" is no registry."#),
        ("[bad]:5000/repo", #""[bad]:5000/repo" is no image: "[bad]:5000" is no registry."#),
        ("iris\u{1b}[31m", #""iris·[31m" is no image: its name has a part that is none."#),
        (String(repeating: "ab", count: 32), "\"" + String(repeating: "ab", count: 32) + "\" is no image: 64 digits are an image's id."),
    ])
    func whatIsNoImageIsSaidInASentence(text: String, sentence: String) async {
        await expect(sentence: sentence) { _ = try ImageReference(text) }
    }

    @Test func aTagIsAtMost128AndANameAtMost255Characters() throws {
        #expect(throws: Never.self) { try ImageReference("a:" + String(repeating: "t", count: 128)) }
        #expect(throws: ImageReference.Invalid.self) { try ImageReference("a:" + String(repeating: "t", count: 129)) }
        let long = String(repeating: "a/", count: 200) + "a"
        #expect(throws: ImageReference.Invalid.self) { try ImageReference(long) }
    }

    @Test func anotherVersionOfTheSameImage() throws {
        let image = try ImageReference("ghcr.io/acme/iris:old@\(Self.digest)")
        #expect(try image.at(tag: "new").description == "ghcr.io/acme/iris:new")
        #expect(try image.at(tag: "new", digest: Self.digest).description == "ghcr.io/acme/iris:new@\(Self.digest)")
        #expect(throws: ImageReference.Invalid.self) { try image.at(tag: "") }
        #expect(image.asked == Self.digest)
        #expect(try ImageReference("nginx").asked == "latest")
        #expect(image.base == "https://ghcr.io")
        #expect(try ImageReference("127.0.0.1:5000/iris").base == "http://127.0.0.1:5000")
        #expect(try ImageReference("registry.local:5000/iris").base == "https://registry.local:5000")
        #expect(try ImageReference("nginx").base == "https://registry-1.docker.io")
    }
}
