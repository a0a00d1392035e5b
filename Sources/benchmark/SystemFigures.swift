import Glibc

/// What the kernel says of a process and of the machine.
enum SystemFigures {
    /// The monotonic clock in nanoseconds.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Processor time that a process has used, in seconds, user and system.
    static func processorSeconds(of pid: pid_t) -> Double {
        // After the name in parentheses, which may hold blanks: fields 14 and 15 of proc(5).
        guard let end = file("/proc/\(pid)/stat").range(after: ")") else { return 0 }
        let fields = end.split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Proportional set size of a process, in MiB.
    static func proportionalMemory(of pid: pid_t) -> Double { field("Pss:", "/proc/\(pid)/smaps_rollup") / 1024 }

    /// The largest resident set that the process has had, in MiB.
    static func peakMemory(of pid: pid_t) -> Double { field("VmHWM:", "/proc/\(pid)/status") / 1024 }

    /// Files, sockets and pipes that a process has open.
    static func descriptors(of pid: pid_t) -> Int { directory("/proc/\(pid)/fd").count }

    /// Times that the process's threads have given up the processor by themselves: about how often something woke.
    static func wakes(of pid: pid_t) -> Int {
        directory("/proc/\(pid)/task").reduce(0) { $0 + Int(field("voluntary_ctxt_switches:", "/proc/\(pid)/task/\($1)/status")) }
    }

    /// Processor, cores, memory and load: what the figures were measured on.
    static var machine: String {
        let processor = file("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "?"
        let memory = Int(field("MemTotal:", "/proc/meminfo") / 1_048_576)
        return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores of\(processor), \(memory) GiB, \(load)"
    }

    /// Running tasks over the last minute: other work on the machine makes every time longer.
    static var load: String { "load \(file("/proc/loadavg").prefix { $0 != " " })" }

    private static func field(_ name: String, _ path: String) -> Double {
        let line = file(path).split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
    }

    private static func directory(_ path: String) -> [String] {
        guard let handle = opendir(path) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0.first?.isNumber == true }
    }

    private static func file(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// What stands behind the last `mark`.
    fileprivate func range(after mark: Character) -> Substring? { lastIndex(of: mark).map { self[index(after: $0)...] } }
}
