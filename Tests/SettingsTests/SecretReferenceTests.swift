import Foundation
import Host
import Testing

@testable import Settings

@Suite struct SecretReferenceTests {
    private let environment = Environment(variables: ["TOKEN": " s3cret\n", "EMPTY": "", "PATH": "/usr/bin:/bin"])

    @Test(
        arguments: [
            ("env:TOKEN", .environment("TOKEN")), ("file:/run/secret", .file("/run/secret")),
            ("cmd:pass show a", .command(["pass", "show", "a"])),
            (#"cmd:op read "op://vault/a b" 'c "d"' e\ f"#, .command(["op", "read", "op://vault/a b", "c \"d\"", "e f"])),
            ("cmd:a '' b", .command(["a", "", "b"])),
        ] as [(String, SecretReference)])
    func readsReferences(text: String, reference: SecretReference) throws {
        #expect(try SecretReference(parsing: text) { $0 } == reference)
    }

    @Test(arguments: ["env:TOKEN", "file:/run/secret", "cmd:op read 'a b' c", "cmd:a '' \"b\"", "cmd:echo 'it'\\''s'"])
    func whatIsWrittenIsReadAgain(text: String) throws {
        let reference = try SecretReference(parsing: text) { $0 }
        #expect(try SecretReference(parsing: reference.description) { $0 } == reference)
    }

    @Test(
        arguments: [
            ("hunter2", .literal), ("", .literal), ("ENV:TOKEN", .literal), ("env:", .noName), ("env:MY-TOKEN", .noName),
            ("file:", .noPath),
            ("cmd:", .noCommand), ("cmd:  ", .noCommand), ("cmd:pass 'x", .openQuote),
        ] as [(String, SecretReference.Fault)])
    func refusesAnythingElse(text: String, fault: SecretReference.Fault) {
        #expect(throws: fault) { try SecretReference(parsing: text) { $0 } }
    }

    @Test func fetchesFromTheEnvironmentTrimmed() async throws {
        #expect(try await SecretReference.environment("TOKEN").resolve(environment: environment) == "s3cret")
    }

    @Test func fetchesFromAFileTrimmed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("token", "\n s3cret \r\n")
        #expect(try await SecretReference.file(folder.path + "/token").resolve(environment: environment) == "s3cret")
    }

    @Test func fetchesFromACommandWithoutAShell() async throws {
        let reference = SecretReference.command(["printf", "%s\\n", "$TOKEN;`id`"])
        #expect(try await reference.resolve(environment: environment) == "$TOKEN;`id`")
    }

    @Test(
        arguments: [
            (.environment("UNSET"), "No secret from env:UNSET: the variable is not set."),
            (.environment("EMPTY"), "No secret from env:EMPTY: the variable is not set."),
            (.file("/no/such"), "No secret from file:/no/such: /no/such cannot be read: No such file or directory."),
            (
                .command(["no-such-program", "x"]),
                "No secret from cmd:no-such-program x: the program \"no-such-program\" is not in PATH."
            ),
            (.command(["true"]), "No secret from cmd:true: it is empty."),
            (
                .command(["sh", "-c", "echo s3cret; echo please log in >&2; exit 3"]),
                "No secret from cmd:sh -c 'echo s3cret; echo please log in >&2; exit 3': it exited with status 3, saying \"please log in\"."
            ),
        ] as [(SecretReference, String)])
    func failuresNameTheReference(reference: SecretReference, sentence: String) async {
        let error = await #expect(throws: SecretError.self) { try await reference.resolve(environment: environment) }
        #expect(error?.description == sentence)
    }
}
