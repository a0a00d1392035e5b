import Host
import Services
import Synchronization

/// The last lines of the logs that were followed here, for the day when their pod is gone and its log with it.
///
/// In memory alone, and little of it: 64 KiB of each of the twelve containers that were read last.
final class KeptLogs: Sendable {
    private struct Kept {
        var context: String, namespace: String, pod: String, container: String, bytes: [UInt8] = []
    }

    private static let most = 12, size = 64 << 10
    private let kept = Mutex<[Kept]>([])

    /// Remembers lines of a container; the newest at the end.
    func add(_ bytes: [UInt8], context: String, namespace: String, pod: String, container: String) {
        guard !bytes.isEmpty else { return }
        kept.withLock { kept in
            var entry = Kept(context: context, namespace: namespace, pod: pod, container: container)
            if let at = kept.firstIndex(where: {
                $0.context == context && $0.namespace == namespace && $0.pod == pod && $0.container == container
            }) {
                entry = kept.remove(at: at)
            } else if kept.count >= Self.most {
                kept.removeFirst()
            }
            entry.bytes += bytes
            if entry.bytes.count > Self.size {
                let cut = entry.bytes.suffix(Self.size)
                // From the first whole line on.
                entry.bytes = Array(cut.drop { $0 != 10 }.dropFirst())
            }
            kept.append(entry)
        }
    }

    /// What is remembered of a pod, by container.
    func lines(context: String, namespace: String, pod: String) -> [(container: String, bytes: [UInt8])] {
        kept.withLock { kept in
            kept.filter { $0.context == context && $0.namespace == namespace && $0.pod == pod }.map { ($0.container, $0.bytes) }
        }
    }
}
