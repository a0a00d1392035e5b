import CTerminal
import Dispatch
import Glibc

/// Signals as events on the main queue.
@MainActor final class Signals {
    private let source: any DispatchSourceRead

    /// Handles these signals until closed; `nil` when another screen of the process does already.
    init?(_ numbers: [Int32], _ arrived: @escaping @MainActor (Int32) -> Void) {
        let pipe = qd_signals_open(numbers, numbers.count)
        guard pipe >= 0 else { return nil }
        source = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: .main)
        source.setEventHandler {
            MainActor.assumeIsolated {
                var bytes = [UInt8](repeating: 0, count: 64)
                let count = max(0, read(pipe, &bytes, bytes.count))
                // Ten changes of size are one.
                var seen: Set<UInt8> = []
                for number in bytes[..<count] where seen.insert(number).inserted { arrived(Int32(number)) }
            }
        }
        source.resume()
    }

    /// Puts the handlers back that were there before.
    func close() {
        // The descriptor may be closed only when the source does not watch it any more.
        source.setCancelHandler { qd_signals_close() }
        source.cancel()
    }
}
