/// The model registry: searched, read, and added to.
enum MLflowRegistry {
    static func searchModels(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let page = try MLflowPage(token: parameters["page_token"]?.text, size: parameters.size(default: 100, limit: 1_000))
        let clauses = try FilterClause.parse(parameters.text("filter"), attributes: ["name"])
        let all = await stage.read { $0.mlflow.models }.sorted { $0.name < $1.name }
        let fitting = all.filter { model in clauses.allSatisfy { $0.admits(["name": model.name]) } }
        let slice = page.slice(fitting)
        return .compact([
            "registered_models": MLflowJSON.list(slice.map(MLflowJSON.model)),
            "next_page_token": page.offset + slice.count < fitting.count ? page.next(after: slice.count) : nil,
        ])
    }

    static func model(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        ["registered_model": MLflowJSON.model(try await find(parameters, stage))]
    }

    static func searchVersions(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let page = try MLflowPage(token: parameters["page_token"]?.text, size: parameters.size(default: 200_000, limit: 200_000))
        let clauses = try FilterClause.parse(parameters.text("filter"), attributes: ["name", "run_id", "version_number"])
        let models = await stage.read { $0.mlflow.models }
        var versions = models.flatMap { model in model.versions.map { (model: model, version: $0) } }.filter { pair in
            clauses.allSatisfy { $0.admits(["name": pair.model.name, "run_id": pair.version.run]) }
        }
        versions.sort { ($0.version.created, $0.version.number) > ($1.version.created, $1.version.number) }
        if let order = parameters.list("order_by").first, order.hasPrefix("version_number") {
            let descending = order.uppercased().hasSuffix("DESC")
            versions.sort { descending ? $0.version.number > $1.version.number : $0.version.number < $1.version.number }
        }
        let slice = page.slice(versions)
        return .compact([
            "model_versions": MLflowJSON.list(slice.map { MLflowJSON.version($0.version, of: $0.model, aliases: false) }),
            "next_page_token": page.offset + slice.count < versions.count ? page.next(after: slice.count) : nil,
        ])
    }

    static func version(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let model = try await find(parameters, stage)
        return try single(parameters.required("version"), of: model)
    }

    static func alias(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let model = try await find(parameters, stage)
        let alias = try parameters.required("alias")
        if parameters.isWrite {
            let number = try parameters.required("version")
            _ = try single(number, of: model)
            await stage.apply(.mlflow(.alias(model: model.name, alias: alias, version: number)))
            return .object([])
        }
        guard let number = model.aliases.first(where: { $0.key == alias })?.value else {
            throw .invalid("Registered model alias \(alias) not found.")
        }
        return try single(number, of: model)
    }

    static func createModel(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let (name, about) = (try parameters.required("name"), parameters.text("description"))
        let made = await stage.perform { world -> RegisteredModel? in
            guard !world.mlflow.models.contains(where: { $0.name == name }) else { return nil }
            let model = RegisteredModel(name: name, created: world.now, about: about)
            world.apply(.mlflow(.register(model)))
            return model
        }
        guard let made else {
            throw MLflowError(
                status: 400, code: "RESOURCE_ALREADY_EXISTS", message: "Registered Model (name=\(name)) already exists.")
        }
        return ["registered_model": MLflowJSON.model(made)]
    }

    static func createVersion(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> JSON {
        let model = try await find(parameters, stage)
        let (source, run) = (try parameters.required("source"), parameters.text("run_id"))
        let changed = await stage.perform { world -> RegisteredModel? in
            world.apply(.mlflow(.version(model: model.name, run: run, source: source)))
            return world.mlflow.models.first { $0.name == model.name }
        }
        guard let changed, let version = changed.versions.last else {
            throw .missing("Registered Model with name=\(model.name) not found")
        }
        return ["model_version": MLflowJSON.version(version, of: changed, aliases: true)]
    }

    private static func single(_ number: String, of model: RegisteredModel) throws(MLflowError) -> JSON {
        guard let version = model.versions.first(where: { String($0.number) == number }) else {
            throw .missing("Model Version (name=\(model.name), version=\(number)) not found")
        }
        return ["model_version": MLflowJSON.version(version, of: model, aliases: true)]
    }

    private static func find(_ parameters: MLflowParameters, _ stage: Stage) async throws(MLflowError) -> RegisteredModel {
        let name = try parameters.required("name")
        guard let model = await stage.read({ $0.mlflow.models.first { $0.name == name } }) else {
            throw .missing("Registered Model with name=\(name) not found")
        }
        return model
    }
}

extension FilterClause {
    /// Whether a thing with these texts fits.
    fileprivate func admits(_ texts: [String: String]) -> Bool {
        guard let held = texts[key] else { return false }
        return switch value {
        case .text(let wanted): Self.compare(held, comparator, wanted)
        case .list(let wanted): wanted.contains(held) == (comparator == "IN")
        case .number: false
        }
    }
}
