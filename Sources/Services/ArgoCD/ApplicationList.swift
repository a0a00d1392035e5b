import JSON

/// The answer to a list of applications. `items` is `null` on servers that have none.
struct ApplicationList: Readable {
    let applications: [Application]
    /// Where the list stands; a stream started from it does not replay what the list already holds.
    let resourceVersion: String

    init(_ json: Element) throws {
        applications = try json["items"].array.map { try Application($0) }
        resourceVersion = json["metadata"].text(at: "resourceVersion")
    }
}
