/// Makes text out of what is nearly JSON text. Each broken piece becomes U+FFFD, as decoders of text do.
enum Repair {
    /// `bytes` as valid UTF-8 and without lone surrogates.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        replaceLoneSurrogates(in: &text)
        return text
    }

    /// Replaces `\ud83d` without its other half by `\ufffd`, in place.
    private static func replaceLoneSurrogates(in text: inout [UInt8]) {
        var position = 0
        while position < text.count {
            guard text[position] == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            switch escape(at: position, in: text) {
            case .some(0xD800...0xDBFF):
                if case .some(0xDC00...0xDFFF) = escape(at: position + 6, in: text) {
                    position += 12
                    continue
                }
                fallthrough
            case .some(0xDC00...0xDFFF):
                text.replaceSubrange(position + 2..<position + 6, with: "fffd".utf8)
                position += 6
            default: position += 2  // another escape: `\\u` starts none
            }
        }
    }

    /// The code unit of a `\uXXXX` at `position`.
    private static func escape(at position: Int, in text: [UInt8]) -> UInt16? {
        guard position + 6 <= text.count, text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt16(String(decoding: text[position + 2..<position + 6], as: UTF8.self), radix: 16)
    }
}
