@testable import Lab
import Foundation

/// Recorded payloads beside these tests.
enum Fixture {
    /// The bytes of a file below `Fixtures`.
    static func bytes(_ path: String, _ file: String = #filePath) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(path)")))
    }

    /// A file as text.
    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// A file as JSON.
    static func json(_ path: String) throws -> JSON { try JSON(parsing: bytes(path)) ?? .null }
}

/// Members and kinds of a JSON value, without its values: `runs[].info.run_id: string`.
func shape(_ value: JSON, at path: String = "") -> Set<String> {
    switch value {
    case .object(let members): members.reduce(into: [path + "{}"]) { $0.formUnion(shape($1.value, at: path + "." + $1.name)) }
    case .array(let elements): elements.reduce(into: [path + "[]"]) { $0.formUnion(shape($1, at: path + "[]")) }
    case .string: [path + ": string"]
    case .integer, .number: [path + ": number"]
    case .bool: [path + ": bool"]
    case .null: [path + ": null"]
    }
}
