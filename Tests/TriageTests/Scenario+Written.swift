import Foundation

/// Our own scenarios, and which of them were kept aside while rules were written.
extension Scenario {
    static let written = drafted()

    private static func drafted() -> [Scenario] {
        (Draft.crashes + Draft.modelsAndMemory + Draft.dependencies + Draft.logins + Draft.configurations + Draft.images
            + Draft.scheduling + Draft.probes + Draft.testRuns + Draft.sources + Draft.builds + Draft.deliveries + Draft.models).map(\.made)
    }

    /// Some of the tuned half in ten times the noise: what a busy day leaves between cause and end.
    static let loud = Draft.$loudness.withValue(10) { drafted() }.enumerated().filter { $0.offset % 26 == 0 }.map { entry in
        var scenario = entry.element
        scenario.name += " x10"
        return scenario
    }

    /// Every second of each kind: rules were improved by these only.
    static let tuned = written.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    /// The other half. `Fixtures/held-out.txt` was committed, with their hashes, before the rules.
    static let heldOut = written.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)

    /// What changed before an incident, and what several sources tell together; written, with every second kept aside, before what
    /// gathers and reads it.
    static let changes = (Draft.changes + Draft.chains).map(\.made)
    static let tunedChanges = changes.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    /// The other half, committed with their hashes in `Fixtures/held-out-changes.txt`.
    static let heldOutChanges = changes.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)

    /// Over everything a scenario says, evidence and answers: 64-bit FNV-1a, enough to see that nothing was touched.
    var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) { for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        add("\(name) \(failureClass) \(cause.keywords) \(must_not_say)".utf8)
        for item in evidence { add("\(item.id) \(item.weight ?? 1) \(item.match ?? [])".utf8) }
        for file in files { add(contents[file.path] ?? []) }
        add(subject)
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
