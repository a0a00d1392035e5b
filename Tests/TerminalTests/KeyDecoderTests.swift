import Terminal
import TestSupport
import Testing

@Suite struct KeyDecoderTests {
    @Test(arguments: [
        ("a", [Key.character("a")]), ("jjG", [.character("j"), .character("j"), .character("G")]),
        ("é数", [.character("é"), .character("数")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7f}", [.backspace]), ("\u{8}", [.backspace]),
        ("\u{0}", [.control(" ")]),
        ("\u{10}", [.control("p")]), ("\u{1c}", [.control("\\")]), ("\u{1b}x", [.alt("x")]), ("\u{1b}é", [.alt("é")]),
        ("\u{1b}[A\u{1b}OB", [.up, .down]), ("\u{1b}[1;2C", [.shiftRight]), ("\u{1b}[1;5D", [.alt("b")]),
        ("\u{1b}[Z", [.backTab]),
        ("\u{1b}[H\u{1b}OF\u{1b}[1~\u{1b}[4~\u{1b}[7~\u{1b}[8~", [.home, .end, .home, .end, .home, .end]),
        ("\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6~", [.insert, .delete, .pageUp, .pageDown]),
        ("\u{1b}OP\u{1b}[15~\u{1b}[24~\u{1b}[11~", [.function(1), .function(5), .function(12), .function(1)]),
        ("\u{1b}[[A\u{1b}[[E", [.function(1), .function(5)]),  // the Linux console
        ("\u{1b}[a\u{1b}Od\u{1b}[3^", [.shiftUp, .alt("b"), .delete]),  // rxvt
        ("\u{1b}[3$", [.delete]), ("\u{1b}\u{1b}[D", [.alt("b")]),  // rxvt: shift, alt
        ("\u{1b}[27;5;112~\u{1b}[112;5u\u{1b}[120;3u", [.control("p"), .control("p"), .alt("x")]),
        ("\u{1b}[I\u{1b}[O", [.focusGained, .focusLost]),
        ("\u{1b}[<0;5;3M\u{1b}[<0;5;3m", [.mouse(.init(.press, x: 4, y: 2)), .mouse(.init(.release, x: 4, y: 2))]),
        (
            "\u{1b}[<65;1;1M\u{1b}[<32;2;1M\u{1b}[<2;2;1M",
            [.mouse(.init(.wheelDown, x: 0, y: 0)), .mouse(.init(.drag, x: 1, y: 0))]
        ),
        ("\u{1b}[M !!", [.mouse(.init(.press, x: 0, y: 0))]),
        ("\u{1b}[200~two\nlines\u{1b}[A\u{1b}[201~x", [.paste("two\nlines\u{1b}[A"), .character("x")]),
        ("\u{1b}[99;99q\u{1b}[1;2;3;4zj", [.character("j")]),
    ])
    func readsKeys(bytes: String, keys: [Key]) {
        var decoder = KeyDecoder()
        #expect(decoder.decode(bytes.utf8) == keys.map(KeyDecoder.Input.key))
        #expect(decoder.timeout == nil)
    }

    @Test(arguments: [
        "a\u{1b}[1;2Cé\u{1b}OP", "\u{1b}[200~pasted \u{1b}[20 数\u{1b}[201~\u{1b}[<0;15;3M",
        "\u{1b}[?2026;2$y\u{1b}]11;rgb:1c1c/2020/2626\u{1b}\\q",
        "\u{1b}\u{1b}[D\u{1b}[M !!\u{1b}x",
    ])
    func aSplitAnywhereChangesNothing(bytes: String) {
        var whole = KeyDecoder()
        let expected = whole.decode(bytes.utf8)
        let all = Array(bytes.utf8)
        for first in 0...all.count {
            for second in first...all.count {
                var decoder = KeyDecoder()
                let inputs = decoder.decode(all[..<first]) + decoder.decode(all[first..<second]) + decoder.decode(all[second...])
                #expect(inputs == expected, "split at \(first) and \(second)")
            }
        }
    }

    @Test func aLoneEscapeIsDecidedByTime() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1b]) == [])
        #expect(decoder.timeout == .milliseconds(40))
        #expect(decoder.flush() == [.key(.escape)])
        #expect(decoder.timeout == nil)
        #expect(decoder.decode([0x1b, 0x1b]) == [])
        #expect(decoder.flush() == [.key(.escape), .key(.escape)])
    }

    @Test(arguments: ["\u{1b}[?62;22c", "\u{1b}[?2026;2$y", "\u{1b}]11;rgb:1c1c/2020/2626\u{1b}\\"])
    func anAnswerOfTheTerminalRightBehindAnEscapeTakesNothingOfIt(answer: String) {
        var decoder = KeyDecoder()
        let inputs = decoder.decode("\u{1b}\(answer)".utf8)
        #expect(inputs.first == .key(.escape))
        #expect(inputs.count == 2)
    }

    @Test func aPasteRightBehindAnEscapeIsStillAPaste() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1b}\u{1b}[200~q\u{1b}[201~".utf8) == [.key(.escape), .key(.paste("q"))])
    }

    @Test func altWithABracketIsDecidedByTimeToo() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1b}[".utf8) == [])
        #expect(decoder.flush() == [.key(.alt("["))])
    }

    @Test func aSequenceCutOffByASlowLineGetsMoreTimeAndIsNeverTyped() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1b}[1;".utf8) == [])
        #expect(decoder.timeout == .milliseconds(500))
        #expect(decoder.flush() == [])
        #expect(decoder.decode("x".utf8) == [.key(.character("x"))])
    }

    @Test(arguments: [
        ("\u{1b}[?2026;2$y", TerminalReply.mode(2026, supported: true)), ("\u{1b}[?2026;0$y", .mode(2026, supported: false)),
        ("\u{1b}[?62;22c", .attributes), ("\u{1b}]11;rgb:ffff/8080/0000\u{7}", .background(red: 255, green: 128, blue: 0)),
        ("\u{1b}]11;rgb:f/8/0\u{1b}\\", .background(red: 255, green: 136, blue: 0)), ("\u{1b}P1$r0m\u{1b}\\", .other),
        ("\u{1b}[>41;380;0c", .other),
    ])
    func tellsRepliesFromKeys(bytes: String, reply: TerminalReply) {
        var decoder = KeyDecoder()
        #expect(decoder.decode((bytes + "q").utf8) == [.reply(reply), .key(.character("q"))])
    }

    @Test func aPasteWithoutEndIsEndedByControlC() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1b}[200~half".utf8) == [])
        #expect(decoder.decode("q".utf8) == [])
        #expect(decoder.decode([3]) == [.key(.paste("halfq"))])
        #expect(decoder.decode("q".utf8) == [.key(.character("q"))])
    }

    @Test func aPasteIsKeptUpToItsLimit() throws {
        var decoder = KeyDecoder()
        _ = decoder.decode("\u{1b}[200~".utf8)
        for _ in 0..<40 { #expect(decoder.decode(repeatElement(0x61, count: 65_536)) == []) }
        let inputs = decoder.decode("\u{1b}[201~".utf8)
        guard case .key(.paste(let text)) = try #require(inputs.first) else { return #expect(Bool(false), "no paste") }
        #expect(text.utf8.count == KeyDecoder.longestPaste)
    }

    @Test func aControlStringThatNeverEndsIsGivenUp() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1b}]0;".utf8) == [])
        #expect(decoder.decode(repeatElement(0x61, count: 10_000)) == [])
        #expect(decoder.decode("q".utf8) == [.key(.character("q"))])
    }

    @Test func afterAnyBytesTheKeyboardWorks() {
        var random = SeededRandom(40)
        let spice: [UInt8] = [0x1b, 0x5b, 0x4f, 0x3b, 0x7e, 0x4d, 0x3c, 0x24, 0x32, 0x30, 0xe6, 0x95]
        for _ in 0..<3000 {
            var decoder = KeyDecoder()
            for _ in 0..<4 {
                let bytes = (0..<8).map { _ in
                    Bool.random(using: &random) ? spice.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
                }
                _ = decoder.decode(bytes)
                if Bool.random(using: &random) { _ = decoder.flush() }
            }
            _ = decoder.flush()
            _ = decoder.decode([3])  // ends a paste that was begun
            #expect(decoder.decode("q".utf8) == [.key(.character("q"))])
        }
    }
}

@Suite struct KeyNameTests {
    @Test(arguments: [
        "a", "G", ":", "-", "数", "Space", "Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Delete", "Insert", "Up", "Shift-Up",
        "PgUp", "PgDn",
        "F1", "F12", "Ctrl-P", "Ctrl-Space", "Alt-x", "Alt-X", "Alt-Backspace",
    ])
    func aNameReadsBackAsItself(name: String) {
        #expect(Key(name: name)?.name == name)
    }

    @Test(arguments: [
        ("ctrl-p", Key.control("p")), ("CTRL-P", .control("p")), ("escape", .escape), ("pagedown", .pageDown), ("ctrl-i", .tab),
        ("g", .character("g")),
        ("f5", .function(5)),
    ])
    func spellingIsForgiving(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test(arguments: ["", "F13", "F0", "Ctrl-", "Ctrl-é", "Hyper-x", "ab", "Alt-ab"])
    func anythingElseIsNoKey(name: String) {
        #expect(Key(name: name) == nil)
    }
}
