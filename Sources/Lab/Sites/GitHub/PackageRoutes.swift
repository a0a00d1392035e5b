/// The packages API: the container images of the organisation, with the times that the registry itself does not tell.
/// <https://docs.github.com/rest/packages/packages>
struct PackageRoutes {
    let request: LabRequest
    let caller: Caller
    let base: String
    let registry: RegistryState
    let now: Moment

    func answer() -> GitHubAnswer {
        let path = request.segments
        let isOrganisation = path[0] == "orgs" && path.count >= 3 && path[1].lowercased() == Platform.owner
        let rest = path.dropFirst(path[0] == "user" ? 1 : 2)
        guard rest.first == "packages", request.method == "GET" else { return .notFound }
        guard caller.isKnown else { return .refused(401, "Requires authentication") }
        guard caller.mayReadPackages else { return refusal }
        // An organisation's packages are none of a user's: the wrong kind of owner is not found.
        guard isOrganisation else { return rest.count == 1 && path[0] == "user" ? .json(.array([])) : .notFound }
        let parts = Array(rest.dropFirst())
        if parts.isEmpty {
            return request.value("package_type") == "container" ? .json(.array([package])) : .refused(422, "Invalid package_type.")
        }
        guard parts.count >= 2, parts[0] == "container", parts[1] == Platform.modelRepository else {
            return .refused(404, "Package not found.")
        }
        switch parts.count {
        case 2: return .json(package)
        case 3 where parts[2] == "versions":
            let all = versions
            let page = GitHubPage(request)
            return .json(.array(page.slice(all)), headers: page.links(total: all.count, at: address + "/versions", request))
        case 4 where parts[2] == "versions":
            return versions.first { $0["id"]?.int.map(String.init) == parts[3] }.map { .json($0) } ?? .refused(404, "Package not found.")
        default: return .notFound
        }
    }

    private var address: String { "\(base)/orgs/\(Platform.owner)/packages/container/\(Platform.modelRepository)" }

    /// Fine-grained tokens are taken by no packages endpoint; a classic one is told which scope it lacks.
    private var refusal: GitHubAnswer {
        guard caller.scopes != nil else { return .refused(403, "Resource not accessible by personal access token") }
        return .refused(
            403, "You need at least read:packages scope to list packages.",
            headers: [LabResponse.Header(name: "X-Accepted-OAuth-Scopes", value: "read:packages")])
    }

    private var package: JSON {
        let first = registry.versions.first?.build.created ?? now
        let newest = registry.versions.last?.updated ?? now
        return [
            "id": 7_310_442, "name": .string(Platform.modelRepository), "package_type": "container",
            "owner": GitHubJSON.person(Platform.owner), "version_count": JSON(registry.versions.count * 3), "visibility": "private",
            "url": .string(address), "created_at": .string(first.rfc3339), "updated_at": .string(newest.rfc3339),
            "html_url": .string("https://github.com/orgs/\(Platform.owner)/packages/container/package/\(Platform.modelRepository)"),
        ]
    }

    /// Newest first. Below each index stand, without tags, the platform's manifest and the attestation.
    private var versions: [JSON] {
        registry.versions.reversed().flatMap { version in
            let build = version.build
            return [(build.index, version.tags), (build.manifest, []), (build.attestation, [])].map { document, tags in
                item(document.digest, tags: tags, created: build.created, updated: tags.isEmpty ? build.created : version.updated)
            }
        }
    }

    private func item(_ digest: String, tags: [String], created: Moment, updated: Moment) -> JSON {
        let number = Int64(digest.dropFirst("sha256:".count).prefix(6), radix: 16) ?? 0
        let id = 740_000_000 + number % 9_000_000
        return [
            "id": .integer(id), "name": .string(digest), "url": .string("\(address)/versions/\(id)"),
            "package_html_url":
                .string("https://github.com/orgs/\(Platform.owner)/packages/container/package/\(Platform.modelRepository)"),
            "created_at": .string(created.rfc3339), "updated_at": .string(updated.rfc3339),
            "html_url": .string("https://github.com/orgs/\(Platform.owner)/packages/container/\(Platform.modelRepository)/\(id)"),
            "metadata": ["package_type": "container", "container": ["tags": .array(tags.map { .string($0) })]],
        ]
    }
}
