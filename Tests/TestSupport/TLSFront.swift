import Foundation

/// TLS, client certificates and HTTP/2 in front of a plain server: nghttpx with certificates made for the test.
///
///     let front = try TLSFront(before: server.port, names: "IP:127.0.0.1", wantsClientCertificate: true)
///     request.route.authorities = try front.authority
public final class TLSFront: Sendable {
    /// Where nghttpx and openssl are, if both are installed (Debian: nghttp2-proxy, openssl).
    public static let isInstalled = program("nghttpx") != nil && program("openssl") != nil

    /// The front's port on loopback.
    public let port: Int
    private let directory: URL
    private let process: Process

    /// Starts nghttpx and waits until it listens.
    /// - Parameters:
    ///   - port: the plain server's.
    ///   - names: the certificate's subject alternative names.
    ///   - isSelfSigned: the certificate vouches for itself instead of being signed by ``authority``.
    public init(
        before port: Int, names: String = "IP:127.0.0.1", wantsClientCertificate: Bool = false, isSelfSigned: Bool = false
    ) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        self.port = try RawServer.unusedPort()
        let directory = directory
        func file(_ name: String) -> String { directory.appendingPathComponent(name).path }
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "2"]
        let signed = ["-CA", file("ca.pem"), "-CAkey", file("ca.key")]
        try Self.openssl(
            ["req", "-x509"] + key + ["-nodes", "-keyout", file("ca.key"), "-out", file("ca.pem"), "-subj", "/CN=Test authority"])
        try Self.openssl(
            ["req", "-x509"] + key + ["-nodes", "-keyout", file("server.key"), "-out", file("server.pem"), "-subj", "/CN=server"]
                + ["-addext", "subjectAltName=\(names)"] + (isSelfSigned ? [] : signed))
        try Self.openssl(
            ["req", "-x509"] + key + ["-nodes", "-keyout", file("client.key"), "-out", file("client.pem"), "-subj", "/CN=client"]
                + signed)
        try Self.openssl(["ec", "-in", file("client.key"), "-aes128", "-passout", "pass:secret", "-out", file("encrypted.key")])
        process = Process()
        process.executableURL = Self.program("nghttpx")
        process.arguments =
            [
                "--conf=/dev/null", "--frontend=127.0.0.1,\(self.port)", "--backend=127.0.0.1,\(port)", "--no-ocsp",
                "--workers=1",
                "--single-process", "--accesslog-file=\(file("access"))", "--accesslog-format=$remote_port $alpn $request",
                "--errorlog-file=\(file("errors"))",
            ] + (wantsClientCertificate ? ["--verify-client", "--verify-client-cacert=\(file("ca.pem"))"] : [])
            + [file("server.key"), file("server.pem")]
        process.standardInput = FileHandle.nullDevice
        // Not ours: a test run that dies would leave its pipes open.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1000 where process.isRunning && !RawServer.isListening(self.port) { Connection.pause(milliseconds: 5) }
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(at: directory)  // a left-over temporary directory harms nobody
    }

    /// The front's base URL, by address.
    public var url: String { "https://127.0.0.1:\(port)" }
    /// The authority that signed its certificate, PEM.
    public var authority: [UInt8] { get throws { try bytes("ca.pem") } }
    /// A client certificate signed by that authority.
    public var clientCertificate: [UInt8] { get throws { try bytes("client.pem") } }
    /// Its key.
    public var clientKey: [UInt8] { get throws { try bytes("client.key") } }
    /// Its key, under a passphrase.
    public var encryptedClientKey: [UInt8] { get throws { try bytes("encrypted.key") } }

    /// One line for each request: the client's port, the protocol (`h2`, `http/1.1`), the request line.
    public var accessLog: [String] {
        get throws { String(decoding: try bytes("access"), as: UTF8.self).split(separator: "\n").map(String.init) }
    }

    private func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: directory.appendingPathComponent(name))) }

    private static func program(_ name: String) -> URL? {
        ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"].map { URL(fileURLWithPath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private struct Failed: Error {
        var arguments: [String]
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = program("openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
    }
}
