import Glibc
import Host

/// Writes what a person asked to have in a file.
enum PrivateExport {
    /// Writes to the file that was asked for and says so; without one, or for `-`, to standard output.
    /// - Throws: ``Refusal``, ``OutputGone``.
    static func write(_ text: String, asked output: String?) async throws {
        guard let output, output != "-" else { return try await Output.text(text) }
        let path = Environment.process.absolute(output)
        try await Aside.run { try write(text, to: path) }
        Output.error("Written to \(path), for you only.")
    }

    /// Writes a file with mode 0600, replacing one that is there.
    /// - Throws: ``Refusal`` where something else than a file stands there: a rename would put a file in a device's place.
    static func write(_ text: String, to path: String) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            let what = status.st_mode & S_IFMT == S_IFDIR ? "a directory" : "no file"
            throw Refusal("\(SafeText.line(path)) is \(what); leave --output away to write to standard output.")
        }
        do {
            try PrivateFiles.write(text, to: path)
        } catch {
            throw Refusal("\(error)")
        }
    }
}
