import Testing

@testable import Services

@Suite struct DigestTests {
    @Test func shaOfNothingAndOfAbc() {
        #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func blobsAreNamedAsGitHubNamedThem() {
        #expect(Digest.gitBlob(Array("Test content".utf8)) == "3f3f005b29247e51a4f4d6b8ce07b67646cd6074")
        #expect(Digest.gitBlob(Array("# hello-world".utf8)) == "93a078d1c3f76aa1ca11def8f882a06df1d4a01b")
    }
}
