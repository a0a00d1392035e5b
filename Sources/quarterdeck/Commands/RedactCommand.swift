import ArgumentParser
import Glibc
import Triage

/// Replaces secrets in standard input, line by line, with the redactor that every prompt and stored report passes.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Replace secrets in standard input, and write the rest as it is.",
        discussion: "EXAMPLE\n  kubectl logs api-7c9 | quarterdeck redact")

    func run() throws {
        // A whole input at once: a private key spans lines, and the same secret keeps its number.
        var input: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count <= 0 { break }
            input += buffer[..<count]
        }
        var redactor = Redactor()
        var output = redactor.redact(input)[...]
        while !output.isEmpty {
            let written = output.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            guard written > 0 else { throw ExitCode.failure }
            output.removeFirst(written)
        }
    }
}
