import CTerminal

/// The C library's allocator, by mallopt(3).
public enum Allocator {
    /// Makes it give back what is free, for a program that runs for days and mostly waits. Call it before there are threads.
    ///
    /// As it comes, it has eight heaps a processor, each with its own holes, and after the first large block is freed it serves the
    /// next from a heap instead of by itself: a console held twice what it used, and more each hour.
    public static func keepSmall() {
        qd_heap_limits(2, 128 << 10, 256 << 10)
    }

    /// Gives back whole free pages now, until cancelled every `interval`: what a busy minute needed is not kept for the rest of the night.
    public static func giveBack(every interval: Duration, time: any TimeSource) async {
        while !Task.isCancelled {
            // Only cancellation throws here, and that ends the loop.
            try? await time.sleep(for: interval)
            qd_heap_trim()
        }
    }
}
