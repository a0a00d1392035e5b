import Testing

@testable import Feeds

/// A row has forty columns for a cause; what ArgoCD sends begins with sixty that say nothing.
@Suite struct ApplicationWordsTests {
    @Test(arguments: [
        (
            "Failed sync attempt to 7d10c30809c6e3c0a6556f966d001aea89760868: one or more objects failed to apply, reason: Service \"iris\" is invalid: spec.ports[0].nodePort: Invalid value: 30809: provided port is already allocated",
            "Service: provided port is already allocated, nodePort 30809"
        ),
        (
            "one or more objects failed to apply, reason: Deployment.apps \"web\" is invalid: spec.selector: Required value: must match",
            "Deployment.apps web: must match, selector"
        ),
        (
            "Failed to load live state: failed to get cluster info for \"https://100.85.38.128:6550\": error synchronizing cache state: Get \"https://100.85.38.128:6550/version?timeout=32s\": dial tcp 100.85.38.128:6550: i/o timeout",
            "its cluster does not answer: i/o timeout"
        ),
        (
            "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = app path does not exist: applications/iris",
            "app path does not exist: applications/iris"
        ),
        (
            "back-off 1m20s restarting failed container=model-server pod=iris-7c9d_ml-apps(518c6732)",
            "model-server keeps crashing, back-off 1m20s"
        ),
        ("Back-off pulling image \"ghcr.io/example/model-source:main-0\"", "cannot pull model-source:main-0"),
        ("Deployment \"iris\" exceeded its progress deadline", "Deployment exceeded its progress deadline"),
    ])
    func whatMattersComesFirst(message: String, words: String) {
        #expect(ApplicationWords.essence(message, of: "iris") == words)
    }
}
