import Glibc
import Host
import TestSupport

/// The program under test: the executable that was built beside the test bundle.
enum Binary {
    /// Its path.
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let runner = buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
        let directory = runner[..<(runner.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
        return String(decoding: directory, as: UTF8.self) + "/quarterdeck"
    }()

    /// What a run without a terminal printed, and its exit status.
    struct Outcome: Sendable {
        var status: Int32?
        var output: String, errors: String
    }

    /// Runs it without a terminal, as a script does.
    /// - Parameter input: a file that becomes its standard input.
    static func run(_ arguments: [String], in home: Home, input: String? = nil) async throws -> Outcome {
        var words = [path] + arguments
        if let input { words = ["/bin/sh", "-c", "input=$1; shift; exec \"$@\" < \"$input\"", "sh", input] + words }
        var process = Subprocess(words, environment: home.variables)
        process.timeout = .seconds(60)
        process.limit = 16 << 20
        let result = try await process.run()
        return Outcome(
            status: result.exitStatus, output: String(decoding: result.output, as: UTF8.self),
            errors: String(decoding: result.errors, as: UTF8.self))
    }
}
