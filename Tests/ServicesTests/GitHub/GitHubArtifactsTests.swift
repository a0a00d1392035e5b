import Foundation
import TestSupport
import Testing
import Transport

@testable import Services

@Suite struct GitHubArtifactsTests {
    private let http = ScriptedHTTP()
    private var client: GitHubClient { GitHubClient(.scripted(GitHubClient.configuration(), http)) }

    @Test func artifactsAreListedWithThoseThatHaveExpired() async throws {
        http.on(
            "GET", "/actions/runs/41/artifacts",
            .json(
                """
                {"total_count":2,"artifacts":[{"id":7,"name":"trained-model","size_in_bytes":2048,"expired":false},
                {"id":6,"name":"coverage-report","size_in_bytes":9,"expired":true}]}
                """))
        let artifacts = try await client.artifacts(ofRun: 41, in: "ana/models")
        #expect(artifacts.map(\.name) == ["trained-model", "coverage-report"])
        #expect(artifacts.map(\.isExpired) == [false, true] && artifacts[0].id == 7 && artifacts[0].size == 2048)
    }

    @Test func itsFilesAreReadFromTheHostThatKeepsIt() async throws {
        let archive = try #require(Data(base64Encoded: Self.archive))
        http.on("GET", "/actions/artifacts/7/zip", .status(302, headers: ["Location": "https://blobs.example/7?sig=x"]))
        http.on("GET", "/7", .bytes([UInt8](archive)))
        let files = try await client.files(ofArtifact: 7, in: "ana/models", ending: [".json"])
        #expect(files.map(\.name) == ["metrics.json"])
        #expect(String(decoding: files[0].bytes, as: UTF8.self).contains(#""n_test": 30"#))
        #expect(http.last?.url == "https://blobs.example/7?sig=x" && http.last?.headers["Authorization"] == nil)
    }

    @Test func whatIsNoArchiveIsSaidSo() async {
        http.on("GET", "/actions/artifacts/7/zip", .bytes(Array("<html>".utf8)))
        await expect(
            sentence: "GitHub answered something its API does not document: the artifact 7 in ana/models: it is no ZIP archive."
        ) { _ = try await client.files(ofArtifact: 7, in: "ana/models", ending: [".json"]) }
    }

    /// As in ``ZipFileTests``: `metrics.json` and `model.pkl`.
    private static let archive = """
        UEsDBBQAAAAIANQad13Uj2foNAAAAD8AAAAMAAAAbWV0cmljcy5qc29uq+ZSUFBKTE4uLUpMrlSyUjDQszQzM9cBiaYZxhcn5xelwkQNwaJ58SWpxSVAMWMD\
        rlouAFBLAwQUAAAAAADUGnddHnPUNwUAAAAFAAAACQAAAG1vZGVsLnBrbIAESyouUEsBAhQDFAAAAAgA1Bp3XdSPZ+g0AAAAPwAAAAwAAAAAAAAAAAAAAIAB\
        AAAAAG1ldHJpY3MuanNvblBLAQIUAxQAAAAAANQad10ec9Q3BQAAAAUAAAAJAAAAAAAAAAAAAACAAV4AAABtb2RlbC5wa2xQSwUGAAAAAAIAAgBxAAAAigAA\
        AAAA
        """
}
