import ArgumentParser
import Archive
import Host
import JSON

/// The audit without a screen: what was changed from here, by whom, and what came of it. It asks no service.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "List, show and export what was changed, by whom, and what came of it.",
        discussion: """
            Reads the archive alone and works with every service down. An action is named by the beginning of its id, as many \
            letters as tell it from the others, or by "latest".

            EXAMPLES
              quarterdeck audit
              quarterdeck audit list --since 8h --search "iris failed"
              quarterdeck audit show latest
              quarterdeck audit export --since 12h --output night.jsonl
            """,
        subcommands: [AuditList.self, AuditShow.self, AuditExport.self], defaultSubcommand: AuditList.self)
}

/// Which actions are meant.
struct ActionOptions: ParsableArguments {
    @Option(help: "Only actions confirmed so recently: 90s, 15m, 8h, 2d.")
    var since: WordedDuration?

    @Option(help: "Only actions in whose title, target, author, state or outcome every word occurs.")
    var search: String?

    /// The newest actions that are meant, newest first.
    func actions(of archive: Archive, limit: Int) async throws -> [AuditRecord] {
        let start = since.map { SystemTime().now() + .milliseconds(-$0.duration.milliseconds) }
        return try await archive.audit(limit: limit, matching: search ?? "", since: start)
    }

    /// What is said where there is none.
    func nothing(in archive: Archive) -> String {
        let holding = search.map { " with \"\(SafeText.line($0))\"" } ?? ""
        return "No action\(holding)\(since == nil ? "" : " so recent") is kept in \(archive.path)."
    }
}

/// The newest actions.
struct AuditList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The newest actions (the default).",
        discussion: """
            EXAMPLES
              quarterdeck audit list --limit 5
              quarterdeck audit list --json | jq -r '.actions[] | [.state, .title] | @tsv'
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var which: ActionOptions

    func run() async throws {
        let archive = try await options.archive()
        let found = try await which.actions(of: archive, limit: list.limit)
        try await list.print(AuditText.table(found), nothing: which.nothing(in: archive)) {
            AuditJSON.list(found, kept: try await archive.auditCount())
        }
    }
}

/// One action, to be read.
struct AuditShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print an action: its plan, what was sent, its steps, its outcome, and by whom.",
        discussion: """
            EXAMPLES
              quarterdeck audit show latest
              quarterdeck audit show 3f2a --json | jq '.plan.requests[]'
            """)

    @OptionGroup var options: ArchiveOptions

    @Argument(help: "The beginning of the action's id, or \"latest\".", completion: Completions.actions)
    var id: String

    @Flag(help: "As JSON (docs/headless.md).")
    var json = false

    func run() async throws {
        let (record, steps) = try await options.archive().action(meant: id)
        try await Output.text(json ? AuditJSON.action(record, steps).text + "\n" : AuditText.whole(record, steps))
    }
}

/// Actions with all that is kept of them, for a file.
struct AuditExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write actions as JSON, one a line, oldest first, to a file that only you may read.",
        discussion: """
            Each line is what show --json prints. A file that is there is replaced.

            EXAMPLES
              quarterdeck audit export --output audit.jsonl
              quarterdeck audit export --since 12h | jq -r '[.author, .title] | @tsv'
            """)

    /// More actions than a person makes in a lifetime; a bound on memory all the same.
    private static let most = 100_000

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var which: ActionOptions

    @Option(help: "The file, mode 0600; standard output when not given.", completion: .file())
    var output: String?

    func run() async throws {
        let archive = try await options.archive()
        let found = try await which.actions(of: archive, limit: Self.most)
        guard !found.isEmpty else { return Output.error(which.nothing(in: archive)) }
        var text = ""
        for record in found.reversed() { text += AuditJSON.action(record, try await archive.steps(ofAudit: record.id)).text + "\n" }
        try await PrivateExport.write(text, asked: output)
    }
}
