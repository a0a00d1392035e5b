import CCurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why libcurl gave up, put into plain words.
struct Failure {
    /// libcurl's code.
    var code: CURLcode
    /// `host:port`.
    var host: String
    /// Whether status and headers had come, and how much of the body.
    var hasHead: Bool, received: Int
    var deadlines: Deadlines
    /// `errno` of the failed connect, 0 if none.
    var system: Int32
    /// OpenSSL's verdict about the certificate, 0 if good.
    var verification: Int
    /// libcurl's own sentence.
    var words: String

    /// The error for the caller.
    var error: TransportError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .unknownHost(name)
        case CURLE_COULDNT_RESOLVE_PROXY: .noConnection(host: host, reason: "the proxy's name has no address")
        case CURLE_COULDNT_CONNECT: .noConnection(host: host, reason: connectReason)
        case CURLE_PROXY: .noConnection(host: host, reason: "the proxy refused")
        case CURLE_OPERATION_TIMEDOUT: .timedOut(host: host, waiting: "connection", after: deadlines.connect)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_INITFAILED:
            .tls(host: host, reason: tlsReason)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING:
            hasHead ? .cut(host: host, received: received) : .notHTTP(host: host)
        case CURLE_URL_MALFORMAT: .invalid("the address of \(host) is not a URL")
        case _ where hasHead: .cut(host: host, received: received)
        // A TLS 1.3 server refuses a client's certificate after the handshake, when the answer is awaited.
        case CURLE_RECV_ERROR where words.contains("alert"): .tls(host: host, reason: tlsReason)
        case CURLE_GOT_NOTHING: .noConnection(host: host, reason: "the connection was closed without an answer")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR: .noConnection(host: host, reason: "the connection was reset")
        default: .noConnection(host: host, reason: String(cString: curl_easy_strerror(code)).lowercased())
        }
    }

    /// The host without its port.
    private var name: String { String(host[..<(host.lastIndex(of: ":") ?? host.endIndex)]) }

    private var connectReason: String {
        switch system {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH: "no route to the host"
        case ENETUNREACH: "the network is unreachable"
        case ETIMEDOUT: "the host does not answer"
        case ECONNRESET: "the connection was reset"
        case EACCES, EPERM: "the connection is not permitted"
        default: "no connection"
        }
    }

    private var tlsReason: String {
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
        // OpenSSL has no codes that reach here for what the other side said.
        let known: [(words: String, meaning: String)] = [
            ("no alternative certificate subject name", "its certificate is for another name"),
            ("wrong version number", "it does not speak TLS on this port"),
            ("http request", "it does not speak TLS on this port"),
            ("certificate required", "it wants a client certificate"),
            ("bad certificate", "it does not accept our client certificate"),
            ("unknown ca", "it does not accept our client certificate"),
            ("certificate expired", "our client certificate has expired"),
            ("handshake failure", "it wants a client certificate, or other ciphers"),
            ("protocol version", "no TLS version in common"),
            ("could not load PEM client certificate", "our client certificate is not PEM"),
            ("unable to set private key", "our client key does not fit the certificate, or is encrypted"),
            ("unable to create an SSL structure", "our certificate authority is not PEM"),
            ("error adding trust anchors", "our certificate authority is not PEM"),
            ("SSL_ERROR_SYSCALL", "the connection was closed"),
            ("unexpected eof", "the connection was closed"), ("Connection reset", "the connection was reset"),
        ]
        let said = words.lowercased()
        return known.first { said.contains($0.words.lowercased()) }?.meaning ?? "the handshake failed"
    }
}
