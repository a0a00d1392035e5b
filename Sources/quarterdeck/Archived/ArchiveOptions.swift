import ArgumentParser
import Archive
import Host
import JSON

/// What the commands on the archive share.
struct ArchiveOptions: ParsableArguments {
    @OptionGroup var config: ConfigOptions

    /// The archive that the configuration names.
    func archive() async throws -> Archive {
        let environment = Environment.process
        return try await Archive.open(path: LogSetup.archivePath(try config.settings(environment), environment))
    }
}

/// How long a list may be, and as what it is printed.
struct ListOptions: ParsableArguments {
    @Option(help: "Most rows printed, 1 to 1000.")
    var limit = 20

    @Flag(help: "One JSON object (docs/headless.md).")
    var json = false

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit is 1 to 1000, not \(limit).") }
    }

    /// Prints a list as it was asked for: as an object, or as a table; where that is empty, `nothing` on standard error.
    func print(_ table: [String], nothing: String, json object: () async throws -> Value) async throws {
        if json { return try await Output.line(object().text) }
        guard !table.isEmpty else { return Output.error(nothing) }
        try await Output.line(table.joined(separator: "\n"))
    }
}
