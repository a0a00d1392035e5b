import CCrypto

/// Identifiers of git objects.
enum GitObject {
    /// The id that git gives a file's content: SHA-1 over `blob <length>`, a zero byte and the text.
    static func blob(_ text: String) -> String {
        let bytes = Array("blob \(text.utf8.count)".utf8) + [0] + Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        SHA1(bytes, bytes.count, &digest)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
