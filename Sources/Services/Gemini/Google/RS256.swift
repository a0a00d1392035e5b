import CCrypto

/// Signatures by RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3), made by OpenSSL's libcrypto.
enum RS256 {
    /// Why nothing could be signed.
    enum Failure: Error, Equatable {
        /// The text is no PEM private key, is encrypted, or is not RSA.
        case unusableKey
        /// OpenSSL refused to sign.
        case notSigned
    }

    /// Signs `message` with a private key in PEM (PKCS#8, as in service-account files, or PKCS#1).
    static func sign(_ message: [UInt8], pem: String) throws(Failure) -> [UInt8] {
        let text = Array(pem.utf8)
        guard let source = BIO_new_mem_buf(text, Int32(clamping: text.count)) else { throw .unusableKey }
        defer { BIO_free(source) }
        // A passphrase of our own, empty: without one OpenSSL would ask for it on the terminal.
        var passphrase: [CChar] = [0]
        guard let key = PEM_read_bio_PrivateKey(source, nil, nil, &passphrase) else { throw .unusableKey }
        defer { EVP_PKEY_free(key) }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { throw .unusableKey }

        guard let context = EVP_MD_CTX_new() else { throw .notSigned }
        defer { EVP_MD_CTX_free(context) }
        var length = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
            EVP_DigestSign(context, nil, &length, message, message.count) == 1
        else { throw .notSigned }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else { throw .notSigned }
        return Array(signature.prefix(length))
    }
}
