import TestSupport
import Testing

@testable import Settings

@Suite struct KeyPositionsTests {
    /// Every key with its line, in the order of the lines.
    private func positions(_ toml: String) -> [String] {
        KeyPositions(Array(toml.utf8)).lines.map { ($0.value, $0.key.description) }.sorted { $0 < $1 }.map { "\($0.0) \($0.1)" }
    }

    @Test func plainAndDottedKeys() {
        #expect(positions("a = 1\n\nb.c = 2 # note = 3\nb . d=4\n") == ["1 a", "3 b", "3 b.c", "4 b.d"])
    }

    @Test func tablesAndArraysOfTables() {
        let toml = """
            [t]
            a = 1
            [[m]]
            a = 1
            [m.n]
            b = 2
            [[m]]
            a = 1
            [[m.k]]
            c = 3
            [[m.k]]
            c = 4
            """
        #expect(
            positions(toml) == [
                "1 t", "2 t.a", "3 m", "3 m[0]", "4 m[0].a", "5 m[0].n", "6 m[0].n.b", "7 m[1]", "8 m[1].a", "9 m[1].k",
                "9 m[1].k[0]",
                "10 m[1].k[0].c", "11 m[1].k[1]", "12 m[1].k[1].c",
            ])
    }

    @Test func quotedKeysMayHoldAnything() {
        #expect(
            positions("\"a.b\" = 1\n'c d'.e = 2\n[\"x]y\"]\nz = 1\n\"q\\\"q\" = 2\n") == [
                "1 \"a.b\"", "2 \"c d\"", "2 \"c d\".e", "3 \"x]y\"", "4 \"x]y\".z", "5 \"x]y\".\"q\"q\"",
            ])
    }

    @Test func stringsHideWhatLooksLikeKeys() {
        let toml = #"""
            a = """
            b = 1
            [c]
            \""" d = 2
            """"
            e = '''
            f = 1 '''
            g = "h = \" # 1"
            i = 'j # k'
            l = 1
            """#
        #expect(positions(toml) == ["1 a", "6 e", "8 g", "9 i", "10 l"])
    }

    @Test func arraysAndInlineTables() {
        let toml = """
            a = [ 1, # one
              [2, 3],
              { b = 4, c = [5] },
            ]
            d = { e.f = 1, "g" = "}" }
            h = 2026-11-23T03:07:00Z
            i = 1
            """
        #expect(
            positions(toml) == [
                "1 a", "1 a[0]", "2 a[1]", "2 a[1][0]", "2 a[1][1]", "3 a[2]", "3 a[2].b", "3 a[2].c", "3 a[2].c[0]", "5 d",
                "5 d.e",
                "5 d.e.f", "5 d.g", "6 h", "7 i",
            ])
    }

    @Test func windowsLineEndsAndAByteOrderMark() {
        #expect(positions("\u{FEFF}a = 1\r\n[b]\r\nc = \"x\"\r\n") == ["1 a", "2 b", "3 b.c"])
    }

    @Test func aMissingKeyIsPlacedAtItsTable() {
        let positions = KeyPositions(Array("x = 1\n[a]\n[a.b]\n".utf8))
        #expect(positions.line(of: TOMLPath().appending("a").appending("b").appending("c")) == 3)
        #expect(positions.line(of: TOMLPath().appending("nowhere")) == nil)
    }

    @Test func anyBytesEndTheScanWithinTheText() {
        var random = SeededRandom(42)
        let alphabet = Array("[]{}=.,#\"'\\\n ab1\t".utf8)
        var found = 0
        for _ in 0..<2000 {
            let text = (0..<40).map { _ in alphabet.randomElement(using: &random)! }
            let lines = KeyPositions(text).lines.values
            let last = 1 + text.count { $0 == UInt8(ascii: "\n") }
            #expect(lines.allSatisfy { (1...last).contains($0) }, "\(String(decoding: text, as: UTF8.self))")
            found += lines.count
        }
        #expect(found > 2000, "most of it is no TOML, yet much looks like a key")
        #expect(positions("a = " + String(repeating: "[", count: 100_000)).first == "1 a")
    }
}
