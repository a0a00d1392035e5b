import CTerminal

/// The C library's allocator, by mallopt(3).
public enum Allocator {
    /// Makes it give back what is free, for a program that runs for days and mostly waits. Call it before there are threads.
    ///
    /// As it comes, it has eight heaps a processor, each with its own holes, and after the first large block is freed it serves the
    /// next from a heap instead of by itself: a console held twice what it used, and more each hour. Limits that are too low cost more:
    /// with 128 KiB blocks were mapped and unmapped all the time under load, which stops every thread for a moment, and the slowest
    /// hundredth of the keys took 25 ms instead of 14.
    public static func keepSmall() {
        qd_heap_limits(2, 4 << 20, 8 << 20)
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
