import ArgumentParser
import Archive
import Host
import JSON
import Triage

/// One report with all that is kept of it, for a file; or its evidence alone, for a folder.
struct ReportsExport: AsyncParsableCommand {
    /// As what a report is written.
    enum Format: String, ExpressibleByArgument, CaseIterable { case md, json }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a report with its evidence to a file, or its evidence to a folder, that only you may read.",
        discussion: """
            Markdown holds the report and every piece of evidence; JSON the prompt as well. A file that is there is replaced.

            With --bundle the evidence alone goes to a new folder, as "triage --from" reads it: to ask again, with another model too, or to \
            send to whoever helps. The folder's path is printed. All of it is redacted, as the archive is.

            EXAMPLES
              quarterdeck reports export latest --output incident.md
              quarterdeck reports export 3f2a --format json | jq .subject
              quarterdeck reports export 3f2a --bundle --output incident
              quarterdeck triage --from incident --model gemini-3.5-flash
            """)

    @OptionGroup var options: ArchiveOptions

    @Argument(help: "The beginning of the report's id, or \"latest\".", completion: Completions.reports)
    var id: String

    @Option(help: "md (the default) or json.")
    var format: Format?

    @Flag(help: "The evidence as a folder with a subject.json, for triage --from.")
    var bundle = false

    @Option(
        help: "The file, mode 0600; standard output when not given. With --bundle the new folder, mode 0700; incident-ID when not given.",
        completion: .file())
    var output: String?

    func validate() throws {
        if bundle, format != nil { throw ValidationError("--bundle has a format of its own; leave --format away.") }
        if bundle, output == "-" { throw ValidationError("--bundle writes a folder; name it by --output.") }
    }

    func run() async throws {
        let (record, evidence) = try await options.archive().report(meant: id)
        if bundle { return try await write(record, evidence) }
        let text =
            switch format ?? .md {
            case .md: ReportText.whole(record, evidence)
            case .json: ReportJSON.export(record, evidence).text + "\n"
            }
        try await PrivateExport.write(text, asked: output)
    }

    private func write(_ record: ReportRecord, _ evidence: [EvidenceRecord]) async throws {
        let path = Environment.process.absolute(output ?? "incident-\(record.id.prefix(8))")
        do {
            let count = try await Aside.run {
                let bundle = try EvidenceBundle(record, evidence: evidence)
                try bundle.write(to: path)
                return bundle.files.count
            }
            Output.error("\(count) files, for you only.")
        } catch let error as EvidenceBundleError {
            throw Refusal("\(error)")
        }
        try await Output.line(SafeText.line(path))
    }
}
