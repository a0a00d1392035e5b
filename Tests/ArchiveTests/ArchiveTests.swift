import Foundation
import GRDB
import Host
import TestSupport
import Testing

@testable import Archive

@Suite struct ArchiveTests {
    let place = TemporaryArchive()

    @Test("A stored report comes back whole, with its evidence in order")
    func roundTrip() async throws {
        let archive = try await place.open()
        var written = report("OOM kill of iris-classifier", answer: "The batch of 48,000 rows.")
        written.subjectJSON = #"{"pod":"iris"}"#
        written.prompt = "the prompt"
        written.promptTokens = 2310
        written.cost = 0.0014
        written.secrets = 14
        let stored = try await archive.save(written, evidence: [evidence(2, "b\nc"), evidence(1, "a")])

        #expect(stored.id.count == 36 && stored.id == stored.id.lowercased())
        #expect(!stored.incident.isEmpty)
        #expect(try await archive.report(id: stored.id) == stored)
        #expect(try await archive.evidence(report: stored.id).map(\.text) == ["a", "b\nc"])
        #expect(try await archive.count() == 1)
    }

    @Test("Reports survive closing and opening again")
    func reopening() async throws {
        let stored = try await place.open().save(report("kept"), evidence: [])
        #expect(try await place.open().report(id: stored.id)?.title == "kept")
    }

    @Test("Storing a report again replaces it and its evidence")
    func replacing() async throws {
        let archive = try await place.open()
        var stored = try await archive.save(report("offline finding"), evidence: [evidence(1, "a"), evidence(2, "b")])
        stored.title = "with the model's answer"
        try await archive.save(stored, evidence: [evidence(1, "a")])

        #expect(try await archive.count() == 1)
        #expect(try await archive.evidence(report: stored.id).count == 1)
        #expect(try await archive.search("offline").isEmpty)
        #expect(try await archive.search("answer").map(\.id) == [stored.id])
    }

    @Test("Reports on the same subject and class within a day share an incident; others do not")
    func incidents() async throws {
        let archive = try await place.open()
        let first = try await archive.save(report("first", at: "2026-11-23T03:00:00Z"), evidence: [])
        let soon = try await archive.save(report("soon after", at: "2026-11-23T09:00:00Z"), evidence: [])
        let other = try await archive.save(report("another pod", at: "2026-11-23T09:00:00Z", pod: "wine-1"), evidence: [])
        let late = try await archive.save(report("two days later", at: "2026-11-25T10:00:00Z"), evidence: [])

        #expect(soon.incident == first.incident)
        #expect(other.incident != first.incident)
        #expect(late.incident != first.incident)
    }

    @Test("The newest come first, and the next page goes on before the last row's time")
    func paging() async throws {
        let archive = try await place.open()
        for hour in 0..<5 { try await archive.save(report("report \(hour)", at: "2026-11-23T0\(hour):00:00Z"), evidence: []) }

        let page = try await archive.newest(limit: 2)
        #expect(page.map(\.title) == ["report 4", "report 3"])
        #expect(try await archive.newest(limit: 2, before: page.last?.created).map(\.title) == ["report 2", "report 1"])
    }

    @Test("Directory and files are for their owner only")
    func modes() async throws {
        try await place.open().save(report("secretive"), evidence: [])
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(place.directory) == 0o700)
        for file in try FileManager.default.contentsOfDirectory(atPath: place.directory) {
            #expect(try mode(place.directory + "/" + file) == 0o600, "\(file)")
        }
    }

    @Test("An archive on NFS is refused with a sentence saying so")
    func network() async throws {
        let refused = await #expect(throws: ArchiveError.self) {
            try await Archive.open(ArchivePlace(path: place.path, networkKind: { _ in "NFS" }))
        }
        #expect(
            refused?.description
                == "The archive \(place.path) lies on NFS, where SQLite cannot be shared safely; set archive in config.toml to a local path."
        )
    }

    @Test(
        "The mount that lies nearest above the directory decides what it lies on",
        arguments: [
            ("/home/ada/.local", "NFS"), ("/home/ada/disk/x", nil), ("/srv", nil), ("/mnt/two words/a", "an SMB share"),
        ] as [(String, String?)])
    func mounts(directory: String, kind: String?) {
        let mounts = """
            22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
            30 22 0:40 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
            31 30 0:41 / /home/ada/disk rw - xfs /dev/vdb rw
            32 22 0:42 / /mnt/two\\040words rw - cifs //server/share rw
            """
        #expect(ArchivePlace.networkKind(of: directory, mounts: mounts) == kind)
    }

    @Test("An archive of a later version is left alone")
    func laterVersion() async throws {
        let archive = try await place.open()
        try await archive.pool.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 from the future')")
        }
        await #expect(throws: ArchiveError.newer(path: place.path)) { try await place.open() }
    }

    @Test("A file that is no database is reported, not overwritten")
    func damaged() async throws {
        try FileManager.default.createDirectory(atPath: place.directory, withIntermediateDirectories: true)
        try Data(repeating: 0x41, count: 5000).write(to: URL(filePath: place.path))
        await #expect(throws: ArchiveError.damaged(path: place.path)) { try await place.open() }
        #expect(try Data(contentsOf: URL(filePath: place.path)).count == 5000)
    }

    @Test("A directory that cannot be made is named with the reason")
    func unwritable() async throws {
        let refused = await #expect(throws: ArchiveError.self) { try await Archive.open(path: "/proc/quarterdeck/archive.sqlite") }
        #expect(
            refused?.description.hasPrefix("The archive /proc/quarterdeck/archive.sqlite cannot be written: /proc/quarterdeck: ") == true)
    }

    @Test("Sixteen first starts at once, each writing, lose nothing")
    func sixteenAtOnce() async throws {
        let place = place
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    let archive = try await place.open()
                    for number in 0..<10 { try await archive.save(report("report \(writer)-\(number)"), evidence: [evidence(1, "x")]) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await place.open().count() == 160)
    }

    @Test("A change by another connection is told to whoever watches")
    func changes() async throws {
        let archive = try await place.open()
        let time = ManualTime()
        var changes = archive.changes(every: .seconds(1), time: time).makeAsyncIterator()
        try await eventually("the watch waits for its first interval") { time.sleepers == 1 }

        try await place.open().save(report("by a colleague"), evidence: [])
        time.advance(by: .seconds(1))
        #expect(await changes.next() != nil)
    }
}
