import ArgumentParser
import Glibc
import Host
import Triage

/// Replaces secrets in standard input, line by line, with the redactor that every prompt and stored report passes.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Replace secrets in standard input, and write the rest as it is.",
        discussion: """
            [redaction] in the configuration, where there is one, adds e-mail and IP addresses and patterns of your own.

            EXAMPLE
              kubectl logs api-7c9 | quarterdeck redact
            """)

    @OptionGroup var config: ConfigOptions

    func run() throws {
        let redaction = try config.redaction(.process)
        // A whole input at once: a private key spans lines, and the same secret keeps its number.
        var input: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count <= 0 { break }
            input += buffer[..<count]
        }
        var redactor = Redactor(redaction)
        var output = redactor.redact(input)[...]
        while !output.isEmpty {
            let written = output.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            guard written > 0 else { throw ExitCode.failure }
            output.removeFirst(written)
        }
    }
}
