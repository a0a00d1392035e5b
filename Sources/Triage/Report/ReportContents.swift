import JSON

/// What a stored report keeps as JSON, read back: for whoever shows it again.
public struct ReportContents: Sendable, Equatable {
    /// Findings by rule, surest first; empty where the JSON cannot be read.
    public var findings: [Finding] = []
    /// How the model's answer held against the evidence; `nil` where none was checked.
    public var claims: ClaimReport?
    /// Different secrets replaced, by kind.
    public var secrets: [String: Int] = [:]

    /// Nothing.
    public init() {}

    /// What ``ReportRecord/findingsJSON`` holds.
    public init(_ json: String) {
        findings = Finding.stored(json)
        claims = ClaimReport.stored(json)
        // As above: what cannot be read is not there.
        let value = (try? JSON.value(Array(json.utf8))) ?? .null
        if case .object(let members) = value["secrets"] {
            for member in members { secrets[member.name] = member.value.int }
        }
    }
}
