import Archive
import Host
import JSON

import Glibc

/// The evidence of a stored report as a directory that ``EvidenceFolder`` reads: for support, and to ask again, with another model too.
///
/// `subject.json` names the files with their roles; what could not be gathered is told there. Everything is redacted as it was stored, lines
/// keep their numbers, evidence its order, so that the citations of the report hold for the bundle.
public struct EvidenceBundle: Sendable, Equatable {
    /// One file below the directory.
    public struct File: Sendable, Equatable {
        /// Path below the directory: `logs/server.previous.log`.
        public var path: String
        /// Its bytes.
        public var bytes: [UInt8]
    }

    /// The files, `subject.json` first.
    public let files: [File]

    init(files: [File]) { self.files = files }

    /// The bundle of a report.
    /// - Throws: ``EvidenceBundleError/noSubject`` when the report does not say what it is about.
    public init(_ report: ReportRecord, evidence: [EvidenceRecord]) throws(EvidenceBundleError) {
        guard let subject = try? JSON.value(Array(report.subjectJSON.utf8)), (try? JSON.with(subject.bytes) { Subject($0) != nil }) == true else {
            throw .noSubject
        }
        var files: [File] = [], entries: [Value] = [], primary: Value?, taken: Set<String> = ["subject.json"]
        for piece in evidence.sorted(by: { $0.number < $1.number }) {
            let role = Evidence.Role(rawValue: piece.role), path = Self.path(piece, role, &taken)
            var entry: Value = ["path": .string(path), "role": .string(piece.role)]
            if path != piece.name { entry["name"] = .string(piece.name) }
            if !piece.failure.isEmpty { entry["failure"] = .string(piece.failure) }
            if !piece.part.isEmpty { entry[Self.owner(role)] = .string(piece.part) }
            // A piece that is missing has no file.
            if piece.failure.isEmpty || !piece.text.isEmpty {
                entry["lines"] = .int(piece.text.utf8.count { $0 == 10 })
                files.append(File(path: path, bytes: Array(piece.text.utf8)))
                if role?.isObject == false, primary == nil { primary = .string(path) }
            }
            entries.append(entry)
        }
        var manifest: Value = ["format": 1, "subject": subject, "files": .array(entries)]
        if let primary { manifest["primary"] = primary }
        self.files = [File(path: "subject.json", bytes: JSONLayout.lines(manifest.bytes) + [10])] + files
    }

    /// Writes the files into a new directory, which only its owner may enter (0700) as the files are read (0600).
    ///
    /// - Throws: ``EvidenceBundleError/exists(_:)`` when something is there; ``EvidenceBundleError/unwritable(_:_:)``, and then nothing is left.
    public func write(to directory: String) throws(EvidenceBundleError) {
        guard mkdir(directory, 0o700) == 0 else {
            let reason = String(cString: strerror(errno))
            throw errno == EEXIST ? .exists(directory) : .unwritable(directory, reason)
        }
        var written: [String] = []
        do {
            for file in files {
                let path = directory + "/" + file.path
                try PrivateFiles.makeDirectory(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
                try PrivateFiles.write(bytes: file.bytes, to: path)
                written.append(path)
            }
        } catch {
            for path in written.reversed() { unlink(path) }
            for path in Set(written.map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) }).sorted(by: >) { rmdir(path) }
            rmdir(directory)
            throw .unwritable(error.path, error.reason)
        }
    }

    /// Where a piece stands: its name, where that is a plain path below the directory; else one made of it.
    private static func path(_ piece: EvidenceRecord, _ role: Evidence.Role?, _ taken: inout Set<String>) -> String {
        let plain = piece.name.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-/".unicodeScalars.contains(scalar))
                ? Character(scalar) : "-"
        }
        let parts = String(plain.suffix(160)).split(separator: "/").filter { !$0.allSatisfy { $0 == "." } }
        var path = parts.suffix(3).joined(separator: "/")
        // A file can be no directory, and no two files can have one name.
        let collides = taken.contains { $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
        if path.isEmpty || collides || piece.name.utf8.count > 160 {
            path = "evidence-\(piece.number).\(role?.isObject == true ? "json" : "log")"
        }
        taken.insert(path)
        return path
    }

    /// What a part is called in `subject.json`.
    private static func owner(_ role: Evidence.Role?) -> String {
        switch role {
        case .jobLog, .jobLogPassed, .annotations: "job"
        case .logNode: "node"
        default: "container"
        }
    }
}

/// Why there is no bundle.
public enum EvidenceBundleError: Error, Equatable, CustomStringConvertible {
    /// The report names no subject.
    case noSubject
    /// Something stands where the directory would be made.
    case exists(String)
    /// A directory or file, and the system's reason.
    case unwritable(String, String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .noSubject: "The report does not say what it is about, so nothing could ask the same again; export it as Markdown or JSON."
        case .exists(let path): "\(SafeText.line(path)) is there already; a bundle is written to a new directory, named by --output."
        case .unwritable(let path, let reason): "\(SafeText.line(path)) cannot be written: \(reason)."
        }
    }
}
