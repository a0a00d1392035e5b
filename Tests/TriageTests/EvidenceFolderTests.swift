import Foundation
import JSON
import Testing

@testable import Triage

@Suite struct EvidenceFolderTests {
    let folder = Temporary()

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
    }

    private func gather() async throws -> [Evidence] {
        let source = EvidenceFolder(folder.path)
        var evidence: [Evidence] = []
        for await piece in source.gather(try await source.subject()) { evidence.append(piece) }
        return evidence
    }

    @Test("Files come with the roles that subject.json gives; one that is missing says so")
    func roles() async throws {
        try write(
            "subject.json",
            #"{"subject":{"kind":"pod","namespace":"shop","pod":"api"},"files":[{"path":"a.log","role":"log","container":"c"},{"path":"b.json","role":"pod"},{"path":"c","role":"of-the-future"}]}"#
        )
        try write("a.log", "hello\n")
        let evidence = try await gather()
        #expect(evidence.map(\.role) == [.subject, .log, .pod, .unread])
        #expect(evidence[1].part == "c" && evidence[1].bytes == Array("hello\n".utf8))
        #expect(evidence[2].failure == "\(folder.path)/b.json cannot be read: No such file or directory.")
        #expect(evidence[3].name == "c" && evidence[3].failure == #"the role "of-the-future" is not known to this version."#)
    }

    @Test(
        "A file that subject.json does not say enough about is told as missing, and not read",
        arguments: [
            (#"{"role":"log"}"#, "file 1", "subject.json names no path for it."),
            (#"{"path":"a.log"}"#, "a.log", "subject.json names no role for it."),
            (#"{"path":"a.log","role":"unread"}"#, "a.log", #"the role "unread" is not known to this version."#),
            (#"{"path":"a.log","role":"unread","failure":"it was gone."}"#, "a.log", "it was gone."),
        ])
    func untold(entry: String, name: String, reason: String) async throws {
        try write("subject.json", #"{"subject":{"kind":"pod","pod":"api"},"files":[\#(entry)]}"#)
        try write("a.log", "hello\n")
        let piece = try #require(try await gather().last)
        #expect(piece.role == .unread && piece.name == name && piece.failure == reason && piece.bytes.isEmpty)
    }

    @Test("A form of subject.json that is not known is refused, not read as another", arguments: ["9", "\"1\"", "null"])
    func format(number: String) async throws {
        try write("subject.json", #"{"format":\#(number),"subject":{"kind":"pod","pod":"api"},"files":[]}"#)
        let refused = await #expect(throws: EvidenceFolderError.self) { try await EvidenceFolder(folder.path).subject() }
        #expect(refused == .unknownFormat(folder.path))
    }

    @Test("A file in the place of the directory is told as one")
    func noDirectory() async throws {
        try write("pod.json", "{}")
        let refused = await #expect(throws: EvidenceFolderError.self) { try await EvidenceFolder(folder.path + "/pod.json").subject() }
        #expect(refused?.description == "\(folder.path)/pod.json is no directory; evidence is a directory that holds subject.json.")
    }

    @Test(
        "Where no file is named, or none can be read, there is no report and no prompt",
        arguments: [
            ("", ""), (#","files":[]"#, ""),
            (#","files":[{"path":"gone.log","role":"log","failure":"k3d did not answer."}]"#, " k3d did not answer."),
        ])
    func noEvidence(files: String, why: String) async throws {
        try write("subject.json", #"{"subject":{"kind":"pod","pod":"api"}\#(files)}"#)
        let sentence = "\(folder.path): No evidence could be had, so there is no report.\(why)"
        let refused = await #expect(throws: EvidenceFolderError.self) { _ = try await TriageEngine.offline(from: folder.path) }
        #expect(refused?.description == sentence)
        await #expect(throws: EvidenceFolderError.self) { _ = try await TriageEngine.prompt(from: folder.path, budget: 4000) }
    }

    @Test("Paths that lead out of the directory are not read")
    func outside() async throws {
        try write(
            "subject.json",
            #"{"subject":{"kind":"pod","pod":"api"},"files":[{"path":"../secret","role":"log"},{"path":"/etc/hostname","role":"log"}]}"#)
        let evidence = try await gather()
        #expect(evidence.dropFirst().allSatisfy { $0.bytes.isEmpty && $0.failure?.contains("leads out of") == true })
    }

    @Test("A directory without a subject is refused with a sentence")
    func noSubject() async throws {
        await #expect(throws: EvidenceFolderError.self) { try await EvidenceFolder(folder.path).subject() }
        try write("subject.json", #"{"subject":{"kind":"weather"}}"#)
        let refused = await #expect(throws: EvidenceFolderError.self) { try await EvidenceFolder(folder.path).subject() }
        #expect(refused?.description == "\(folder.path)/subject.json names no pod, alert, pipeline or model to triage.")
        try write("subject.json", "not json")
        await #expect(throws: EvidenceFolderError.self) { try await EvidenceFolder(folder.path).subject() }
    }

    @Test(
        "Subjects survive being written and read",
        arguments: [
            Subject.pod(context: "k3d", namespace: "a", name: "b", uid: "c"),
            .alert(name: "n", context: "k3d", labels: ["pod": "p"], annotations: ["summary": "s"], since: "2026-11-23T03:00:00Z"),
            .run(repository: "a/b", id: 7, number: 412), .model(experiment: "e", experimentID: "3"),
        ])
    func subjects(subject: Subject) async throws {
        try write("subject.json", #"{"subject":\#(subject.json.text)}"#)
        #expect(try await EvidenceFolder(folder.path).subject() == subject)
    }
}
