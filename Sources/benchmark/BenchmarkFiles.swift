import Glibc

/// Where the binaries and the benchmark's own files are.
enum BenchmarkFiles {
    /// The console beside this program.
    static let quarterdeck: String = {
        guard let link = realpath("/proc/self/exe", nil) else { return "quarterdeck" }
        defer { free(link) }
        let own = String(cString: link)
        return own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex) + "/quarterdeck"
    }()

    /// Makes a new directory for one measurement.
    static func directory() throws -> String {
        var template = Array("/tmp/quarterdeck-benchmark-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LabProcess.Failure(description: "/tmp cannot be written: \(String(cString: strerror(errno))).")
        }
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
}
