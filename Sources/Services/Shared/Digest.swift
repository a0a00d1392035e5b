import CCrypto

/// Digests of bytes, as lower-case hexadecimal text.
enum Digest {
    /// SHA-256 (FIPS 180-4), by which registries name what they hold.
    static func sha256(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        SHA256(bytes, bytes.count, &digest)
        return hexadecimal(digest)
    }

    /// The name git gives a file's content: SHA-1 over a header and the bytes (git-hash-object).
    static func gitBlob(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 20)
        let object = Array("blob \(bytes.count)\0".utf8) + bytes
        SHA1(object, object.count, &digest)
        return hexadecimal(digest)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
