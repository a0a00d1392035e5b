import CCrypto

/// RSA keys by OpenSSL: a pair for a service account, and the check of what it signed.
enum RSAKey {
    /// A key pair as PEM: private in PKCS#8, public as SubjectPublicKeyInfo.
    struct Pair: Sendable {
        var privateKey: String
        var publicKey: String
    }

    /// Makes a pair of 2,048 bits. Takes some hundred milliseconds: not for a thread that others wait for.
    /// - Returns: `nil` when OpenSSL refuses.
    static func make() -> Pair? {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1,
            EVP_PKEY_keygen(context, &key) == 1
        else { return nil }
        defer { EVP_PKEY_free(key) }
        guard let privateKey = pem({ PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }),
            let publicKey = pem({ PEM_write_bio_PUBKEY($0, key) })
        else { return nil }
        return Pair(privateKey: privateKey, publicKey: publicKey)
    }

    /// Whether a signature (RSASSA-PKCS1-v1_5 with SHA-256) is that of the key's owner.
    static func verify(_ signature: [UInt8], of bytes: [UInt8], publicKey: String) -> Bool {
        let text = Array(publicKey.utf8)
        guard let memory = BIO_new_mem_buf(text, Int32(text.count)) else { return false }
        defer { BIO_free(memory) }
        guard let key = PEM_read_bio_PUBKEY(memory, nil, nil, nil) else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
    }

    private static func pem(_ write: (OpaquePointer) -> Int32) -> String? {
        guard let memory = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(memory) }
        guard write(memory) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = BIO_read(memory, &buffer, Int32(buffer.count))
        return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : nil
    }
}
