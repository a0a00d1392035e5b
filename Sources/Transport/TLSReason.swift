/// Why TLS failed, in plain words.
struct TLSReason: CustomStringConvertible {
    /// OpenSSL's verdict about the certificate, 0 if good.
    var verification: Int
    /// libcurl's own sentence, with OpenSSL's in it.
    var words: String

    var description: String {
        // X509_V_ERR_* of openssl/x509_vfy.h.
        switch verification {
        case 18, 19: return "its certificate is self-signed"
        case 2, 20, 21: return "its certificate is signed by an authority that is not trusted here"
        case 9: return "its certificate is not valid yet"
        case 10: return "its certificate has expired"
        case 23: return "its certificate was revoked"
        case 62, 64: return "its certificate is for another name"
        default: break
        }
        let said = words.lowercased()
        return Self.meanings.first { said.contains($0.words) }?.meaning ?? "the handshake failed"
    }

    // What reaches us only as text: what the other side said, and what OpenSSL thinks of our own material.
    private static let meanings: [(words: String, meaning: String)] = [
        ("no alternative certificate subject name", "its certificate is for another name"),
        ("wrong version number", "it does not speak TLS on this port"),
        ("http request", "it does not speak TLS on this port"),
        ("certificate required", "it wants a client certificate"),
        ("bad certificate", "it does not accept our client certificate"),
        ("unknown ca", "it does not accept our client certificate"),
        ("certificate expired", "our client certificate has expired"),
        ("handshake failure", "it wants a client certificate, or other ciphers"),
        ("protocol version", "no TLS version in common"),
        ("could not load pem client certificate", "our client certificate is not PEM"),
        ("unable to set private key", "our client key does not fit the certificate, or is encrypted"),
        ("importing ca certificate", "our certificate authority is not PEM"),
        ("ssl_error_syscall", "the connection was closed"),
        ("unexpected eof", "the connection was closed"),
        ("connection reset", "the connection was reset"),
    ]
}
