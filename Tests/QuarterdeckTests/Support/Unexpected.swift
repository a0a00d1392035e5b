/// What a person would not have expected to see; one sentence, with the screen where there is one.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
    init(_ sentence: String) { description = sentence }
}
