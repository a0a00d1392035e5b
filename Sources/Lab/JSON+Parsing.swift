import Foundation

extension JSON {
    /// Reads a request's body. `nil` when it is no JSON; callers answer that as their API does.
    ///
    /// Foundation's parser is good enough for the few small bodies that a lab receives.
    init?(parsing bytes: [UInt8]) {
        // The error says only where the text broke; no API that is played here passes that on.
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else { return nil }
        self.init(foundation: value)
    }

    private init(foundation value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let list as [Any]: self = .array(list.map(JSON.init(foundation:)))
        case let map as [String: Any]:
            self = .object(map.sorted { $0.key < $1.key }.map { Member(name: $0.key, value: JSON(foundation: $0.value)) })
        case let number as NSNumber:
            if CFNumberKind.isBoolean(number) {
                self = .bool(number.boolValue)
            } else if let whole = Int64(exactly: number.doubleValue), !number.stringValue.contains(".") {
                self = .integer(abs(whole) < 1 << 53 ? whole : number.int64Value)
            } else {
                self = .number(number.doubleValue)
            }
        default: self = .null
        }
    }
}

private enum CFNumberKind {
    /// `NSNumber` says "c" (a C `char`) for what was `true` or `false` in the text.
    static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
