/// Where Gemini is asked. The two products share one message format and differ in host, path and credential.
public enum GeminiEndpoint: Sendable, Equatable {
    /// Vertex AI, with an OAuth access token. `project` is its id or number; `location` is `global`, a multi-region (`us`,
    /// `eu`) or a region (`us-central1`).
    case vertex(project: String, location: String)
    /// The Gemini Developer API (AI Studio), with an API key.
    case developer

    /// Scheme and host. On Vertex the host must belong to the location, or the answer is an HTML page.
    /// <https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations>
    public var base: String {
        switch self {
        case .developer: "https://generativelanguage.googleapis.com"
        case .vertex(_, let location):
            switch location {
            case "global", "": "https://aiplatform.googleapis.com"
            case "us", "eu": "https://aiplatform.\(location).rep.googleapis.com"
            default: "https://\(location)-aiplatform.googleapis.com"
            }
        }
    }

    /// Path of a method of a model: `…/models/gemini-3.1-flash-lite:streamGenerateContent`.
    /// The developer endpoint is asked as `v1beta`: its `v1` refuses newer members as unknown.
    func path(model: String, method: String) -> String {
        switch self {
        case .developer:
            "/v1beta/models/\(model.percentEncoded):\(method)"
        case .vertex(let project, let location):
            "/v1/projects/\(project.percentEncoded)/locations/\((location.isEmpty ? "global" : location).percentEncoded)"
                + "/publishers/google/models/\(model.percentEncoded):\(method)"
        }
    }

    /// The product's name in sentences.
    public var product: String {
        switch self {
        case .developer: "Gemini"
        case .vertex: "Vertex AI"
        }
    }
}
