import ArgumentParser
import Archive
import Host
import JSON
import Settings

/// The archive without a screen: what was found before.
struct ReportsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports", abstract: "List, show, search and export the reports that triages left.",
        discussion: """
            A report is named by the beginning of its id, as many letters as tell it from the others, or by "latest".

            EXAMPLES
              quarterdeck reports list
              quarterdeck reports show latest
              quarterdeck reports search oom iris
              quarterdeck reports export 3f2a --format json --output incident.json
              quarterdeck reports export 3f2a --bundle          a folder for triage --from
            """,
        subcommands: [ReportsList.self, ReportsShow.self, ReportsSearch.self, ReportsExport.self], defaultSubcommand: ReportsList.self)
}

/// The newest reports.
struct ReportsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The newest reports (the default).",
        discussion: """
            EXAMPLES
              quarterdeck reports list --limit 5
              quarterdeck reports list --json | jq -r '.reports[].title'
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var list: ListOptions

    @Option(help: "Only reports on this subject, as the list writes it: gcp/ml-apps/iris-7c9d-x2lq7.")
    var about: String?

    func run() async throws {
        let archive = try await options.archive()
        let found =
            if let about { try await archive.reports(about: about, limit: list.limit) } else { try await archive.newest(limit: list.limit) }
        let on = about.map { " on \"\(SafeText.line($0))\"" } ?? ""
        try await list.print(ReportText.table(found), nothing: "No report\(on) is kept in \(archive.path).") {
            ReportJSON.list(found, kept: try await archive.count())
        }
    }
}

/// Reports in which words occur.
struct ReportsSearch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Reports in which every word occurs, newest first.",
        discussion: """
            Words match from their beginning: "oom" finds OOMKilled.

            EXAMPLES
              quarterdeck reports search oom iris
              quarterdeck reports search --json drift | jq '.reports | length'
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var list: ListOptions

    @Argument(help: "Words that must all occur.")
    var words: [String]

    func run() async throws {
        let archive = try await options.archive()
        let typed = words.joined(separator: " ")
        let found = try await archive.search(typed, limit: list.limit)
        try await list.print(ReportText.table(found), nothing: "No report in \(archive.path) has \"\(SafeText.line(typed))\".") {
            ReportJSON.list(found, kept: try await archive.count())
        }
    }
}

/// One report, to be read.
struct ReportsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a report as Markdown or JSON.",
        discussion: """
            EXAMPLES
              quarterdeck reports show latest
              quarterdeck reports show 3f2a --json | jq -r '.causes[0].action'
              quarterdeck reports show 3f2a --evidence 2     a piece of it, as stored
            """)

    @OptionGroup var options: ArchiveOptions

    @Argument(help: "The beginning of the report's id, or \"latest\".", completion: Completions.reports)
    var id: String

    @Option(help: "Print this piece of evidence, as the report cites it by number, instead of the report.")
    var evidence: Int?

    @Flag(help: "As JSON (docs/headless.md).")
    var json = false

    func run() async throws {
        let (record, pieces) = try await options.archive().report(meant: id)
        guard let evidence else {
            return try await Output.text(json ? ReportJSON.report(record).text + "\n" : ReportText.stored(record, pieces))
        }
        guard let piece = pieces.first(where: { $0.number == evidence }) else {
            throw Refusal("The report has no evidence \(evidence); its evidence is numbered 1 to \(pieces.last?.number ?? 0).")
        }
        guard piece.failure.isEmpty else { throw Refusal("Evidence \(evidence) is missing: \(SafeText.line(piece.failure))") }
        try await Output.text(SafeText.lines(piece.text) + (piece.text.hasSuffix("\n") ? "" : "\n"))
    }
}
