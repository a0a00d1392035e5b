import Host
import Transport

/// Which image is meant: `ghcr.io/acme/models/iris:main-5be1@sha256:…`.
///
/// By the grammar and the normal form of <https://github.com/distribution/reference>: without a registry, Docker Hub's is meant; the digest
/// wins over the tag.
public struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// Why a text is no image, as a sentence.
    public struct Invalid: Error, Equatable, CustomStringConvertible {
        /// The sentence.
        public var description: String
    }

    /// Registry, with its port where it has one; `docker.io` for Docker Hub.
    public var registry: String
    /// Path within the registry: `acme/models/iris`; Docker Hub's own images stand in `library/`.
    public var repository: String
    /// Its tag; `nil` where none was given (`latest` is meant, unless there is a digest).
    public var tag: String?
    /// Digest of its manifest: `sha256:` and 64 digits.
    public var digest: String?

    /// An image of parts that were checked.
    init(registry: String, repository: String, tag: String? = nil, digest: String? = nil) {
        (self.registry, self.repository, self.tag, self.digest) = (registry, repository, tag, digest)
    }

    /// Reads an image as a manifest names it.
    /// - Throws: ``Invalid``.
    public init(_ text: some StringProtocol) throws(Invalid) {
        func invalid(_ why: String) -> Invalid {
            Invalid(description: text.isEmpty ? "An image is empty." : "\"\(SafeText.line(text.prefix(80)))\" is no image: \(why).")
        }
        guard !text.isEmpty else { throw invalid("it is empty") }
        guard text.utf8.count <= 512 else { throw invalid("it is too long") }
        var rest = text[...], tag: String?, digest: String?
        if let at = rest.firstIndex(of: "@") {
            let part = String(rest[rest.index(after: at)...])
            guard Grammar.isDigest(part) else { throw invalid("what stands after @ is no digest") }
            (digest, rest) = (part, rest[..<at])
        }
        let lastPart = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
        if let colon = rest[lastPart...].firstIndex(of: ":") {
            let part = String(rest[rest.index(after: colon)...])
            // Without a slash, `localhost:5000` is the image `localhost` with the tag 5000.
            guard Grammar.isTag(part) else { throw invalid("what stands after : is no tag") }
            (tag, rest) = (part, rest[..<colon])
        }
        var registry = "docker.io", repository = String(rest)
        if let slash = rest.firstIndex(of: "/") {
            let first = rest[..<slash]
            if first.contains(where: { $0 == "." || $0 == ":" }) || first == "localhost" || first.contains(where: \.isUppercase) {
                (registry, repository) = (String(first), String(rest[rest.index(after: slash)...]))
                guard Grammar.isRegistry(registry) else { throw invalid("\"\(SafeText.line(registry.prefix(60)))\" is no registry") }
                if registry == "index.docker.io" { registry = "docker.io" }
            }
        }
        if repository.contains(where: \.isUppercase) { throw invalid("its name must be in lower case") }
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
        guard !repository.isEmpty, parts.allSatisfy({ Grammar.isPathComponent($0) }) else { throw invalid("its name has a part that is none") }
        if parts.count == 1, registry == "docker.io" {
            guard !(repository.utf8.count == 64 && repository.utf8.allSatisfy(Grammar.isHex)) else { throw invalid("64 digits are an image's id") }
            repository = "library/" + repository
        }
        guard registry.utf8.count + 1 + repository.utf8.count <= 255 else { throw invalid("its name is longer than 255 characters") }
        self.init(registry: registry, repository: repository, tag: tag, digest: digest)
    }

    /// Registry and path: what stays the same over an image's versions.
    public var name: String { registry + "/" + repository }

    /// In full: `docker.io/library/nginx:1.29`.
    public var description: String { name + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "") }

    /// What a registry is asked for: the digest, else the tag, else `latest`.
    public var asked: String { digest ?? tag ?? "latest" }

    /// Base URL of the registry's API. Docker Hub's stands on another host than its name; one on this machine is spoken to without
    /// TLS, as Docker does.
    public var base: String {
        if registry == "docker.io" { return "https://registry-1.docker.io" }
        return (Origin(url: "http://" + registry)?.isLoopback ?? false ? "http://" : "https://") + registry
    }

    /// The same image under another tag and without a digest, or pinned to one.
    /// - Throws: ``Invalid`` for what is no tag or no digest.
    public func at(tag: String, digest: String? = nil) throws(Invalid) -> ImageReference {
        guard Grammar.isTag(tag) else { throw Invalid(description: "\"\(SafeText.line(tag.prefix(80)))\" is no tag.") }
        if let digest, !Grammar.isDigest(digest) {
            throw Invalid(description: "\"\(SafeText.line(digest.prefix(80)))\" is no digest.")
        }
        return ImageReference(registry: registry, repository: repository, tag: tag, digest: digest)
    }
}

/// The grammar's words (distribution/reference, regexp.go).
private enum Grammar {
    static func isHex(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool { isLower(byte) || (65...90).contains(byte) || byte == UInt8(ascii: "_") }

    /// `[\w][\w.-]{0,127}`
    static func isTag(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isWord(first), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// `algorithm:hex`; only SHA-256 and SHA-512 are registered (image-spec, descriptor.md).
    static func isDigest(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.allSatisfy(isHex) else { return false }
        return parts[1].utf8.count == ["sha256": 64, "sha384": 96, "sha512": 128][String(parts[0])]
    }

    /// Lower-case letters and digits, parted by one dot, one or two underscores, or any number of dashes.
    static func isPathComponent(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, isLower(first), isLower(last) else { return false }
        let separators = text.utf8.split(whereSeparator: isLower)
        return separators.allSatisfy { separator in
            let word = String(decoding: Array(separator), as: UTF8.self)
            return word == "." || word == "_" || word == "__" || word.allSatisfy { $0 == "-" }
        }
    }

    /// A name, an IPv4 address, or an IPv6 address in brackets, with or without a port.
    static func isRegistry(_ text: String) -> Bool {
        var host = text[...]
        if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
            let port = host[host.index(after: colon)...]
            guard !port.isEmpty, port.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
            host = host[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inner = host.dropFirst().dropLast()
            return inner.contains(":") && inner.allSatisfy { $0.isHexDigit || $0 == ":" }
        }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last else { return false }
            func isAlphanumeric(_ byte: UInt8) -> Bool { isWord(byte) && byte != UInt8(ascii: "_") }
            return isAlphanumeric(first) && isAlphanumeric(last)
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }
}
