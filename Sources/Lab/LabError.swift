/// Why the lab could not do what it was asked.
public enum LabError: Error, Equatable, CustomStringConvertible {
    /// No port could be taken.
    case cannotListen(site: SiteName?, port: UInt16)
    /// No scenario has that name.
    case unknownScenario(String)

    /// One sentence: what failed and what to do.
    public var description: String {
        switch self {
        case .cannotListen(let site, let port):
            "The lab could not listen on 127.0.0.1:\(port) for \(site?.rawValue ?? "its control endpoint"). Is another lab using the port? Leave the port out to get a free one."
        case .unknownScenario(let name):
            "The lab knows no scenario \"\(name)\"; it has \(Scenarios.all.map(\.name).joined(separator: ", "))."
        }
    }
}
