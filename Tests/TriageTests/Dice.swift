import Foundation

/// Invented values that are the same in every run (splitmix64).
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    private static let digits = Array("0123456789")

    private mutating func text(_ count: Int, of alphabet: [Character]) -> String {
        String((0..<count).map { _ in alphabet[below(alphabet.count)] })
    }

    mutating func digits(_ count: Int) -> String { String(1 + below(9)) + text(count - 1, of: Self.digits) }
    mutating func hex(_ count: Int) -> String { text(count, of: Array("0123456789abcdef")) }
    mutating func alnum(_ count: Int) -> String { text(count, of: Self.letters + Self.digits) }
    mutating func upper(_ count: Int) -> String { text(count, of: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")) }
    mutating func lower(_ count: Int) -> String { text(count, of: Array("abcdefghijklmnopqrstuvwxyz0123456789")) }
    /// Letters, digits, `-` and `_`; begins and ends with a letter or digit, as nobody can tell a dash at the end from one after it.
    mutating func url(_ count: Int) -> String { alnum(1) + text(count - 2, of: Self.letters + Self.digits + ["-", "_"]) + alnum(1) }
    /// Base64 of `count` random bytes.
    mutating func base64(_ count: Int) -> String { Self.base64((0..<count).map { _ in UInt8(below(256)) }) }

    mutating func word() -> String {
        pick([
            "harbor", "copper", "meadow", "lantern", "falcon", "winter", "pepper", "orbit", "marble", "canyon", "violet", "saddle",
            "anchor", "basalt", "cinder", "walnut",
        ])
    }
    /// What people choose: words with digits and signs, or what a manager draws. At least eight characters.
    mutating func password() -> String {
        switch below(5) {
        case 0: word().capitalized + digits(3) + pick(["!", "#", "$", "*", "+", "?"])
        case 1: word() + "-" + word() + "-" + digits(2)
        case 2: alnum(16)
        case 3: alnum(5) + pick(["!", "^", "$", "*"]) + alnum(7)
        default: word() + digits(4)
        }
    }
    /// One that stands in an address without an escape.
    mutating func plainPassword() -> String { below(2) == 0 ? word() + digits(4) : alnum(14 + below(12)) }
    mutating func uuid() -> String { "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))" }
    mutating func host() -> String { "\(word()).\(pick(["example.com", "internal", "svc.cluster.local"]))" }
    mutating func user() -> String { pick(["ada", "mlflow", "deploy", "root", "svc_train", "grace"]) }
    mutating func jwt() -> String {
        let header = Self.base64url(#"{"alg":"RS256","typ":"JWT"}"#)
        return "\(header).\(Self.base64url(#"{"sub":"\#(user())","exp":\#(digits(10))}"#)).\(url(86))"
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = letters.filter(\.isUppercase) + letters.filter(\.isLowercase) + digits + ["+", "/"]
        var result = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[start..<min(start + 3, bytes.count)])
            let number = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 { result.append(place <= part.count ? alphabet[number >> (18 - 6 * place) & 63] : "=") }
        }
        return result
    }
    static func base64(_ text: String) -> String { base64(Array(text.utf8)) }
    static func base64url(_ text: String) -> String {
        String(base64(text).filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
    /// Each character that is no letter or digit as `%2F`.
    static func percent(_ text: String) -> String {
        text.utf8.map { byte in
            let plain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return plain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
        }.joined()
    }
}
