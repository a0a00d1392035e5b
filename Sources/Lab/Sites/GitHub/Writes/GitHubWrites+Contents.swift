import Foundation

/// Files, written one at a time, each with the id of the blob that it replaces as the guard.
/// <https://docs.github.com/rest/repos/contents#create-or-update-file-contents>
extension GitHubWrites {
    func contents(_ path: String, in world: inout World) -> GitHubAnswer {
        let isDeletion = request.method == "DELETE"
        guard let message = text("message") else { return .notSupplied("message") }
        guard isDeletion || text("content") != nil else { return .notSupplied("content") }
        let branch = text("branch") ?? "main"
        if path.hasPrefix(".github/workflows/"), caller == .narrow {
            return .refused(
                403, "refusing to allow a Personal Access Token to create or update workflow `\(path)` without `workflow` scope",
                headers: [LabResponse.Header(name: "X-Accepted-OAuth-Scopes", value: "workflow")])
        }
        interfere(with: path, in: &world)
        let present = json(in: world).repository
        guard present.branchNames.contains(branch), let files = present.files(at: branch) else {
            return .refused(404, "Branch \(branch) not found")
        }
        guard present.protections[branch] == nil else {
            return .refused(409, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n")
        }
        let existing = files[path].map(GitObject.blob)
        if let existing {
            guard let sha = text("sha") else { return .notSupplied("sha") }
            guard sha == existing else { return .refused(409, "\(path) does not match \(sha)") }
        } else if isDeletion {
            return .notFound
        } else if let sha = text("sha"), !sha.isEmpty {
            return .refused(409, "\(path) does not match \(sha)")
        }
        var written: String?
        if !isDeletion {
            // White space in base64 is left out, anything else that does not belong there is refused.
            let encoded = (text("content") ?? "").filter { !$0.isWhitespace }
            guard let bytes = Data(base64Encoded: encoded) else { return .refused(422, "content is not valid Base64") }
            written = String(decoding: bytes, as: UTF8.self)
        }
        change(.write(path: path, text: written, message: message, branch: branch, actor: Self.actor), in: &world)
        let json = json(in: world)
        let commit = json.repository.commit(branch).map(json.gitCommit) ?? .null
        let content = written.map { json.file(path, text: $0, withContent: false, reference: branch) } ?? .null
        return .json(existing == nil ? 201 : 200, ["content": content, "commit": commit])
    }

    /// Somebody else may have waited for just this moment: their commit comes first.
    private func interfere(with path: String, in world: inout World) {
        guard let rival = world.github.rival, let file = rival.file, file.path == path,
            let text = json(in: world).repository.files[path]
        else { return }
        world.apply(.github(.rival(nil)))
        change(
            .write(path: path, text: text + file.patch, message: rival.title, branch: "main", actor: rival.actor), in: &world)
    }
}
