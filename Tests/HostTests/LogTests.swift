import Foundation
import Host
import TestSupport
import Testing

@Suite struct LogTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("quarterdeck-log-\(UUID().uuidString)").path

    private func log(_ level: Log.Level = .info, largest: Int = 1 << 20) throws -> Log {
        try PrivateFiles.makeDirectory(directory)
        return Log(path: directory + "/console.log", level: level, largest: largest, time: ManualTime(Timestamp(milliseconds: 0))) {
            $0.replacingOccurrences(of: "hunter2", with: "[secret]")
        }
    }

    @Test func aLineHasTimeLevelAndPlaceAndNoSecret() throws {
        let log = try log()
        log.write(.warning, "k3d", "no answer\u{1b}[31m, password hunter2")
        log.flush()
        let text = try String(contentsOfFile: log.path, encoding: .utf8)
        #expect(text == "1970-01-01T00:00:00Z warning k3d: no answer·[31m, password [secret]\n")
    }

    @Test func whatIsMoreDetailedThanTheLevelIsLeftOut() throws {
        let log = try log(.warning)
        log.write(.info, "k3d", "listed")
        log.write(.error, "k3d", "gone")
        log.flush()
        #expect(try String(contentsOfFile: log.path, encoding: .utf8).contains("listed") == false)
    }

    @Test func aFullFileIsMovedAsideAndOnlyItsOwnerMayReadIt() throws {
        let log = try log(largest: 200)
        for number in 1...12 { log.write(.info, "k3d", "line \(number) of a log that rotates") }
        log.flush()
        let files = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        #expect(files == ["console.log", "console.log.1", "console.log.2"])
        let mode = try FileManager.default.attributesOfItem(atPath: log.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: log.path, encoding: .utf8).contains("line 12"))
    }
}
