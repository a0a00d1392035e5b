import Console
import Feeds
import Services
import Transport

/// A streamed log as whole lines.
enum LogPieces {
    /// A followed log. Its next piece is read when the last one was taken, so that a slow screen slows the log and not the memory.
    /// - Parameter keep: hears the lines as they come.
    static func followed(
        keep: @escaping @Sendable ([UInt8]) -> Void = { _ in }, _ open: @escaping @Sendable () async throws -> LogFollower
    ) -> AsyncThrowingStream<LogChunk, any Error> {
        let opening = Task { try await open() }
        return AsyncThrowingStream {
            switch try await opening.value.next() {
            case .lines(let bytes):
                keep(bytes)
                return LogChunk(bytes: bytes)
            case .note(let sentence): return LogChunk(bytes: [], note: sentence)
            case nil: return nil
            }
        }
    }

    /// Lines of what `open` opens, in pieces as they arrive.
    /// - Parameter lineLimit: bytes of a line; the rest of a longer one is left out.
    static func stream(
        lineLimit: Int, open: @escaping @Sendable () async throws -> (HTTPStream, ServiceLink)
    ) -> AsyncThrowingStream<LogChunk, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let (stream, link) = try await open()
                    var lines = LineReader(limit: lineLimit, overlong: .isCut)
                    do {
                        for try await piece in stream.body {
                            lines.append(piece)
                            try yield(&lines, to: continuation)
                        }
                    } catch {
                        throw link.error(for: error)
                    }
                    if let rest = try lines.rest() { continuation.yield(LogChunk(bytes: rest + [10])) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// A log that is there as a whole.
    static func whole(_ get: @escaping @Sendable () async throws -> LogChunk) -> AsyncThrowingStream<LogChunk, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    continuation.yield(try await get())
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func yield(_ lines: inout LineReader, to continuation: AsyncThrowingStream<LogChunk, any Error>.Continuation) throws {
        var bytes: [UInt8] = []
        while let line = try lines.next() {
            bytes += line
            bytes.append(10)
        }
        if !bytes.isEmpty { continuation.yield(LogChunk(bytes: bytes)) }
    }
}
