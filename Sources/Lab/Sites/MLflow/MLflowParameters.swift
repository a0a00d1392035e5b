/// What a request asks for: the query of a GET, the body of a POST.
struct MLflowParameters {
    private var values: JSON
    /// Whether the body held a bare `NaN`. Python reads it, protobuf does not: the value and the time are lost without a word.
    private(set) var heldBareNaN = false
    /// Whether something is to be changed.
    let isWrite: Bool

    init(_ request: LabRequest) {
        isWrite = request.method == "POST"
        guard request.method == "POST" else {
            var members: [JSON.Member] = []
            for name in Set(request.query.map(\.name)).sorted() {
                let all = request.values(name).map { JSON.string($0) }
                members.append(JSON.Member(name: name, value: all.count == 1 ? all[0] : .array(all)))
            }
            values = .object(members)
            return
        }
        if let json = request.json {
            values = json
            return
        }
        // A body that is no JSON counts as an empty one: the server says nothing about it.
        let text = String(decoding: request.body, as: UTF8.self)
        let patched = text.replacing(": NaN", with: ": null").replacing(":NaN", with: ":null")
        heldBareNaN = patched != text
        values = JSON(parsing: Array(patched.utf8)) ?? .object([])
    }

    subscript(_ name: String) -> JSON? { values[name].flatMap { $0 == .null ? nil : $0 } }

    /// A text; the empty one where there is none.
    func text(_ name: String) -> String { self[name]?.text ?? "" }

    /// A text that must be there.
    func required(_ name: String) throws(MLflowError) -> String {
        guard let value = self[name] else { throw .required(name) }
        guard let text = value.text else { throw .unfit(name, value, type: value.double == nil ? "dict" : "int") }
        guard !text.isEmpty else { throw .required(name) }
        return text
    }

    /// A whole number, written as one or as text.
    func whole(_ name: String) throws(MLflowError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard let number = value.int else { throw .unfit(name, value, type: "str") }
        return number
    }

    /// The number of results wanted, at most `limit`.
    func size(default standard: Int, limit: Int) throws(MLflowError) -> Int {
        guard let value = self["max_results"], let number = try whole("max_results") else { return standard }
        guard (0...Int64(limit)).contains(number) else {
            throw .unfit("max_results", value, type: value.text == nil ? "int" : "str")
        }
        return Int(number)
    }

    /// The texts of a list; one text counts as a list of one, as in a query.
    func list(_ name: String) -> [String] {
        self[name]?.elements?.compactMap(\.text) ?? self[name]?.text.map { [$0] } ?? []
    }

    /// Keys and values.
    func pairs(_ name: String) -> [MLflowState.Pair] {
        (self[name]?.elements ?? []).compactMap { element in
            element["key"]?.text.map { MLflowState.Pair(key: $0, value: element["value"]?.text ?? "") }
        }
    }

    /// A metric's value: a number, or the text of one, `NaN` and `Infinity` included.
    static func number(_ value: JSON) -> Double? {
        if let number = value.double { return number }
        switch value.text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        case let text?: return Double(text)
        case nil: return nil
        }
    }
}
