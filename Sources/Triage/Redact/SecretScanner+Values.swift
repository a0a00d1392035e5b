/// Where the value of a name ends, by what stands around both.
extension SecretScanner {
    /// Where the value begins, of which no byte stands before `index`: behind further signs of the separator, an arrow, a star that closes.
    func valueStart(from index: Int, _ mark: UInt8) -> Int {
        // `:=`, `==`, `=>`: the value stands behind the second.
        var start = index
        if start < line.upperBound, bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: ">") { start += 1 }
        // LDIF's `userPassword:: …`, base64.
        if mark == UInt8(ascii: ":"), byte(at: start) == mark, byte(at: start + 1) == 32 { start += 1 }
        // *Password:* …
        if mark == UInt8(ascii: ":"), byte(at: start) == UInt8(ascii: "*") {
            let behind = byte(at: start + 1) == UInt8(ascii: "*") ? start + 2 : start + 1
            if byte(at: behind) == 32 || byte(at: behind)?.isQuote == true { start = behind }
        }
        // ===> …
        var arrow = start
        while let sign = byte(at: arrow), Marks("=>-").contains(sign), arrow - start < 6 { arrow += 1 }
        if arrow > start + 1, byte(at: arrow) == 32, bytes[arrow - 1] == UInt8(ascii: ">") { start = arrow }
        return start
    }

    /// The value that begins at `start`, behind the `mark` that follows `name`.
    ///
    /// - Parameters:
    ///   - quoted: the name stands in quotes itself.
    ///   - query: the name is one of an address's parameters or a form's.
    ///   - surely: the name leaves no doubt: all characters belong to the value that can.
    func value(at start: Int, of name: Range<Int>, _ mark: UInt8, quoted: Bool, query: Bool, surely: Bool) -> SecretValues.Value {
        if mark == UInt8(ascii: ">"), let text = elementText(at: start, of: name) { return SecretValues.Value(range: text, quoted: true) }
        // -e 'DB_PASSWORD=a b': the quotation stands around both.
        if mark == UInt8(ascii: "="), !quoted, name.lowerBound > line.lowerBound,
            bytes[name.lowerBound - 1] == 34 || bytes[name.lowerBound - 1] == 39,
            let next = byte(at: start), !next.isSpace, !next.isQuote, next != UInt8(ascii: "\\")
        {
            let quote = bytes[name.lowerBound - 1]
            let escaped = name.lowerBound > line.lowerBound + 1 && bytes[name.lowerBound - 2] == UInt8(ascii: "\\")
            if !escaped, let end = bytes[start..<line.upperBound].firstIndex(of: quote), !holdsMore(start..<end) {
                return SecretValues.Value(range: start..<end, quoted: true)
            }
        }
        let value = SecretValues.value(bytes, at: start, to: line.upperBound) { byte in
            byte == UInt8(ascii: ";") || (query && byte == UInt8(ascii: "&"))
                || (!surely && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: ",")))
        }
        return surely && !value.quoted && !quoted ? SecretValues.Value(range: whole(value.range, query: query), quoted: false) : value
    }

    /// Whether a quotation holds more than the one pair: `"user=a password=b"`, `"pwd=a;uid=b"`.
    private func holdsMore(_ content: Range<Int>) -> Bool {
        var index = content.lowerBound
        while index < content.upperBound {
            let byte = bytes[index]
            if byte.isSpace || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ","),
                isPair(after: index + 1, to: content.upperBound)
            {
                return true
            }
            // A sentence goes on behind it.
            if byte == 32 { return true }
            index += 1
        }
        return false
    }

    /// Whether `name=` stands at `start`, or nothing at all.
    func isPair(after start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, bytes[index].isSpace { index += 1 }
        let low = index
        while index < end, bytes[index].isWord || Marks("-. []").contains(bytes[index]) { index += 1 }
        return low == end || index > low && index < end && bytes[index] == UInt8(ascii: "=")
    }

    /// Whether what is said ends there: with the line, the quotation it stands in, or where a log's own fields begin.
    func isEndOfMessage(_ index: Int) -> Bool {
        var next = index
        while let byte = byte(at: next), byte.isSpace { next += 1 }
        guard let byte = byte(at: next) else { return true }
        if byte.isQuote || byte == UInt8(ascii: "\\") {
            let behind = self.byte(at: next + 1)
            return behind.map { Marks(",}])\"'nr").contains($0) } ?? true
        }
        return next > index && isPair(after: next, to: line.upperBound) && word(at: next).count < 40
    }

    /// A value without quotes as far as its characters can belong to it: `;` and `&` part it from another pair only where one follows, a
    /// quote ends it only where one was opened.
    private func whole(_ value: Range<Int>, query: Bool) -> Range<Int> {
        var high = value.upperBound
        // What was taken off the end may stand within.
        while let byte = byte(at: high), !byte.isSpace {
            if byte == UInt8(ascii: "<"), ValueEnds.isTag(bytes, at: high, line.upperBound) { break }
            if byte == UInt8(ascii: "\\"), ValueEnds.isNul(bytes, at: high) { break }
            if byte.isQuote, isOpen(byte, before: value.lowerBound) || isEnd(high + 1) || Marks(",:;{[(=").contains(bytes[high - 1]) { break }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") && query {
                if isPair(after: high + 1, to: line.upperBound) || self.byte(at: high + 1)?.isSpace ?? true { break }
            }
            high += 1
        }
        while high > value.upperBound, Marks(",;)]}\\").contains(bytes[high - 1]) { high -= 1 }
        return value.lowerBound..<high
    }

    private func isEnd(_ index: Int) -> Bool { byte(at: index).map { $0.isSpace || Marks(",;)]}:.").contains($0) } ?? true }

    func isOpen(_ quote: UInt8, before end: Int) -> Bool {
        bytes[line.lowerBound..<end].reduce(into: false) { open, byte in if byte == quote { open.toggle() } }
    }

    /// `<password>…</password>`: all that stands in the element.
    private func elementText(at start: Int, of name: Range<Int>) -> Range<Int>? {
        guard name.lowerBound > line.lowerBound, !bytes.has("<![CDATA[", at: start), let end = bytes.first("</", in: start..<line.upperBound),
            bytes[..<start].last == UInt8(ascii: ">")
        else { return nil }
        let text = bytes.trimmed(start..<end)
        guard !text.isEmpty, bytes[text.lowerBound] != UInt8(ascii: "<") else { return nil }
        return bytes[text.lowerBound].isQuote ? nil : text
    }

    /// `password= host=db user=app`: nothing, and the next of the pairs.
    func isEmptyBeforeNext(at separator: Int, of name: Range<Int>) -> Bool {
        guard bytes[separator] == UInt8(ascii: "="), name.upperBound == separator, byte(at: separator + 1) == 32 else { return false }
        var end = separator + 2
        guard let first = byte(at: end), first.isLetter else { return false }
        // The next name is written as names are: redis.db, POOL_SIZE; what is drawn may end in such a sign as well.
        while let byte = byte(at: end),
            byte.isLetter && byte.isUpper == first.isUpper || byte == UInt8(ascii: "_")
                || end > separator + 3 && Marks(".-").contains(byte) && bytes[end - 1].isLetter
        { end += 1 }
        guard end > separator + 4, byte(at: end) == UInt8(ascii: "="), let next = byte(at: end + 1) else { return false }
        return !next.isSpace && next != UInt8(ascii: "=")
    }
}
