import Terminal

extension Line {
    /// The line with every occurrence of `needle` (lower-case bytes) on the ground of a match.
    func marking(_ needle: [UInt8], strongly: Bool) -> Line {
        Line(
            left.flatMap { $0.marking(needle, strongly: strongly) },
            right: right.flatMap { $0.marking(needle, strongly: strongly) })
    }
}

extension Span {
    /// The span in pieces, those that spell `needle` marked. Columns of fixed width stay whole: their padding must not move.
    func marking(_ needle: [UInt8], strongly: Bool) -> [Span] {
        guard width == nil, !needle.isEmpty else { return [self] }
        let bytes = Array(text.utf8)
        var pieces: [Span] = []
        var start = 0
        var index = 0
        func piece(_ range: Range<Int>, _ style: Style) {
            guard !range.isEmpty else { return }
            var copy = self
            copy.text = String(decoding: bytes[range], as: UTF8.self)
            copy.style = style
            copy.gives = gives && style == self.style
            pieces.append(copy)
        }
        while index + needle.count <= bytes.count {
            if (0..<needle.count).allSatisfy({ Filter.lower(bytes[index + $0]) == needle[$0] }) {
                piece(start..<index, style)
                piece(index..<(index + needle.count), strongly ? style.on(.match).adding(.bold) : style.on(.match))
                index += needle.count
                start = index
            } else {
                index += 1
            }
        }
        piece(start..<bytes.count, style)
        return pieces.isEmpty ? [self] : pieces
    }
}
