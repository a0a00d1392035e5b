import Host
import JSON

import Glibc

/// Evidence from a directory of files, named by its `subject.json`: to replay an incident, for support, for tests.
public struct EvidenceFolder: EvidenceSource {
    /// The directory, absolute.
    public let directory: String
    /// Largest file read, in bytes.
    public let limit: Int
    /// The form of `subject.json` that is read; where none is named it is this one.
    static let format = 1

    /// Evidence in `directory`.
    public init(_ directory: String, limit: Int = 256 << 20) {
        self.directory = directory
        self.limit = limit
    }

    /// What the directory is about.
    /// - Throws: ``EvidenceFolderError`` when `subject.json` is missing or names no subject.
    public func subject() async throws -> Subject {
        let folder = self
        return try await Aside.run { try folder.manifest().subject }
    }

    /// Every file that `subject.json` names, in its order; one that cannot be read is a piece with a sentence.
    public func gather(_ subject: Subject) -> AsyncStream<Evidence> {
        AsyncStream { stream in
            let task = Task {
                await Aside.run { () -> Void in
                    do {
                        let manifest = try manifest()
                        stream.yield(Evidence(.subject, name: "subject.json", bytes: manifest.bytes))
                        let logs = logBytes(manifest)
                        for file in manifest.files { stream.yield(read(file, logs: logs)) }
                    } catch {
                        stream.yield(Evidence(.subject, name: "subject.json", failure: "\(error)"))
                    }
                }
                stream.finish()
            }
            stream.onTermination = { _ in task.cancel() }
        }
    }

    // MARK: Reading

    struct Manifest {
        struct File { var path: String, role: Evidence.Role, part: String?, name: String?, failure: String? }
        var subject: Subject, bytes: [UInt8], files: [File]
    }

    func manifest() throws -> Manifest {
        var status = stat()
        // A file is named by mistake where the folder is meant; the reason would be told of a path that nobody has written.
        if stat(directory, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { throw EvidenceFolderError.noDirectory(directory) }
        let bytes = try bytes(of: "subject.json")
        do {
            return try JSON.with(bytes) { json in
                if json["format"].exists, json["format"].int != Self.format { throw EvidenceFolderError.unknownFormat(directory) }
                let subject = json["subject"]
                guard let known = Subject(subject) else { throw EvidenceFolderError.noSubject(directory) }
                let files = json["files"].array.enumerated().map { Self.file($1, number: $0 + 1) }
                return Manifest(subject: known, bytes: subject.value.bytes, files: files)
            }
        } catch let error as JSONError {
            throw EvidenceFolderError.unreadable(directory + "/subject.json", "it is \(error)")
        }
    }

    /// A file as it is named. One of a role that this version does not know, as a later one's, is no reason to refuse the rest: it is told as
    /// missing.
    private static func file(_ json: Element, number: Int) -> Manifest.File {
        let path = json["path"].string, word = json["role"].string
        let role = word.flatMap(Evidence.Role.init(rawValue:)).flatMap { $0 == .unread ? nil : $0 }
        var failure = json["failure"].string
        if path == nil {
            failure = "subject.json names no path for it."
        } else if role == nil, failure == nil {
            failure =
                word.map { "the role \"\(SafeText.line($0.prefix(60)))\" is not known to this version." } ?? "subject.json names no role for it."
        }
        return Manifest.File(
            path: path ?? "file \(number)", role: path == nil ? .unread : role ?? .unread,
            part: json["container"].string ?? json["job"].string ?? json["node"].string, name: json["name"].string, failure: failure)
    }

    /// Bytes of all logs together.
    private func logBytes(_ manifest: Manifest) -> Int {
        manifest.files.reduce(into: 0) { sum, file in
            if !file.role.isObject { sum += size(of: file.path) ?? 0 }
        }
    }

    /// Size of a file below the directory; `nil` where there is none.
    private func size(of path: String) -> Int? {
        var status = stat()
        guard isBelow(path), stat(directory + "/" + path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The names come from a file that may come from anywhere: they stay below the directory.
    private func isBelow(_ path: String) -> Bool { !path.hasPrefix("/") && !path.split(separator: "/").contains("..") }

    private func read(_ file: Manifest.File, logs: Int) -> Evidence {
        var evidence = Evidence(file.role, name: file.name ?? file.path, part: file.part, failure: file.failure)
        if file.role == .unread { return evidence }
        // Where logs are many megabytes in all, each gets its share of what is kept of them; small ones are kept whole.
        if logs > LargeLog.limit, !file.role.isObject, let size = size(of: file.path), size > 1 << 20, size <= LargeLog.largest {
            let keep = max(1 << 20, Int(Double(LargeLog.kept) * Double(size) / Double(logs)))
            evidence.large = Evidence.Large(path: directory + "/" + file.path, size: size, keep: keep)
            return evidence
        }
        do {
            evidence.bytes = try bytes(of: file.path)
        } catch {
            // What a bundle tells of a missing piece is why it was missing then; that there is no file follows from it.
            evidence.failure = file.failure ?? "\(error)"
        }
        return evidence
    }

    private func bytes(of path: String) throws -> [UInt8] {
        guard isBelow(path) else { throw EvidenceFolderError.outside(path) }
        let whole = directory + "/" + path
        let file = open(whole, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw EvidenceFolderError.unreadable(whole, String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw EvidenceFolderError.unreadable(whole, "not a file")
        }
        let size = Int(status.st_size)
        guard size <= limit else { throw EvidenceFolderError.unreadable(whole, "larger than \(limit >> 20) MiB") }
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = readBytes(file, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw EvidenceFolderError.unreadable(whole, String(cString: strerror(errno))) }
                if got == 0 { break }
                count += got
            }
        }
    }
}

/// Why a directory of evidence cannot be used.
public enum EvidenceFolderError: Error, Equatable, CustomStringConvertible {
    /// A file that cannot be read, and why.
    case unreadable(String, String)
    /// `subject.json` names nothing that can be triaged.
    case noSubject(String)
    /// A path that leads out of the directory.
    case outside(String)
    /// A file where a directory is wanted.
    case noDirectory(String)
    /// A `subject.json` of a form that is not known.
    case unknownFormat(String)
    /// A directory that names no file, or none that can be read; with the whole sentence on that.
    case noEvidence(String, String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .noSubject(let directory): "\(directory)/subject.json names no pod, alert, pipeline or model to triage."
        case .noDirectory(let path): "\(path) is no directory; evidence is a directory that holds subject.json."
        case .unknownFormat(let directory):
            "\(directory)/subject.json is of a format that this version does not know; \"format\" is \(EvidenceFolder.format), or left out."
        case .noEvidence(let directory, let sentence): "\(directory): \(sentence)"
        case .outside(let path): "\(path) leads out of the evidence's directory and is not read."
        }
    }
}

/// `read(2)`, which the method of the same name hides.
private func readBytes(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, buffer, count) }
