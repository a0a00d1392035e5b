import Glibc

/// Connections of the benchmark's own to the lab.
enum Loopback {
    /// A socket that is connected to `http://127.0.0.1:PORT`; `nil` where nothing listens.
    static func connected(to address: String) -> Int32? {
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &name) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) } } == 0
        if !isConnected { close(descriptor) }
        return isConnected ? descriptor : nil
    }
}
