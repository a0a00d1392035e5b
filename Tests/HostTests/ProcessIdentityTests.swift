import Glibc
import TestSupport
import Testing

@testable import Host

@Suite struct ProcessIdentityTests {
    @Test func aRunningProcessHasNotEnded() {
        #expect(!ProcessIdentity.current.hasEnded)
        #expect(ProcessIdentity.current.started.contains(":"))
    }

    @Test func anotherProcessWithTheSameNumberIsNotTakenForIt() {
        var earlier = ProcessIdentity.current
        earlier.started = "0badb007:1"
        #expect(earlier.hasEnded)
    }

    @Test func aKilledProcessHasEnded() throws {
        let sleeper = try Pty("/bin/sleep", ["60"])
        let identity = ProcessIdentity(host: HostName.current, pid: sleeper.pid, started: "")
        #expect(!identity.hasEnded)
        sleeper.signal(SIGKILL)
        _ = try sleeper.wait()
        #expect(identity.hasEnded)
    }

    @Test func nothingIsKnownOfAnotherHost() {
        var elsewhere = ProcessIdentity.current
        (elsewhere.host, elsewhere.pid) = ("another-host", 4_194_303)
        #expect(!elsewhere.hasEnded)
    }
}
