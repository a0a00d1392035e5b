/// Lines that stand further in below a heading that says that they are check sums: `SPEC CHECKSUMS:` of a lock file. What each names there may
/// be called like a secret.
struct DigestBlock: Sendable {
    /// Columns before the heading; `nil` outside of such a list.
    private var indent: Int?

    /// A list has begun that goes on.
    var isUnderWay: Bool { indent != nil }

    /// The secrets of a line without what is a check sum of the list.
    mutating func filtered(_ spans: [SecretSpan], in bytes: Bytes, line: Range<Int>, content: Range<Int>) -> [SecretSpan] {
        guard indent != nil || content.count >= 7 && bytes[content.upperBound - 1] == UInt8(ascii: ":") else { return spans }
        let text = bytes.trimmed(content)
        guard !text.isEmpty else { return spans }
        let depth = text.lowerBound - content.lowerBound
        if let open = indent, depth > open {
            return spans.filter { !SecretValues.isDigest(Bytes(rebasing: bytes[$0.range])) }
        }
        let isHeading = bytes[text.upperBound - 1] == UInt8(ascii: ":") && text.count <= 40
        indent = isHeading && Self.headings.contains { bytes.containsFolded($0, in: text) } ? depth : nil
        return spans
    }

    private static let headings: [StaticString] = ["checksum", "digests:", "hashes:", "sha256sums:", "md5sums:"]
}
