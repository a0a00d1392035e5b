/// How many tokens a model makes of text, estimated on the safe side: four characters each in prose, three in log lines,
/// which are full of digits and signs.
public enum Tokens {
    /// Tokens of prose.
    public static func prose(_ text: String) -> Int { (text.unicodeScalars.count + 3) / 4 }

    /// Tokens of a line of a log or an object.
    static func dense(_ count: Int) -> Int { (count + 2) / 3 }
}
