import Foundation
import Testing

/// One incident of `Fixtures/scenarios` with its answers.
struct Scenario: Decodable, CustomTestStringConvertible {
    struct File: Decodable { var path: String, role: String, lines: Int }
    struct Item: Decodable { var id: String, file: String, lines: String, weight: Double?, match: [String]? }
    struct Secret: Decodable { var file: String, line: Int, kind: String, text: String }
    struct Lookalike: Decodable { var file: String, line: Int, text: String }
    struct Cause: Decodable { var keywords: [[String]] }

    var name: String, severity: String, files: [File], primary: String?, evidence: [Item], cause: Cause
    var secrets: [Secret], lookalikes: [Lookalike], must_not_say: [String]
    var failureClass: String

    enum CodingKeys: String, CodingKey {
        case name, severity, files, primary, evidence, cause, secrets, lookalikes, must_not_say
        case failureClass = "class"
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/scenarios")
    var directory: String { Self.folder.appending(path: name).path }
    var testDescription: String { name }

    static let all: [Scenario] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: "\(name)/scenario.json")) else { return nil }
            do { return try JSONDecoder().decode(Scenario.self, from: data) } catch { preconditionFailure("\(name): \(error)") }
        }
    }()

    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: directory).appending(path: path)))
    }
}
