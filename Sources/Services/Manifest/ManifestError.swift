/// Why a manifest's image cannot be found or changed. Each says what to do, or that it is to be edited by hand.
public struct ManifestError: Error, Equatable, CustomStringConvertible {
    /// Line from 1, where there is one.
    public var line: Int?
    /// The sentence, without the line.
    public var sentence: String
    /// `line 12: the image is an alias …`
    public var description: String { (line.map { "line \($0): " } ?? "") + sentence }

    init(_ sentence: String, line: Int? = nil) { (self.sentence, self.line) = (sentence, line) }
}
