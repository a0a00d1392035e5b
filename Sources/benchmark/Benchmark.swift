import JSON

@main struct Benchmark {
    static func main() {}
}
