import CCurl

/// Scheme, host and port of a URL: what a connection, and a credential, belongs to (RFC 6454).
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    public var scheme: String
    /// Name or address, lower case, without the brackets of an IPv6 address.
    public var host: String
    /// Port, the scheme's own where the URL names none.
    public var port: Int

    /// The origin of an absolute `http` or `https` URL; `nil` for anything else.
    public init?(url: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(handle, CURLUPART_SCHEME), scheme == "http" || scheme == "https",
            let host = Self.part(handle, CURLUPART_HOST),
            let port = Self.part(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
        else { return nil }
        self.scheme = scheme
        self.host = (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host).lowercased()
        self.port = port
    }

    /// Whether it is this machine, which no proxy of the environment's can reach for us.
    public var isLoopback: Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }

    /// `host:port`, as errors name it.
    public var description: String { "\(authorityHost):\(port)" }

    /// As a `Host` header names it: without the scheme's own port.
    var hostHeader: String { port == (scheme == "https" ? 443 : 80) ? authorityHost : description }

    /// The host as it stands in a URL.
    var authorityHost: String { host.contains(":") ? "[\(host)]" : host }

    /// The absolute URL that a `Location` header means when it answers a request for `url`.
    public static func resolve(_ location: String, against url: String) -> String? {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            curl_url_set(handle, CURLUPART_URL, location, UInt32(CURLU_URLENCODE)) == CURLUE_OK
        else { return nil }
        return part(handle, CURLUPART_URL)
    }

    /// `url` with another host, everything else kept.
    static func replacingHost(of url: String, with host: String) -> String? {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK, curl_url_set(handle, CURLUPART_HOST, host, 0) == CURLUE_OK
        else { return nil }
        return part(handle, CURLUPART_URL)
    }

    private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
