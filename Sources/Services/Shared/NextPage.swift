/// The next page of a list, as a `Link` header names it (RFC 8288).
enum NextPage {
    /// `<https://api.github.com/repositories/1/issues?page=2>; rel="next", <…>; rel="last"`; the address may be relative.
    static func address(in header: String) -> String? {
        var rest = header[...]
        // Addresses may hold commas and semicolons: they end at their bracket only.
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let address = rest[rest.index(after: start)..<end]
            let parameters = rest[rest.index(after: end)...]
            let own = parameters[..<(parameters.firstIndex(of: "<") ?? parameters.endIndex)].lowercased()
            if own.contains("rel=\"next\"") || own.contains("rel=next") { return String(address) }
            rest = parameters
        }
        return nil
    }
}
