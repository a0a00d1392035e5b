import Host
import Testing
import Transport

@testable import Services

/// Links to real servers on loopback, over the real engine.
enum RealLink {
    static func to(_ configuration: ServiceLink.Configuration) throws -> ServiceLink {
        var configuration = configuration
        configuration.requestsPerMinute = 100_000  // a test waits by asking again and again
        return ServiceLink(configuration, http: Engine(), time: SystemTime())
    }
}

/// Why a test against a real server is left out here; printed, so that nobody takes silence for success.
enum Skipped {
    static func unless(_ present: Bool, _ reason: String) -> Comment? {
        guard !present else { return nil }
        print("skipped: \(reason)")
        return Comment(rawValue: reason)
    }
}
