/// Kubernetes quantities: `100m`, `256Mi`, `1e3`, `2113487n`.
/// <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/>
public enum Quantity {
    /// The value in base units (cores, bytes); `nil` for what is no quantity.
    ///
    /// A `Double` carries 15 digits: enough for shares of a limit, not for telling whether two quantities are equal.
    public static func value(_ text: String?) -> Double? {
        guard let text, !text.isEmpty else { return nil }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
        let suffix = text[digits.endIndex...]
        guard let number = Double(digits), number.isFinite else { return nil }
        if let factor = factors[String(suffix)] { return number * factor }
        // `12e3` and `12E3` are exponents; `12E` alone is exa, `12Ei` its binary twin.
        guard let first = suffix.first, first == "e" || first == "E", let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static let factors: [String: Double] = [
        "": 1, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
        "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824, "Ti": 1_099_511_627_776, "Pi": 1_125_899_906_842_624,
        "Ei": 1_152_921_504_606_846_976,
    ]
}
