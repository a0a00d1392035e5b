import Foundation
import JSON

/// Recorded answers under `Fixtures/` (their sources stand in SOURCE.txt there).
enum Fixture {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appendingPathComponent(path))) }

    static func read<T: Readable>(_ path: String) throws -> T { try JSON.read(T.self, from: bytes(path)) }

    static func value(_ path: String) throws -> Value { try JSON.value(bytes(path)) }

    /// Names of the files in a folder, sorted.
    static func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path).sorted()
    }

    /// The body of a recorded MLflow exchange: `"2.18.0/25-runs-search-page1"`.
    static func mlflow(_ name: String) throws -> [UInt8] {
        Array((try value("mlflow/\(name).json")["response"]["body_raw"].string ?? "").utf8)
    }
}

extension Readable {
    /// Reads a literal.
    init(json text: String) throws { self = try JSON.read(Self.self, from: Array(text.utf8)) }
}
