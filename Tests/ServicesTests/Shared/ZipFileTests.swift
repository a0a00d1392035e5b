import Foundation
import Testing

@testable import Services

/// Streams by zlib, archives by Python's zipfile.
@Suite struct ZipFileTests {
    /// 120 words of a log, with a code of their own.
    private static let dynamic = """
        VVPRbsMgDPwVPiHG2MADHxOl1RqpW6a01bS/Hw1nyJ4g4DvOd866r49C2d22+2V7PUtiNy/La5+X35Ldx/y8FvJufVfFMK40uPv2eJTgnvu8fhWRwdBuiBpa\
        TqjoUe7T6ZA7VBtU8G50n9vlei/C7vq9LbeiGfiKaVeRcEUMQdFKJtv401u5VSl3cUdrkt2+/VS0gpeNNwFBE240opTbyop3CLK72qyNnEAuJ2uTAJVjQ9WO\
        juKANWoDVdOPNaGe7btbAV3Jdz09CWlcuAkCYdHI9KTIGxFZCtPIhS03QisIl41SpB8YKIytz5bSZBvYmjBH4I3GxxawAQSJ1XybqQrf8mhBEhIYyqtQ2xIC\
        S+MoQgQaVhMXegadm/jfGGMezcig57/mYKsm95czmgkgVptNQpo2f0oWwjTm+oDkYPNnk6mnNz3cCNZCghVwjU1oMimK4ayJNn6YoABm/PzBWzt/
        """
    /// 200,000 zeros.
    private static let zeros = """
        7cExAQAAAMKg9U9tBn+gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIDXAA==
        """
    private static let archive = """
        UEsDBBQAAAAIANQad13Uj2foNAAAAD8AAAAMAAAAbWV0cmljcy5qc29uq+ZSUFBKTE4uLUpMrlSyUjDQszQzM9cBiaYZxhcn5xelwkQNwaJ58SWpxSVAMWMD\
        rlouAFBLAwQUAAAAAADUGnddHnPUNwUAAAAFAAAACQAAAG1vZGVsLnBrbIAESyouUEsBAhQDFAAAAAgA1Bp3XdSPZ+g0AAAAPwAAAAwAAAAAAAAAAAAAAIAB\
        AAAAAG1ldHJpY3MuanNvblBLAQIUAxQAAAAAANQad10ec9Q3BQAAAAUAAAAJAAAAAAAAAAAAAACAAV4AAABtb2RlbC5wa2xQSwUGAAAAAAIAAgBxAAAAigAA\
        AAAA
        """

    private func bytes(_ base64: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: base64))) }

    @Test func everyKindOfBlockIsRead() throws {
        let words = String(decoding: try Inflate.bytes(try bytes(Self.dynamic)[...], limit: 1 << 20), as: UTF8.self)
        #expect(words.utf8.count == 1066 && words.hasPrefix("iris=19 holdout=83 accur") && words.hasSuffix("e=99 gate=42 loss=78"))
        let fixed = try bytes("S0xKTkRCOgqJeSkKQIZCYnpiZh4A")
        #expect(String(decoding: try Inflate.bytes(fixed[...], limit: 100), as: UTF8.self) == "abcabcabcabcabc, and abc again")
        let stored = try bytes("AQ8A8P9zdG9yZWQgYXMgaXQgaXM=")
        #expect(String(decoding: try Inflate.bytes(stored[...], limit: 100), as: UTF8.self) == "stored as it is")
    }

    @Test func whatGrowsWithoutEndIsStopped() throws {
        let zeros = try bytes(Self.zeros)
        #expect(try Inflate.bytes(zeros[...], limit: 200_000).count == 200_000)
        #expect(throws: Inflate.Failure.tooLarge) { try Inflate.bytes(zeros[...], limit: 199_999) }
    }

    @Test func whatIsCutOrBrokenIsSaidSo() throws {
        let whole = try bytes(Self.dynamic)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: Inflate.Failure.broken) { try Inflate.bytes(whole[..<length], limit: 1 << 20) }
        }
        for index in whole.indices.prefix(80) {
            var broken = whole
            broken[index] ^= 0x55
            // Whatever comes of it: no crash, and no more than the limit.
            #expect((try? Inflate.bytes(broken[...], limit: 4096))?.count ?? 0 <= 4096)
        }
    }

    @Test func filesAreReadByTheDirectoryAtTheEnd() throws {
        let zip = try ZipFile(try bytes(Self.archive))
        #expect(zip.entries.map(\.name) == ["metrics.json", "model.pkl"])
        #expect(String(decoding: try zip.content(of: zip.entries[0], limit: 1000), as: UTF8.self).contains(#""accuracy": 0.9667"#))
        #expect(try zip.content(of: zip.entries[1], limit: 1000) == [0x80, 0x04, 0x4B, 0x2A, 0x2E])
        #expect(throws: ZipFile.Invalid(description: "metrics.json is larger than 10 bytes")) { try zip.content(of: zip.entries[0], limit: 10) }
    }

    @Test func whatIsNoArchiveOrCutIsRefused() throws {
        #expect(throws: ZipFile.Invalid(description: "it is no ZIP archive")) { _ = try ZipFile(Array("<html>".utf8)) }
        let whole = try bytes(Self.archive)
        for length in 0..<whole.count { #expect(throws: ZipFile.Invalid.self) { _ = try ZipFile(Array(whole[..<length])) } }
        for index in whole.indices {
            var broken = whole
            broken[index] ^= 0xFF
            // No byte of it may make us read outside of it.
            if let zip = try? ZipFile(broken) { for entry in zip.entries { _ = try? zip.content(of: entry, limit: 1000) } }
        }
    }
}
