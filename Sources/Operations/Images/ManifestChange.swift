import Host
import Services

/// What a bump makes of the manifest.
struct ManifestChange {
    /// Hash of the file that it was made from: what guards it.
    var sha = ""
    /// The whole file after it.
    var bytes: [UInt8] = []
    /// Name of the container.
    var container = ""
    /// Its image before and after, as written; the old one may be empty or nonsense.
    var old = "", new = ""
    /// Place, and the lines that go and come.
    var diff: [DiffLine] = []
    /// Of a revert: the commit's whole hash, and its first line.
    var reverted = "", subject = ""
}

extension BumpImage {
    /// The file as it is now, and what is to be made of it.
    /// - Throws: ``OperationError``: also where it is no change.
    func change(_ client: GitHubClient, branch: String, _ reach: Reach) async throws -> ManifestChange {
        let file: RepositoryFile
        do {
            file = try await client.file(path, in: repository, ref: branch)
        } catch ServiceError.notFound {
            throw OperationError.pointless("\(repository) has no \(path) on \(branch). Set path in [[images]] of config.toml.")
        }
        return isRevert ? try await reverting(file, client) : try await setting(file, reach)
    }

    private func setting(_ file: RepositoryFile, _ reach: Reach) async throws -> ManifestChange {
        let wanted = try Self.check(image)
        var change = ManifestChange()
        let manifest = try manifest(file.bytes)
        let found = try manifest.container(container, ofDeployment: object, naming: wanted, path: path)
        if let standing = try? ImageReference(found.image), standing == wanted {
            throw OperationError.pointless(try await ImageFacts.sentence(forUnchanged: wanted, found.name, request, reach))
        }
        do {
            let edit = try manifest.settingImage(of: found.name, in: "Deployment", named: object, to: image)
            (change.sha, change.bytes, change.container) = (file.sha, edit.bytes, found.name)
            (change.old, change.new) = (edit.old, image)
            change.diff = [
                DiffLine(.place, "\(path):\(edit.line)"), DiffLine(.removed, SafeText.line(edit.before)),
                DiffLine(.added, SafeText.line(edit.after)),
            ]
        } catch {
            throw OperationError.pointless("\(path): \(error)")
        }
        return change
    }

    /// The file as it was before a commit, if nobody has changed it since: git's own revert, of this one file.
    private func reverting(_ file: RepositoryFile, _ client: GitHubClient) async throws -> ManifestChange {
        let commit: Commit
        do {
            commit = try await client.commit(request["reverts"], in: repository)
        } catch let error as ServiceError {
            switch error {
            case .notFound, .refused(_, 422, _):
                throw OperationError.pointless("\(repository) has no commit \(SafeText.line(request["reverts"].prefix(40))).")
            default: throw error
            }
        }
        guard let parent = commit.parents.first, commit.parents.count == 1 else {
            throw OperationError.pointless("Commit \(commit.sha.short) is a merge; revert it with git.")
        }
        guard commit.files.count == 1, commit.files[0].path == path, commit.files[0].status == "modified" else {
            let files = commit.files.prefix(3).map { SafeText.line($0.path) }.joined(separator: ", ")
            throw OperationError.pointless("Commit \(commit.sha.short) is no change of \(path) alone (\(files)); revert it with git.")
        }
        async let made = client.file(path, in: repository, ref: commit.sha)
        let before = try await client.file(path, in: repository, ref: parent)
        guard try await made.sha == file.sha else {
            guard file.sha != before.sha else {
                throw OperationError.pointless("Commit \(commit.sha.short) is undone already: \(path) is what it was.")
            }
            let old = (try? manifest(before.bytes).container(container, ofDeployment: object, naming: nil, path: path).image) ?? "the old image"
            throw OperationError.pointless(
                "\(path) has been changed again since \(commit.sha.short): to revert that commit would undo more. Bump it to \(SafeText.line(old)) instead."
            )
        }
        var change = ManifestChange()
        (change.sha, change.bytes, change.reverted) = (file.sha, before.bytes, commit.sha)
        change.subject = SafeText.line(commit.message.prefix { !$0.isNewline }.prefix(200))
        let now = try manifest(file.bytes).container(container, ofDeployment: object, naming: nil, path: path)
        change.container = now.name
        change.old = now.image
        change.new = try manifest(before.bytes).container(now.name, ofDeployment: object, naming: nil, path: path).image
        change.diff = DiffLine.lines(path, file.bytes, before.bytes)
        return change
    }

    /// The change made anew, if the file is still the one that was planned with.
    func changeAgain(_ plan: Plan, _ client: GitHubClient, _ reach: Reach) async throws(WriteFailure) -> ManifestChange {
        do {
            let file = try await client.file(path, in: repository, ref: branch)
            guard file.sha == request["sha"] else {
                throw WriteFailure.conflict(
                    .refused(service: "GitHub", status: 409, sentence: "\(path) is another since it was planned; plan again."))
            }
            return isRevert ? try await reverting(file, client) : try await setting(file, reach)
        } catch let failure as WriteFailure {
            throw failure
        } catch let error as ServiceError {
            throw .notSent(error)
        } catch {
            throw .notSent(.malformed(service: "GitHub", what: "\(path): \(error)"))
        }
    }

    private func manifest(_ bytes: [UInt8]) throws -> Manifest {
        do {
            return try Manifest(bytes)
        } catch {
            throw OperationError.pointless("\(path): \(error)")
        }
    }
}

extension Manifest {
    /// A Deployment's container.
    ///
    /// - Parameters:
    ///   - name: its name; empty for the one there is, or the one of several that has this image under another tag.
    /// - Throws: ``OperationError`` with the names there are.
    func container(
        _ name: String, ofDeployment object: String, naming image: ImageReference?, path: String
    ) throws(OperationError) -> Container {
        let own = containers.filter { $0.kind == "Deployment" && $0.object == object }
        if !name.isEmpty, let found = own.first(where: { $0.name == name }) { return found }
        let listed = own.filter { !$0.isInitial }
        if name.isEmpty {
            if listed.count == 1 { return listed[0] }
            let same = listed.filter { container in image != nil && (try? ImageReference(container.image))?.name == image?.name }
            if same.count == 1 { return same[0] }
        }
        guard !own.isEmpty else {
            let objects = Set(containers.filter { $0.kind == "Deployment" }.map { SafeText.line($0.object) }).sorted().joined(separator: ", ")
            throw .pointless(
                "\(path) has no Deployment \"\(SafeText.line(object))\" with containers\(objects.isEmpty ? "" : "; it has \(objects)"). Set object in [[images]] of config.toml."
            )
        }
        let names = own.map { SafeText.line($0.name) }.joined(separator: ", ")
        throw .pointless(
            name.isEmpty
                ? "\(object) in \(path) has several containers: set container in [[images]] of config.toml to one of \(names)."
                : "\(object) in \(path) has no container \"\(SafeText.line(name))\"; it has \(names).")
    }
}

extension DiffLine {
    /// What differs between two texts, as one piece; at most forty lines.
    static func lines(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> [DiffLine] {
        let before = old.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let after = new.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let start = zip(before, after).prefix { $0 == $1 }.count
        let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        func lines(_ kind: Kind, _ all: [ArraySlice<UInt8>]) -> [DiffLine] {
            all[start..<all.count - end].prefix(20).map { DiffLine(kind, SafeText.line(String(decoding: $0, as: UTF8.self))) }
        }
        return [DiffLine(.place, "\(path):\(start + 1)")] + lines(.removed, before) + lines(.added, after)
    }
}
