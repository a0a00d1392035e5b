import Foundation
import Host
import Testing

@testable import Settings

@Suite struct SettingsLoadTests {
    @Test func theOptionComesBeforeTheVariableBeforeTheDirectory() {
        let environment = Environment(
            variables: ["HOME": "/home/ada", "QUARTERDECK_CONFIG": "~/other.toml"], directory: "/srv")
        #expect(Settings.path(option: "mine.toml", environment: environment) == "/srv/mine.toml")
        #expect(Settings.path(option: nil, environment: environment) == "/home/ada/other.toml")
        var plain = environment
        plain.variables["QUARTERDECK_CONFIG"] = nil
        #expect(Settings.path(option: nil, environment: plain) == "/home/ada/.config/quarterdeck/config.toml")
        plain.variables["XDG_CONFIG_HOME"] = "/xdg"
        #expect(Settings.path(option: nil, environment: plain) == "/xdg/quarterdeck/config.toml")
    }

    @Test func aMissingFileSaysWhereItWasLookedForAndWhy() throws {
        let environment = Environment(variables: ["HOME": "/nonexistent"])
        let absent = #expect(throws: SettingsError.self) { try Settings.load(environment: environment) }
        #expect(
            absent?.description
                == "/nonexistent/.config/quarterdeck/config.toml: there is no configuration yet; copy config.example.toml here, or try `quarterdeck demo`, which needs none"
        )
        let named = #expect(throws: SettingsError.self) { try Settings.load(path: "/no/such.toml", environment: environment) }
        #expect(named?.description == "/no/such.toml: --config cannot be read: No such file or directory")
    }

    @Test func aDirectoryIsNotAFile() throws {
        let error = #expect(throws: SettingsError.self) { try Settings.load(path: "/", environment: Environment(variables: [:])) }
        #expect(error?.description == "/: --config cannot be read: Is a directory")
    }

    @Test func aPatternThatIsNoneIsRefusedWithItsLine() throws {
        let folder = try TemporaryFolder()
        try folder.write("config.toml", "[redaction]\nemails = true\npatterns = ['ACME-[0-9]{8}', '(customer']\n")
        let error = #expect(throws: SettingsError.self) {
            try Settings.load(path: folder.path + "/config.toml", environment: Environment(variables: [:]))
        }
        #expect(
            error?.description
                == "\(folder.path)/config.toml:3: \"redaction.patterns\" is no valid expression: the \"(\" at 1 is not closed (element 2)")
        try folder.write("config.toml", "[redaction]\npatterns = ['ACME-[0-9]{8}']\n")
        let settings = try Settings.load(path: folder.path + "/config.toml", environment: Environment(variables: [:]))
        #expect(settings.redaction.patterns.map(\.source) == ["ACME-[0-9]{8}"])
    }

    @Test func loadsAFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("config.toml", "author = \"ada\"\narchive = \"here.sqlite\"\n")
        let settings = try Settings.load(path: folder.path + "/config.toml", environment: Environment(variables: [:]))
        #expect(settings.author == "ada")
        #expect(settings.archive == folder.path + "/here.sqlite")
    }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("quarterdeck-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // nothing depends on it

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
    }
}
