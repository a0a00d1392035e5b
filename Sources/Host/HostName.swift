import Glibc

/// The machine's name.
public enum HostName {
    /// The name without its domain; `localhost` when it cannot be read.
    public static var current: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        return String(name.prefix { $0 != "." })
    }
}
