import Testing

@testable import Transport

@Suite struct LineReaderTests {
    private func lines(_ pieces: [String], limit: Int = 100, overlong: LineReader.Overlong = .fails) throws -> [String] {
        var reader = LineReader(limit: limit, overlong: overlong)
        var lines: [String] = []
        for piece in pieces {
            reader.append(Array(piece.utf8))
            while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
        }
        if let rest = try reader.rest() { lines.append("rest:" + String(decoding: rest, as: UTF8.self)) }
        return lines
    }

    @Test func findsLinesWhereverTheStreamIsCut() throws {
        let text = "one\n\ntwo é\r\nthree"
        let expected = ["one", "", "two é\r", "rest:three"]
        #expect(try lines([text]) == expected)
        for cut in 0...text.utf8.count {
            let bytes = Array(text.utf8)
            var reader = LineReader()
            var found: [[UInt8]] = []
            for piece in [bytes[..<cut], bytes[cut...]] {
                reader.append(Array(piece))
                while let line = try reader.next() { found.append(line) }
            }
            if let rest = try reader.rest() { found.append(Array("rest:".utf8) + rest) }
            #expect(found == expected.map { Array($0.utf8) })
        }
        #expect(try lines(text.map(String.init)) == expected)
    }

    @Test func anEndWithALineFeedHasNoRest() throws {
        #expect(try lines(["a\n"]) == ["a"])
        #expect(try lines([""]) == [])
        #expect(try lines(["\n"]) == [""])
    }

    @Test func anOverlongLineFailsInsteadOfGrowing() throws {
        #expect(try lines(["1234567890\n"], limit: 10) == ["1234567890"])
        #expect(throws: LineReader.TooLong(limit: 10)) { try lines(["12345678901\n"], limit: 10) }
        #expect(throws: LineReader.TooLong(limit: 10)) { try lines(["123456", "78901"], limit: 10) }
        #expect(LineReader.TooLong(limit: 8 << 20).description == "a line is longer than 8 MiB")
    }

    @Test func anOverlongLogLineIsCut() throws {
        #expect(try lines(["12345678901\nb\n"], limit: 10, overlong: .isCut) == ["1234567890", "b"])
        #expect(try lines(["123456", "78901", "23", "4\nb"], limit: 10, overlong: .isCut) == ["1234567890", "rest:b"])
        #expect(try lines(["12345678901", "more"], limit: 10, overlong: .isCut) == ["1234567890"])
    }
}
