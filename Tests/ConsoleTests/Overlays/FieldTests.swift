import Terminal
import Testing

@testable import Console

@Suite struct FieldTests {
    /// Text with the cursor drawn in it as `|`.
    private func typed(_ start: String, _ keys: Key...) -> String {
        var field = Field(start)
        for key in keys { _ = field.take(key) }
        var characters = field.characters
        characters.insert("|", at: field.cursor)
        return String(characters)
    }

    @Test func editsAsShellsDo() {
        #expect(typed("ab", .character("c")) == "abc|")
        #expect(typed("abc", .left, .backspace) == "a|c")
        #expect(typed("abc", .home, .delete) == "|bc")
        #expect(typed("one two  ", .control("w")) == "one |")
        #expect(typed("one two", .left, .control("u")) == "|o")
        #expect(typed("one two", .control("a"), .right, .control("k")) == "o|")
    }

    @Test func aPasteIsOneSafeLine() { #expect(typed("", .paste("a\nb\u{1b}[2J")) == "a b·[2J|") }

    @Test func keysThatDoNotEditAreLeftToOthers() {
        var field = Field("x")
        #expect(field.take(.enter) == false)
        #expect(field.take(.up) == false)
    }
}
