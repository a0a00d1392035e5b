/// Branches, made, moved and deleted.
/// <https://docs.github.com/rest/git/refs>
extension GitHubWrites {
    func references(_ path: [String], in world: inout World) -> GitHubAnswer {
        guard path.first == "refs" else { return .notFound }
        if path.count == 1, request.method == "POST" { return create(in: &world) }
        guard path.count >= 3, path[1] == "heads" else { return .notFound }
        let name = path.dropFirst(2).joined(separator: "/")
        guard let head = repository.branchNames.contains(name) ? repository.commit(name)?.sha : nil else {
            return .refused(422, "Reference does not exist")
        }
        switch request.method {
        case "PATCH":
            guard let sha = text("sha") else { return .notSupplied("sha") }
            guard let commit = repository.commits.first(where: { $0.sha == sha }) else { return .refused(422, "Object does not exist") }
            guard repository.protections[name] == nil else {
                return .refused(422, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n")
            }
            guard body["force"]?.bool == true || sha == head || commit.parent == head else {
                return .refused(422, "Update is not a fast forward")
            }
            change(.branch(name, head: sha), in: &world)
            return BranchRoutes(json: json(in: world)).reference(name).map { .json($0) } ?? .notFound
        case "DELETE":
            guard name != "main" else { return .refused(422, "Cannot delete the default branch") }
            change(.branch(name, head: nil), in: &world)
            return GitHubAnswer(status: 204, body: [])
        default: return .notFound
        }
    }

    private func create(in world: inout World) -> GitHubAnswer {
        guard let reference = text("ref") else { return .notSupplied("ref") }
        guard let sha = text("sha") else { return .notSupplied("sha") }
        guard reference.hasPrefix("refs/heads/"), reference.count > "refs/heads/".count else {
            return .refused(422, "Reference name must start with 'refs/'.")
        }
        let name = String(reference.dropFirst("refs/heads/".count))
        guard !repository.branchNames.contains(name) else { return .refused(422, "Reference already exists") }
        guard repository.commits.contains(where: { $0.sha == sha }) else { return .refused(422, "Object does not exist") }
        change(.branch(name, head: sha), in: &world)
        return BranchRoutes(json: json(in: world)).reference(name).map { .json(201, $0) } ?? .notFound
    }
}
