import Foundation
import Host
import TestSupport
import Testing

@testable import Services

/// A kubeconfig that changes while it is in use.
@Suite struct KubeconfigWatchTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func text(server: String, token: String) -> String {
        """
        current-context: c
        clusters: [{name: k, cluster: {server: "\(server)", certificate-authority: ca.pem}}]
        users: [{name: u, user: {token: \(token)}}]
        contexts: [{name: c, context: {cluster: k, user: u}}]
        """
    }

    /// Watches, makes the change once the watch looks, and says whether it was noticed.
    private func notices(in variables: [String: String] = [:], _ change: () throws -> Void) async throws -> Bool {
        let time = ManualTime()
        let path = variables.isEmpty ? folder.path + "/config" : nil
        let watch = KubeconfigWatch(path: path, environment: Environment(variables: variables), time: time)
        _ = try await watch.load()
        let noticed = Collector<Bool>()
        let watching = Task { noticed.add(await watch.changed()) }
        try await eventually("it has looked once") { time.sleepers == 1 }
        time.advance(by: .seconds(2))
        try await eventually("it has looked again") { time.sleepers == 1 }
        try change()
        for _ in 0..<4 where noticed.all.isEmpty {
            time.advance(by: .seconds(2))
            try await eventually("it has looked again") { time.sleepers == 1 || !noticed.all.isEmpty }
        }
        watching.cancel()
        await watching.value
        return noticed.all == [true]
    }

    @Test func aFileThatIsRewrittenReplacedOrRemovedIsNoticed() async throws {
        try folder.write("ca.pem", "-----BEGIN CERTIFICATE-----")
        try folder.write("config", text(server: "https://a", token: "one"))
        #expect(try await notices {} == false, "nothing happened")
        #expect(try await notices { try folder.write("config", text(server: "https://b", token: "one")) })
        #expect(
            try await notices {
                try folder.write("new", text(server: "https://c", token: "one"))
                _ = rename(folder.path + "/new", folder.path + "/config")
            }, "an editor writes a new file in its place")
        #expect(try await notices { try folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\nother") }, "a certificate in a file of its own")
        #expect(try await notices { try FileManager.default.removeItem(atPath: folder.path + "/config") })
    }

    @Test func aFileOfKUBECONFIGThatComesLaterIsNoticed() async throws {
        try folder.write("config", text(server: "https://a", token: "one"))
        let list = ["KUBECONFIG": "\(folder.path)/config:\(folder.path)/second"]
        #expect(try await notices(in: list) { try folder.write("second", "contexts: []") })
    }

    @Test func aContextsFingerprintDiffersWhereItsConnectionDoes() async throws {
        try folder.write("ca.pem", "-----BEGIN CERTIFICATE-----")
        func fingerprint(_ text: String) async throws -> Int {
            let path = try folder.write("config", text)
            return try await Kubeconfig.load(path: path, environment: Environment(variables: [:]), time: ManualTime()).context().fingerprint
        }
        let first = try await fingerprint(text(server: "https://a", token: "one"))
        #expect(try await fingerprint(text(server: "https://a", token: "two")) != first)
        #expect(try await fingerprint(text(server: "https://b", token: "one")) != first)
        #expect(try await fingerprint(text(server: "https://a", token: "one") + "\npreferences: {colors: true}") == first)
        try folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\nrenewed")
        #expect(try await fingerprint(text(server: "https://a", token: "one")) != first)
    }
}
