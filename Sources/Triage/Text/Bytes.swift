/// Text as it came: bytes. Logs stay bytes until they are shown; Swift's `Character` loops cost sixty times as much.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// Classes of bytes, by table.
enum ByteClass {
    static let letter: UInt8 = 1, digit: UInt8 = 2, underscore: UInt8 = 4, space: UInt8 = 8, upper: UInt8 = 16, base64: UInt8 = 32
    /// Letters, digits, underscore: what names are made of.
    static let word: UInt8 = letter | digit | underscore

    /// The classes of each byte.
    static let table: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return letter | upper | base64
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return letter | base64
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return digit | base64
        case UInt8(ascii: "_"): return underscore
        case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return base64
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return space
        default: return 0
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
    var isUpper: Bool { self >= 65 && self <= 90 }
    var isLower: Bool { self >= 97 && self <= 122 }
    var isLetter: Bool { isUpper || isLower }
    var isHex: Bool { isDigit || (65...70).contains(self) || (97...102).contains(self) }
    var isWord: Bool { isLetter || isDigit || self == 95 }
    var isSpace: Bool { self == 32 || self == 9 || self == 13 || self == 10 }
    var isQuote: Bool { self == 34 || self == 39 || self == 96 }
    /// What a hexadecimal digit stands for; `nil` for all else.
    var hexValue: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
    /// ASCII letters without case.
    var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether `text` stands at `index`.
    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= self.count else { return false }
        for offset in 0..<count where self[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// As ``has(_:at:)`` without regard to the case of ASCII letters; `text` is lower case.
    func hasFolded(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= self.count else { return false }
        for offset in 0..<count where self[index + offset].lowered != text.utf8Start[offset] { return false }
        return true
    }

    /// Where `text` first stands within `range`; `nil` when nowhere.
    func first(_ text: StaticString, in range: Range<Int>) -> Int? {
        let count = text.utf8CodeUnitCount
        guard count > 0, range.count >= count else { return nil }
        let head = text.utf8Start[0]
        var index = range.lowerBound
        let last = range.upperBound - count
        while index <= last {
            if self[index] == head, has(text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// As ``first(_:in:)`` without regard to case; `text` is lower case.
    func firstFolded(_ text: StaticString, in range: Range<Int>) -> Int? {
        let count = text.utf8CodeUnitCount
        guard count > 0, range.count >= count else { return nil }
        let head = text.utf8Start[0]
        var index = range.lowerBound
        let last = range.upperBound - count
        while index <= last {
            if self[index].lowered == head, hasFolded(text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether `text` stands anywhere within `range`, without regard to case.
    func containsFolded(_ text: StaticString, in range: Range<Int>) -> Bool { firstFolded(text, in: range) != nil }

    /// The text of a range.
    func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// The end of the line that begins at `index`: its LF, or the end of all.
    func lineEnd(from index: Int) -> Int {
        var index = index
        while index < count, self[index] != 10 { index += 1 }
        return index
    }

    /// Where a line stands, counted by LF from 1; `nil` where there is none.
    func line(_ number: Int) -> Range<Int>? {
        var start = 0, line = 1
        while line < number, start < count {
            start = lineEnd(from: start) + 1
            line += 1
        }
        return line == number && start < count ? start..<lineEnd(from: start) : nil
    }

    /// The range without white space at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound, high = range.upperBound
        while low < high, self[low].isSpace { low += 1 }
        while high > low, self[high - 1].isSpace { high -= 1 }
        return low..<high
    }

    /// Whether all of it is `8-4-4-4-12` hexadecimal digits.
    var isUUID: Bool {
        guard count == 36 else { return false }
        for index in 0..<36 {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            if isDash ? self[index] != UInt8(ascii: "-") : !self[index].isHex { return false }
        }
        return true
    }
}
