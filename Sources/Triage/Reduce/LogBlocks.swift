/// Cuts a log into blocks that mean something only whole: tracebacks, assertion diffs, compiler messages, tables.
/// Every other line is a block of its own; blank lines belong to none.
struct LogBlocks {
    private let log: LogText
    private let bytes: Bytes
    private static let longest = 60

    static func of(_ log: LogText) -> [Range<Int>] {
        log.withBytes { bytes in
            let cutter = LogBlocks(log: log, bytes: bytes)
            var blocks: [Range<Int>] = []
            blocks.reserveCapacity(log.count)
            var index = 0
            while index < log.count {
                let end = cutter.end(from: index)
                if end > index + 1 || !cutter.text(index).isEmpty { blocks.append(index..<end) }
                index = end
            }
            return blocks
        }
    }

    /// A line's text behind what its launcher puts before it (`#13 412.7 `, `[rank0]: `), trailing space dropped.
    private func text(_ index: Int) -> Range<Int> {
        let content = log.content(index)
        let low = LinePrefix.end(bytes, content)
        var high = content.upperBound
        while high > low, bytes[high - 1].isSpace { high -= 1 }
        return low..<high
    }

    private func end(from index: Int) -> Int {
        let text = text(index)
        guard !text.isEmpty else { return index + 1 }
        let first = bytes[text.lowerBound]
        if isTraceback(text) { return tracebackEnd(from: index) }
        if index + 1 < log.count, log.gravity[index] >= 40, isTraceback(self.text(index + 1)) { return tracebackEnd(from: index + 1) }
        if isTable(text) { return run(from: index) { isTable($0) } }
        if isTestHeader(text) { return testEnd(from: index) }
        if bytes.has("panic:", at: text.lowerBound) || bytes.has("fatal error:", at: text.lowerBound) { return panicEnd(from: index) }
        if log.gravity[index] >= 100, text.upperBound - text.lowerBound > 20, bytes[text.upperBound - 1] == UInt8(ascii: ":"),
            bytes.first("panicked at ", in: text) != nil
        {
            // Rust says where, and on the next line what; then come frames.
            var isNext = true
            return run(from: index) { line in
                defer { isNext = false }
                return isNext || isContinuation(line) || bytes.has("stack backtrace:", at: line.lowerBound)
            }
        }
        if isNamed(text), let frame = firstFrame(below: index) { return run(from: frame) { isContinuation($0) } }
        if index + 1 < log.count, bytes.has("CallStack (from HasCallStack)", at: Int(log.contents[index + 1])) {
            // Haskell says what above its calls.
            return run(from: index + 1) { isContinuation($0) }
        }
        if bytes.has("APPLICATION FAILED TO START", at: text.lowerBound) { return reportEnd(from: index) }
        for prefix in ["hint:", "remote:", "npm ERR!", "npm error"] as [StaticString] where bytes.has(prefix, at: text.lowerBound) {
            return run(from: index) { bytes.has(prefix, at: $0.lowerBound) }
        }
        if bytes.has("E   ", at: text.lowerBound) || bytes.has(">   ", at: text.lowerBound) {
            return run(from: index) {
                bytes.has("E   ", at: $0.lowerBound) || bytes.has(">   ", at: $0.lowerBound) || bytes[$0.lowerBound].isSpace
            }
        }
        if log.gravity[index] >= 58 || bytes.has("--- FAIL", at: text.lowerBound), !first.isSpace {
            return run(from: index) { isContinuation($0) }
        }
        return index + 1
    }

    /// The lines after `index` for which `belongs` holds, at most ``longest`` in all.
    private func run(from index: Int, belongs: (Range<Int>) -> Bool) -> Int {
        var end = index + 1
        while end < log.count, end - index < Self.longest {
            let next = text(end)
            guard !next.isEmpty, belongs(next) else { break }
            end += 1
        }
        return end
    }

    /// What goes on from a message above it: indented, a stack frame, a caret, a cause.
    private func isContinuation(_ text: Range<Int>) -> Bool {
        let first = bytes[text.lowerBound]
        if first == 32 || first == 9 { return true }
        // `4 | source`, as compilers number what they show.
        if first.isDigit, let bar = bytes[text].first(where: { !$0.isDigit && $0 != 32 }), bar == UInt8(ascii: "|") { return true }
        // Maven marks every line of a message.
        if bytes.has("[ERROR]  ", at: text.lowerBound) { return true }
        return first == UInt8(ascii: "|") || first == UInt8(ascii: "^") || bytes.has("Caused by:", at: text.lowerBound)
            || bytes.has("Stacktrace:", at: text.lowerBound) || bytes.has("Raised at ", at: text.lowerBound)
            || bytes.has("Called from ", at: text.lowerBound) || bytes.has("-->", at: text.lowerBound) || bytes.has("... ", at: text.lowerBound)
    }

    /// `Error: …`, `PrismaClientInitializationError: …`.
    private func isNamed(_ text: Range<Int>) -> Bool {
        var index = text.lowerBound
        while index < text.upperBound, bytes[index].isWord { index += 1 }
        return index - text.lowerBound > 4 && bytes.has("Error: ", at: index - 5)
    }

    /// The first of Node's frames below an error whose message has several lines; `nil` where it stands right below, or there is none.
    private func firstFrame(below index: Int) -> Int? {
        for line in index + 1..<min(index + 8, log.count) {
            let text = text(line)
            if bytes.has("    at ", at: text.lowerBound) { return line > index + 1 ? line : nil }
            guard text.isEmpty || bytes[text.lowerBound].isLetter else { return nil }
        }
        return nil
    }

    /// Behind Spring Boot's failure report, which has blank lines: a description and, last, what to do.
    private func reportEnd(from index: Int) -> Int {
        var isAction = false
        for line in index + 1..<min(index + Self.longest, log.count) {
            let text = text(line)
            if isAction, !text.isEmpty { return line + 1 }
            isAction = isAction || bytes.has("Action:", at: text.lowerBound)
        }
        return index + 1
    }

    // MARK: Python

    private func isTraceback(_ text: Range<Int>) -> Bool {
        bytes.has("Traceback (most recent call last)", at: text.lowerBound)
            || text.count > 36 && bytes.first("Traceback (most recent call last)", in: text) != nil
    }

    private func tracebackEnd(from index: Int) -> Int {
        var end = index + 1
        while end < log.count, end - index < Self.longest {
            let next = text(end)
            if next.isEmpty {
                // A blank line stands before "During handling of the above exception", and behind it.
                guard end + 1 < log.count,
                    isChained(text(end + 1)) || isChained(text(end - 1)) && (isTraceback(text(end + 1)) || isException(text(end + 1)))
                else {
                    return end
                }
                end += 1
                continue
            }
            if bytes[next.lowerBound].isSpace || isChained(next) || isTraceback(next) {
                end += 1
                continue
            }
            // The exception itself, with the lines of its message; or another thread's line in between.
            guard isException(next) else { return end }
            end += 1
            while end < log.count, end - index < Self.longest, isMessage(text(end)) { end += 1 }
            guard end + 1 < log.count, text(end).isEmpty, isChained(text(end + 1)) else { return end }
        }
        return end
    }

    private func isChained(_ text: Range<Int>) -> Bool {
        bytes.has("During handling of the above exception", at: text.lowerBound)
            || bytes.has("The above exception was", at: text.lowerBound)
    }

    /// `package.SomeError: …`: one dotted name before the colon.
    private func isException(_ text: Range<Int>) -> Bool {
        var index = text.lowerBound, uppers = 0
        while index < text.upperBound, bytes[index].isWord || bytes[index] == UInt8(ascii: ".") {
            if bytes[index].isUpper { uppers += 1 }
            index += 1
        }
        return uppers > 0 && index - text.lowerBound >= 4 && (index == text.upperBound || bytes[index] == UInt8(ascii: ":"))
    }

    private func isMessage(_ text: Range<Int>) -> Bool {
        guard !text.isEmpty else { return false }
        return bytes[text.lowerBound].isSpace || bytes.has("- ", at: text.lowerBound) || bytes.has("+ ", at: text.lowerBound)
            || bytes.has("? ", at: text.lowerBound)
    }

    // MARK: Others

    /// `____ test_name ____`, pytest's head of a failure.
    private func isTestHeader(_ text: Range<Int>) -> Bool {
        bytes.has("____", at: text.lowerBound) && bytes.has("____", at: text.upperBound - 4)
            && bytes[text].contains { $0.isLower }
    }

    /// To the line that names file, line and error, or to the next head.
    private func testEnd(from index: Int) -> Int {
        var end = index + 1
        while end < log.count, end - index < Self.longest {
            let next = text(end)
            if !next.isEmpty {
                if isTestHeader(next) || bytes.has("====", at: next.lowerBound) || bytes.has("----", at: next.lowerBound) { return end }
                if isPlace(next) { return end + 1 }
            }
            end += 1
        }
        return end
    }

    /// `tests/test_x.py:47: AssertionError`.
    private func isPlace(_ text: Range<Int>) -> Bool {
        var index = text.lowerBound
        while index < text.upperBound, bytes[index] != UInt8(ascii: ":"), !bytes[index].isSpace { index += 1 }
        guard index > text.lowerBound + 2, index + 1 < text.upperBound, bytes[index] == UInt8(ascii: ":"), bytes[index + 1].isDigit else {
            return false
        }
        index += 1
        while index < text.upperBound, bytes[index].isDigit { index += 1 }
        return index + 1 < text.upperBound && bytes[index] == UInt8(ascii: ":") && bytes[index + 1] == 32 && bytes[index + 2].isUpper
    }

    /// Go's goroutines: names and, below each, an indented place.
    private func panicEnd(from index: Int) -> Int {
        var end = index + 1
        while end < log.count, end - index < 30 {
            let next = text(end)
            if bytes.has("exit status", at: next.lowerBound) { return end + 1 }
            let isFrame =
                next.isEmpty || bytes[next.lowerBound].isSpace || bytes.has("goroutine ", at: next.lowerBound)
                || bytes.has("[signal ", at: next.lowerBound) || bytes[next.upperBound - 1] == UInt8(ascii: ")")
                || bytes.has("created by ", at: next.lowerBound)
            guard isFrame else { return end }
            end += 1
        }
        return end
    }

    /// Box-drawing characters (U+2500 to U+257F), or `|` and `+--`, at the beginning.
    private func isTable(_ text: Range<Int>) -> Bool {
        var low = text.lowerBound
        while low < text.upperBound, bytes[low] == 32 { low += 1 }
        guard low + 2 < text.upperBound else { return false }
        if bytes[low] == 0xe2, bytes[low + 1] == 0x94 || bytes[low + 1] == 0x95 { return true }
        return bytes[low] == UInt8(ascii: "|") && bytes[text.upperBound - 1] == UInt8(ascii: "|") || bytes.has("+--", at: low)
    }
}
