import Host
import Services

/// Looks up what can be trained where; what is not there is refused with what is.
struct TrainingPlaces: Sendable {
    let client: GitHubClient
    /// Most workflow files of a repository that are read to find those that can be started by hand.
    private static let mostFiles = 20

    /// The repository, and what the token may do there.
    func access(_ repository: String) async throws -> RepositoryAccess {
        do {
            return try await client.access(to: repository)
        } catch ServiceError.notFound {
            throw OperationError.pointless(
                "GitHub has (or shows this token) no repository \(SafeText.line(repository)); set it under github.repositories as owner/name.")
        }
    }

    /// What a workflow's file says at a branch or tag.
    /// - Throws: ``OperationError`` for a workflow, branch or tag that is not there, and for one that cannot be started by hand.
    func file(_ workflow: String, in repository: String, ref: String) async throws -> WorkflowFile {
        let file: WorkflowFile
        do {
            file = try await client.workflowFile(workflow, in: repository, branch: ref)
        } catch ServiceError.notFound {
            throw try await missing(workflow, in: repository, ref: ref)
        }
        guard !file.canBeDispatched else { return file }
        throw OperationError.pointless(
            "\(SafeText.line(workflow)) cannot be started by hand: its file on \(SafeText.line(ref)) has no workflow_dispatch trigger."
                + (try await others(than: workflow, in: repository)))
    }

    /// The commit that a branch or tag stands at.
    func head(of ref: String, in repository: String) async throws -> Commit {
        do {
            return try await client.commit(ref, in: repository)
        } catch ServiceError.notFound {
            throw try await missingRef(ref, in: repository)
        } catch ServiceError.refused(_, 422, _) {
            throw try await missingRef(ref, in: repository)
        }
    }

    /// Every active workflow of a repository that can be started by hand, as its file on the default branch says.
    func startable(in repository: String) async throws -> [TrainingWorkflow] {
        var found: [TrainingWorkflow] = []
        for workflow in try await client.workflows(of: repository).prefix(Self.mostFiles) where workflow.state == "active" {
            do {
                let file = try await client.workflowFile(workflow.path, in: repository)
                guard file.canBeDispatched else { continue }
                found.append(TrainingWorkflow(repository: repository, file: workflow.file, name: file.name.isEmpty ? workflow.name : file.name))
            } catch ServiceError.notFound, ServiceError.malformed {
                // Listed, but not (readable) on the default branch: it cannot be offered.
                continue
            }
        }
        return found
    }

    private func missing(_ workflow: String, in repository: String, ref: String) async throws -> OperationError {
        // What is missing may be the branch; that is told first, being asked for least.
        _ = try await head(of: ref, in: repository)
        return .pointless(
            "\(SafeText.line(repository)) has no workflow \"\(SafeText.line(workflow.prefix(100)))\" on \(SafeText.line(ref))."
                + (try await others(than: workflow, in: repository)))
    }

    private func others(than workflow: String, in repository: String) async throws -> String {
        let names = try await startable(in: repository).map(\.file).filter { $0 != workflow }
        guard !names.isEmpty else { return " None of its workflows can be started by hand." }
        if let near = EditDistance.nearest(to: workflow, among: names) { return " Did you mean \(SafeText.line(near))?" }
        return " Those that can be started by hand: \(SafeText.line(names.prefix(8).joined(separator: ", ")))."
    }

    private func missingRef(_ ref: String, in repository: String) async throws -> OperationError {
        let names = try await client.branches(of: repository)
        let near =
            EditDistance.nearest(to: ref, among: names).map { "did you mean \($0)?" }
            ?? "its branches are \(names.prefix(8).joined(separator: ", "))."
        return .pointless(SafeText.line("\(repository) has no branch or tag \"\(ref.prefix(100))\"; \(near)"))
    }
}
