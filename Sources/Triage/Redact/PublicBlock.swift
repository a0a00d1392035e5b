/// The text of a certificate, a public key or a signature over several lines: it looks drawn and is open to everybody.
struct PublicBlock: Sendable {
    /// Lines that may still belong to it.
    private var rest = 0

    /// A block has begun that goes on.
    var isUnderWay: Bool { rest > 0 }

    /// Whether the line is one of the block's inner ones.
    ///
    /// - Parameter begins: a mark of a block that is not secret stands in the line.
    mutating func holds(_ bytes: Bytes, _ line: Range<Int>, begins: Bool) -> Bool {
        if begins {
            rest = bytes.first("-----END", in: line) == nil ? 400 : 0
            return false
        }
        guard rest > 0 else { return false }
        rest = bytes.first("-----END", in: line) == nil ? rest - 1 : 0
        let text = LogPrefix.skipped(bytes, line)
        return rest > 0 && bytes[text].allSatisfy { ByteClass.table[Int($0)] & ByteClass.base64 != 0 }
    }
}
