import JSON
import Transport

extension ServiceLink {
    /// Reads a list out of an answer, element by element: a long one never stands in memory twice.
    /// - Throws: ``ServiceError/malformed(service:what:)``.
    func readList<T>(
        _ response: HTTPResponse, at path: [String], absentIsEmpty: Bool = false, each: (Element) throws -> T?
    ) throws -> [T] {
        try readList(response, at: path, absentIsEmpty: absentIsEmpty, header: { _ in }, each: each)
    }

    /// Reads a list and, through `header`, what stands beside it.
    /// - Throws: ``ServiceError/malformed(service:what:)``.
    func readList<T>(
        _ response: HTTPResponse, at path: [String], absentIsEmpty: Bool = false, header: (Element) throws -> Void,
        each: (Element) throws -> T?
    ) throws -> [T] {
        if response.mediaType.hasSuffix("html") {
            throw ServiceError.malformed(service: configuration.service, what: "an HTML page where its API answers JSON")
        }
        do {
            return try JSON.readList(response.body, at: path, absentIsEmpty: absentIsEmpty, header: header, each: each)
        } catch let error as JSONError {
            throw ServiceError.malformed(service: configuration.service, what: "\(error)")
        }
    }
}
