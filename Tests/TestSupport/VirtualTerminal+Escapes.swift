extension VirtualTerminal {
    /// Handles an escape sequence. Returns its length, or `nil` while it is not complete.
    mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes.prefix(1 << 20))
        guard bytes.count >= 2 else { return nil }
        switch bytes[1] {
        case UInt8(ascii: "["): return controlSequence(bytes)
        case UInt8(ascii: "]"): return operatingSystemCommand(bytes)
        case UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): return stringSequence(bytes)
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "#"):
            return bytes.count >= 3 ? 3 : nil
        case UInt8(ascii: "7"): saved = cursor
        case UInt8(ascii: "8"): cursor = saved
        case UInt8(ascii: "M"): if cursor.y == scroll.lowerBound { scrollDown(1) } else { cursor.y = max(0, cursor.y - 1) }
        case UInt8(ascii: "D"): lineFeed()
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "\\"): break
        case UInt8(ascii: "c"): self = VirtualTerminal(columns: columns, rows: rows)
        default: unknown.append("ESC " + String(UnicodeScalar(bytes[1])))
        }
        wrapPending = false
        return 2
    }

    private mutating func controlSequence(_ bytes: [UInt8]) -> Int? {
        guard let end = bytes.indices.dropFirst(2).first(where: { (0x40...0x7e).contains(bytes[$0]) }) else { return nil }
        let body = String(decoding: bytes[2..<end], as: UTF8.self)
        let final = Character(UnicodeScalar(bytes[end]))
        let isPrivate = body.hasPrefix("?")
        let digits = body.drop { "?>=!".contains($0) }.prefix { "0123456789;:".contains($0) }
        let parameters = digits.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        if body.contains("$"), final == "p" {
            // DECRQM: 1 set, 2 reset, 0 not recognised.
            let mode = parameters.first ?? 0
            let state = modes.contains(mode) ? 1 : knownModes.contains(mode) ? 2 : 0
            replies += Array("\u{1b}[?\(mode);\(state)$y".utf8)
        } else if isPrivate, final == "h" || final == "l" {
            for mode in parameters { setMode(mode, final == "h") }
        } else if isPrivate || body.hasPrefix(">") {
            if final == "c" {
                replies += Array("\u{1b}[>41;354;0c".utf8)
            } else if final != "u" && final != "m" {
                unknown.append("CSI \(body)\(final)")
            }
        } else {
            apply(final, parameters, body)
        }
        return end + 1
    }

    private mutating func setMode(_ mode: Int, _ on: Bool) {
        if mode == 2026, !on, modes.contains(2026) { frames += 1 }
        if mode == 1049 || mode == 47 || mode == 1047 {
            if on, mainGrid == nil {
                mainGrid = grid
                for y in grid.indices { for x in grid[y].indices { grid[y][x] = Glyph() } }
            } else if !on, let main = mainGrid {
                if main.count == rows, main.first?.count == columns { grid = main }
                mainGrid = nil
            }
        }
        if on { modes.insert(mode) } else { modes.remove(mode) }
    }

    private mutating func apply(_ final: Character, _ parameters: [Int], _ body: String) {
        let count = max(1, parameters.first ?? 1)
        if final != "m" { wrapPending = false }
        switch final {
        case "A": cursor.y = max(0, cursor.y - count)
        case "B", "e": cursor.y = min(rows - 1, cursor.y + count)
        case "C", "a": cursor.x = min(columns - 1, cursor.x + count)
        case "D": cursor.x = max(0, cursor.x - count)
        case "E": cursor = (0, min(rows - 1, cursor.y + count))
        case "F": cursor = (0, max(0, cursor.y - count))
        case "G", "`": cursor.x = min(columns - 1, count - 1)
        case "d": cursor.y = min(rows - 1, count - 1)
        case "H", "f":
            let column = parameters.count > 1 ? max(1, parameters[1]) : 1
            cursor = (min(columns - 1, column - 1), min(rows - 1, count - 1))
        case "I": cursor.x = min(columns - 1, (cursor.x / 8 + count) * 8)
        case "Z": cursor.x = max(0, ((cursor.x + 7) / 8 - count) * 8)
        case "J": eraseDisplay(parameters.first ?? 0)
        case "K": eraseLine(parameters.first ?? 0)
        case "X": for x in cursor.x..<min(columns, cursor.x + count) { grid[cursor.y][x] = blank }
        case "P": shiftLeft(count)
        case "@": shiftRight(count)
        case "L" where scroll.contains(cursor.y): within(cursor.y...scroll.upperBound) { $0.scrollDown(count) }
        case "M" where scroll.contains(cursor.y): within(cursor.y...scroll.upperBound) { $0.scrollUp(count) }
        case "S": scrollUp(count)
        case "T": scrollDown(count)
        case "b": repeatLast(count)
        case "r": setScroll(parameters)
        case "m": select(body)
        case "n": replies += Array("\u{1b}[\(cursor.y + 1);\(cursor.x + 1)R".utf8)
        case "c": replies += Array("\u{1b}[?62;22c".utf8)
        case "h", "l", "t", "g", "q": break
        default: unknown.append("CSI \(body)\(final)")
        }
    }

    private mutating func setScroll(_ parameters: [Int]) {
        let top = max(1, parameters.first ?? 1), bottom = parameters.count > 1 && parameters[1] > 0 ? parameters[1] : rows
        if top < bottom, bottom <= rows { scroll = (top - 1)...(bottom - 1) }
        cursor = (0, 0)
    }

    private mutating func within(_ region: ClosedRange<Int>, _ body: (inout VirtualTerminal) -> Void) {
        let outer = scroll
        scroll = region
        body(&self)
        scroll = outer
    }

    private mutating func repeatLast(_ count: Int) {
        guard cursor.x > 0 else { return }
        let glyph = grid[cursor.y][cursor.x - 1]
        for _ in 0..<count where cursor.x < columns {
            grid[cursor.y][cursor.x] = glyph
            cursor.x += 1
        }
        cursor.x = min(cursor.x, columns - 1)
    }

    private mutating func shiftLeft(_ count: Int) {
        let count = min(count, columns - cursor.x)
        grid[cursor.y].removeSubrange(cursor.x..<(cursor.x + count))
        grid[cursor.y] += Array(repeating: blank, count: count)
    }

    private mutating func shiftRight(_ count: Int) {
        let count = min(count, columns - cursor.x)
        grid[cursor.y].insert(contentsOf: Array(repeating: blank, count: count), at: cursor.x)
        grid[cursor.y].removeLast(count)
    }

    private mutating func eraseLine(_ what: Int) {
        let range = what == 0 ? cursor.x..<columns : what == 1 ? 0..<(cursor.x + 1) : 0..<columns
        for x in range { grid[cursor.y][x] = blank }
    }

    private mutating func eraseDisplay(_ what: Int) {
        if what != 2, what != 3 { eraseLine(what) }
        let range = what == 0 ? (cursor.y + 1)..<rows : what == 1 ? 0..<cursor.y : 0..<rows
        for y in range { for x in 0..<columns { grid[y][x] = blank } }
    }

    /// Select graphic rendition: kept by group, so that equal looks compare equal however they were set.
    private mutating func select(_ body: String) {
        var codes = body.split(whereSeparator: { $0 == ";" || $0 == ":" }).map { Int($0) ?? 0 }[...]
        if codes.isEmpty { codes = [0] }
        while let code = codes.popFirst() {
            switch code {
            case 0: attributes = [:]
            case 1, 2, 3, 4, 5, 7, 8, 9: attributes[code] = "\(code)"
            case 22: (attributes[1], attributes[2]) = (nil, nil)
            case 10, 11, 12: break
            case 23, 24, 25, 27, 28, 29: attributes[code - 20] = nil
            case 30...37, 90...97: attributes[38] = "\(code)"
            case 40...47, 100...107: attributes[48] = "\(code)"
            case 38, 48:
                let length = codes.first == 5 ? 2 : codes.first == 2 ? 4 : 0
                attributes[code] = "\(code);" + codes.prefix(length).map(String.init).joined(separator: ";")
                codes = codes.dropFirst(length)
            case 39: attributes[38] = nil
            case 49: attributes[48] = nil
            default: unknown.append("SGR \(code)")
            }
        }
    }

    private mutating func operatingSystemCommand(_ bytes: [UInt8]) -> Int? {
        guard let end = stringEnd(bytes) else { return nil }
        let text = String(decoding: bytes[2..<end.content], as: UTF8.self)
        if text.hasPrefix("52;") { clipboard.append(String(text.dropFirst(3))) }
        return end.length
    }

    private func stringSequence(_ bytes: [UInt8]) -> Int? { stringEnd(bytes)?.length }

    /// Where a string sequence ends: BEL or ESC \.
    private func stringEnd(_ bytes: [UInt8]) -> (content: Int, length: Int)? {
        for index in bytes.indices.dropFirst(2) {
            if bytes[index] == 0x07 { return (index, index + 1) }
            if bytes[index] == 0x1b, index + 1 < bytes.count { return (index, index + 2) }
        }
        return nil
    }
}
