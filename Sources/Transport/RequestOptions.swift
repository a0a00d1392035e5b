import CCurl

import Glibc

/// Turns a request into libcurl's options.
struct RequestOptions {
    private let request: HTTPRequest
    private let origin: Origin
    private let isStreamed: Bool

    init(_ request: HTTPRequest, origin: Origin, isStreamed: Bool) {
        self.request = request
        self.origin = origin
        self.isStreamed = isStreamed
    }

    /// Sets everything on a handle.
    /// - Returns: lists that must live as long as the handle.
    /// - Throws: ``TransportError/invalid(_:)`` for what must not, or cannot, be sent.
    func apply(to handle: UnsafeMutableRawPointer) throws -> [UnsafeMutablePointer<curl_slist>] {
        setBehaviour(handle)
        setConnection(handle)
        setMethod(handle)
        try setTrust(handle)
        var lists = [try setHeaders(handle)]
        if let name = request.route.serverName {
            lists.append(try setServerName(name, handle))
        } else {
            try setURL(request.url, handle)
        }
        return lists.compactMap { $0 }
    }

    private func setBehaviour(_ handle: UnsafeMutableRawPointer) {
        qd_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
        // Closing a handle whose name look-up still hangs must not wait for it: all transfers share the thread.
        qd_setopt_long(handle, CURLOPT_QUICK_EXIT, 1)
        qd_setopt_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        qd_setopt_long(handle, CURLOPT_PATH_AS_IS, 1)
        qd_setopt_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        qd_setopt_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        // The engine's own clock decides; libcurl's defaults (300 s to connect) must not come first.
        qd_setopt_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 3_600_000)
        // "" offers what libcurl can decode; NULL, the default, nothing.
        if request.compressed, !isStreamed { qd_setopt_string(handle, CURLOPT_ACCEPT_ENCODING, "gzip") }
        qd_setopt_long(handle, CURLOPT_BUFFERSIZE, isStreamed && !request.ownConnection ? 16_384 : 65_536)
    }

    private func setConnection(_ handle: UnsafeMutableRawPointer) {
        // A peer that went away without a word (a VPN, a suspended machine) is noticed in half a minute, not in hours.
        qd_setopt_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
        qd_setopt_long(handle, CURLOPT_TCP_KEEPIDLE, 15)
        qd_setopt_long(handle, CURLOPT_TCP_KEEPINTVL, 5)
        qd_setopt_preparer(handle) { _, socket, _ in
            // Credential plug-ins and commands must not inherit connections.
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            #if canImport(Glibc)
                var unanswered: UInt32 = 20_000  // milliseconds
                setsockopt(socket, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &unanswered, socklen_t(MemoryLayout<UInt32>.size))
            #endif
            return CURL_SOCKOPT_OK
        }
        qd_setopt_long(handle, CURLOPT_MAXAGE_CONN, 90)
        if request.ownConnection {
            qd_setopt_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            qd_setopt_long(handle, CURLOPT_FRESH_CONNECT, 1)
            qd_setopt_long(handle, CURLOPT_FORBID_REUSE, 1)
        } else {
            // By ALPN over TLS only: clear-text HTTP/2 fails on a connection's second request.
            qd_setopt_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            qd_setopt_long(handle, CURLOPT_PIPEWAIT, origin.scheme == "https" ? 1 : 0)
        }
        if let proxy = request.route.proxy {
            qd_setopt_string(handle, CURLOPT_PROXY, proxy)
            qd_setopt_string(handle, CURLOPT_NOPROXY, "")
        } else if origin.isLoopback {
            qd_setopt_string(handle, CURLOPT_NOPROXY, "*")
        }
    }

    private func setMethod(_ handle: UnsafeMutableRawPointer) {
        if request.method == "HEAD" { qd_setopt_long(handle, CURLOPT_NOBODY, 1) }
        // A POST without a body still says that its length is zero.
        if let body = request.body ?? (["POST", "PUT", "PATCH"].contains(request.method) ? [] : nil) {
            _ = body.withUnsafeBytes { bytes in
                withUnsafeBytes(of: 0) { nothing in qd_setopt_body(handle, bytes.baseAddress ?? nothing.baseAddress, bytes.count)
                }
            }
        }
        if request.method != "GET" || request.body != nil, request.method != "HEAD" {
            qd_setopt_string(handle, CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setTrust(_ handle: UnsafeMutableRawPointer) throws {
        let route = request.route
        if route.skipsVerification {
            qd_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, 0)
            qd_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, 0)
        }
        func set(_ option: CURLoption, _ material: [UInt8]?, _ name: String) throws {
            guard let material else { return }
            guard !material.isEmpty,
                material.withUnsafeBytes({ qd_setopt_blob(handle, option, $0.baseAddress, $0.count) }) == CURLE_OK
            else { throw TransportError.invalid("the \(name) for \(origin) is empty") }
        }
        if route.authorities != nil {
            // The system's directory of authorities would be trusted as well.
            qd_setopt_string(handle, CURLOPT_CAPATH, nil)
            try set(CURLOPT_CAINFO_BLOB, route.authorities, "certificate authority")
        }
        try set(CURLOPT_SSLCERT_BLOB, route.certificate, "client certificate")
        try set(CURLOPT_SSLKEY_BLOB, route.key, "client key")
        // Without one, OpenSSL asks for an encrypted key's passphrase on the terminal.
        if route.key != nil { qd_setopt_string(handle, CURLOPT_KEYPASSWD, "") }
    }

    private func setHeaders(_ handle: UnsafeMutableRawPointer) throws -> UnsafeMutablePointer<curl_slist>? {
        // `Expect:` sends none: servers that do not know it make libcurl wait a second before every larger body.
        var lines = ["Expect:"]
        for (name, value) in request.headers.lines {
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }),
                value.utf8.allSatisfy({ $0 >= 0x20 || $0 == 9 })
            else { throw TransportError.invalid("a header for \(origin) holds a line break or another control character") }
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        if request.headers["User-Agent"] == nil { lines.append("User-Agent: \(Engine.userAgent)") }
        // libcurl would call every body a form.
        if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        if request.route.serverName != nil, request.headers["Host"] == nil { lines.append("Host: \(origin.hostHeader)") }
        let list = lines.reduce(nil) { curl_slist_append($0, $1) }
        qd_setopt_list(handle, CURLOPT_HTTPHEADER, list)
        return list
    }

    private func setURL(_ url: String, _ handle: UnsafeMutableRawPointer) throws {
        guard qd_setopt_string(handle, CURLOPT_URL, url) == CURLE_OK else {
            throw TransportError.invalid("the address is not a URL")
        }
    }

    /// Asks and verifies for `name`, but connects to the URL's own host.
    private func setServerName(_ name: String, _ handle: UnsafeMutableRawPointer) throws -> UnsafeMutablePointer<curl_slist>? {
        guard let url = Origin.replacingHost(of: request.url, with: name) else {
            throw TransportError.invalid("the TLS server name for \(origin) is not a host name")
        }
        try setURL(url, handle)
        let list = curl_slist_append(nil, "\(name):\(origin.port):\(origin.authorityHost):\(origin.port)")
        qd_setopt_list(handle, CURLOPT_CONNECT_TO, list)
        return list
    }
}
