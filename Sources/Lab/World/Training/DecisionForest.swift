/// A random forest: trees grown on bootstrap samples, split by Gini impurity on two of the features at a time.
///
/// Small and seeded: the same rows and parameters give the same forest on every machine.
struct DecisionForest: Sendable {
    /// What `params.yaml` and the workflow's inputs hold.
    struct Parameters: Hashable, Sendable {
        var trees = 100
        var depth = 10
        var seed = 42
    }

    private var trees: [[Node]] = []
    private let classes: Int

    /// A leaf has a class, any other node a question: is this feature at most that?
    private struct Node: Sendable {
        var feature = -1
        var threshold = 0.0
        var left = 0
        var right = 0
        var label = 0
    }

    /// Grows a forest.
    init(_ flowers: [IrisData.Flower], _ parameters: Parameters) {
        classes = IrisData.species.count
        var random = SeededRandom(seed: UInt64(bitPattern: Int64(parameters.seed)))
        for _ in 0..<min(max(parameters.trees, 1), 300) {
            let sample = flowers.map { _ in flowers[random.next(below: flowers.count)] }
            var nodes: [Node] = []
            Self.grow(sample, depth: max(parameters.depth, 1), into: &nodes, &random)
            trees.append(nodes)
        }
    }

    /// The share of the trees that vote for each species.
    func votes(_ features: [Double]) -> [Double] {
        var counts = [Double](repeating: 0, count: classes)
        for nodes in trees {
            var index = 0
            while nodes[index].feature >= 0 {
                index = features[nodes[index].feature] <= nodes[index].threshold ? nodes[index].left : nodes[index].right
            }
            counts[nodes[index].label] += 1
        }
        return counts.map { $0 / Double(trees.count) }
    }

    /// The species with the most votes; of equals the first.
    func predict(_ features: [Double]) -> Int {
        let votes = votes(features)
        return votes.indices.max { votes[$0] < votes[$1] || (votes[$0] == votes[$1] && $0 > $1) } ?? 0
    }

    @discardableResult
    private static func grow(_ sample: [IrisData.Flower], depth: Int, into nodes: inout [Node], _ random: inout SeededRandom) -> Int {
        let place = nodes.count
        var counts = [0, 0, 0]
        for flower in sample { counts[flower.species] += 1 }
        nodes.append(Node(label: counts.indices.max { counts[$0] < counts[$1] } ?? 0))
        guard depth > 0, counts.count(where: { $0 > 0 }) > 1 else { return place }
        var features = [0, 1, 2, 3]
        features.shuffle(using: &random)
        // Two of four, as the square root says; more only where those two tell nothing apart.
        var best: (impurity: Double, feature: Int, threshold: Double)?
        for (tried, feature) in features.enumerated() {
            if tried >= 2, best != nil { break }
            guard let split = split(sample, by: feature, counts: counts), split.impurity < best?.impurity ?? .infinity else { continue }
            best = (split.impurity, feature, split.threshold)
        }
        guard let best else { return place }
        nodes[place].feature = best.feature
        nodes[place].threshold = best.threshold
        let left = sample.filter { $0.features[best.feature] <= best.threshold }
        let right = sample.filter { $0.features[best.feature] > best.threshold }
        nodes[place].left = grow(left, depth: depth - 1, into: &nodes, &random)
        nodes[place].right = grow(right, depth: depth - 1, into: &nodes, &random)
        return place
    }

    /// The threshold after which the two sides are purest; `nil` where all rows have one value.
    private static func split(
        _ sample: [IrisData.Flower], by feature: Int, counts: [Int]
    ) -> (impurity: Double, threshold: Double)? {
        let sorted = sample.map { ($0.features[feature], $0.species) }.sorted { $0 < $1 }
        var left = [0, 0, 0], right = counts
        var best: (impurity: Double, threshold: Double)?
        for index in 0..<(sorted.count - 1) {
            left[sorted[index].1] += 1
            right[sorted[index].1] -= 1
            guard sorted[index].0 < sorted[index + 1].0 else { continue }
            let impurity = weighted(left, index + 1) + weighted(right, sorted.count - index - 1)
            if impurity < best?.impurity ?? .infinity { best = (impurity, (sorted[index].0 + sorted[index + 1].0) / 2) }
        }
        return best
    }

    /// Gini impurity times the number of rows.
    private static func weighted(_ counts: [Int], _ total: Int) -> Double {
        Double(total) - counts.reduce(0.0) { $0 + Double($1 * $1) } / Double(total)
    }
}
