import CCurl

import Glibc

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
    /// Whether TLS was negotiated for this request, not for one before it.
    var isFreshTLS: Bool
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
            .tls(host: host, reason: TLSReason(verification: verification, words: words).description)
        // A TLS 1.3 server refuses a client's certificate after the handshake, while the request is sent or the answer awaited.
        case _ where !hasHead && words.contains(" alert "):
            .tls(host: host, reason: TLSReason(verification: verification, words: words).description)
        case _ where !hasHead && isClosedAfterHandshake:
            .noConnection(
                host: host, reason: "the connection was closed after the TLS handshake; it may want a client certificate")
        case CURLE_HTTP2 where !hasHead: .noConnection(host: host, reason: "the HTTP/2 connection was closed")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING:
            hasHead ? .cut(host: host, received: received) : .notHTTP(host: host)
        case CURLE_URL_MALFORMAT: .invalid("the address of \(host) is not a URL")
        case _ where hasHead: .cut(host: host, received: received)
        case CURLE_GOT_NOTHING: .noConnection(host: host, reason: "the connection was closed without an answer")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR: .noConnection(host: host, reason: "the connection was reset")
        default: .noConnection(host: host, reason: String(cString: curl_easy_strerror(code)).lowercased())
        }
    }

    private var isClosedAfterHandshake: Bool {
        switch code {
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: isFreshTLS
        // Our side of HTTP/2's opening could not be sent.
        case CURLE_HTTP2: words.contains("Send failure")
        default: false
        }
    }

    /// The host without its port.
    private var name: String { String(host[..<(host.lastIndex(of: ":") ?? host.endIndex)]) }

    /// The reasons by which no connection came about at all. A reset is not among them: it may come later as well.
    static let unconnected: Set<String> = [
        "connection refused", "no route to the host", "the network is unreachable", "the host does not answer",
        "the connection is not permitted", "no connection", "the proxy's name has no address", "the proxy refused",
    ]

    private var connectReason: String {
        switch system {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH: "no route to the host"
        case ENETUNREACH: "the network is unreachable"
        case ETIMEDOUT: "the host does not answer"
        case ECONNRESET: "the connection was reset"
        case EACCES, EPERM: "the connection is not permitted"
        case 0: "no connection"
        default: String(cString: strerror(system)).lowercased()
        }
    }
}
