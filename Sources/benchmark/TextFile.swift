import Foundation

/// Small text files of the benchmark's own.
enum TextFile {
    static func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    static func write(_ text: String, to path: String) throws { try text.write(toFile: path, atomically: false, encoding: .utf8) }
}

/// Waits.
func pause(_ seconds: Double) { usleep(UInt32(seconds * 1_000_000)) }
