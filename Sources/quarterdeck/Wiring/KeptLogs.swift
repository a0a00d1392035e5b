import Host
import Services
import Synchronization

/// The last lines of the logs that were followed here, for the day when their pod is gone and its log with it.
///
/// In memory alone, and little of it: 64 KiB of each of the twelve containers that were read last.
final class KeptLogs: Sendable {
    private struct Kept {
        var context: String, namespace: String, pod: String, uid: String, container: String, bytes: [UInt8] = []

        func isOf(_ other: Kept) -> Bool {
            context == other.context && namespace == other.namespace && pod == other.pod && uid == other.uid && container == other.container
        }
    }

    private static let most = 12, size = 64 << 10
    private let kept = Mutex<[Kept]>([])

    /// Remembers lines of a container; the newest at the end. A name may be used again: the uid tells whose they are.
    /// - Parameter isNew: whether the log was opened anew, so that its lines are those from before again.
    func add(_ bytes: [UInt8], context: String, namespace: String, pod: String, uid: String, container: String, isNew: Bool = false) {
        guard !bytes.isEmpty else { return }
        kept.withLock { kept in
            var entry = Kept(context: context, namespace: namespace, pod: pod, uid: uid, container: container)
            if let at = kept.firstIndex(where: entry.isOf) {
                let before = kept.remove(at: at)
                if !isNew { entry = before }
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

    /// Takes the lines of a log that is opened now, as they come: they replace what was kept of it when it was opened before.
    func opened(context: String, namespace: String, pod: String, uid: String, container: String) -> @Sendable ([UInt8]) -> Void {
        let isNew = Mutex(true)
        return { [self] bytes in
            let first = isNew.withLock { isNew in
                defer { isNew = false }
                return isNew
            }
            add(bytes, context: context, namespace: namespace, pod: pod, uid: uid, container: container, isNew: first)
        }
    }

    /// What is remembered of the pod that had a name last, by container; `except` is the uid of one that has it now.
    func lines(context: String, namespace: String, pod: String, except present: String? = nil) -> [(container: String, bytes: [UInt8])] {
        kept.withLock { kept in
            let named = kept.filter { $0.context == context && $0.namespace == namespace && $0.pod == pod && $0.uid != present }
            return named.filter { $0.uid == named.last?.uid }.map { ($0.container, $0.bytes) }
        }
    }
}
