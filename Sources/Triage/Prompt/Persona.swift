/// Who the model is asked to be, and what it is asked for, by kind of incident.
struct Persona: Sendable, Equatable {
    /// "a Site Reliability Engineer".
    var role: String
    /// The parts of the answer, in order.
    var asks: String
    /// Most words of the answer.
    var words: Int
    /// The parts that must stand as headings.
    var title: String

    /// The persona for a kind of subject and, for pipelines, the class of failure.
    init(kind: String, failureClass: String) {
        switch kind {
        case "drift":
            role = "a machine learning engineer"
            title = "a model whose accuracy fell"
            asks =
                "class (data drift, concept drift, model decay, or no drift) and priority P0-P3; three causes, likeliest first; "
                + "immediate, short-term and long-term actions; retrain: Yes, No or Wait, and why"
            words = 600
        case "pipeline":
            role = Self.specialist(failureClass)
            title = "a failed pipeline"
            asks = "root cause; fix, with file and line; how to verify it locally; prevention"
            if failureClass == "sast" { asks += "; whether it is a real threat or a false positive" }
            words = 400
        default:
            role = "a site reliability engineer for machine learning platforms"
            title = "an incident in a Kubernetes cluster"
            asks =
                "three root causes, likeliest first, each with the lines for it and those against it; impact; immediate actions; prevention"
            words = 500
        }
    }

    /// Failure types and the specialist for each (the platform's own list).
    private static func specialist(_ failureClass: String) -> String {
        switch failureClass {
        case "sast": "a DevSecOps security specialist"
        case "sca": "a software supply chain security expert"
        case "secrets": "a responder to exposed secrets"
        case "unit-tests": "an expert in testing Python"
        case "training": "a machine learning engineer"
        case "container-build", "container-scan": "a container security expert"
        case "code-quality": "a code quality expert"
        case "gitops-deploy": "a GitOps engineer"
        default: "a DevOps engineer"
        }
    }
}
