import Foundation
import Testing

/// Recorded payloads of Kubernetes and kubeconfigs; each folder's SOURCE.txt says where they come from.
enum KubernetesFixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    /// Absolute path of a fixture: `kubernetes-kubeconfig/javascript/kubeconfig.yaml`.
    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A fixture's bytes.
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }
}

/// A folder that goes away with the test.
final class TestFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("quarterdeck-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // nothing depends on it

    /// Writes a file and returns its path.
    @discardableResult func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let file = path + "/" + name
        let parent = URL(fileURLWithPath: file).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }
}
