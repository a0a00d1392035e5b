import ArgumentParser
import Glibc
import Host
import Triage

/// Replaces secrets in standard input, line by line, with the redactor that every prompt and stored report passes.
struct RedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Replace secrets in standard input, and write the rest as it is.",
        discussion: """
            Each line comes out as soon as it is whole. What is told by the line below it, or by those around it, is found where those \
            came in the same breath. Lines without a secret keep their colours.

            [redaction] in the configuration, where there is one, adds e-mail and IP addresses and patterns of your own.

            EXAMPLE
              kubectl logs api-7c9 | quarterdeck redact
            """)

    @OptionGroup var config: ConfigOptions

    func run() throws {
        let redaction = try config.redaction(.process)
        var stream = RedactedStream(redaction)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // What came so far is out; that it is not all must be said.
            guard count >= 0 else { throw Refusal("Standard input cannot be read: \(String(cString: strerror(errno))).") }
            if count == 0 { break }
            try Self.put(stream.take(buffer[..<count]))
        }
        try Self.put(stream.finish())
    }

    private static func put(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                if errno == EPIPE { throw OutputGone() }
                throw Refusal("Standard output cannot be written: \(String(cString: strerror(errno))).")
            }
            rest.removeFirst(written)
        }
    }
}
