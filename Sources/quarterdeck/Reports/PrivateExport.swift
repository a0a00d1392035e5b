import Glibc
import Host

/// Writes what a person asked to have in a file.
enum PrivateExport {
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
