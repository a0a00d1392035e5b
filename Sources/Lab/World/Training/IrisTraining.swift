import Synchronization

/// What `src/train.py` does: splits the iris data, grows a forest on four fifths of it, and counts how it does on the rest.
enum IrisTraining {
    /// The state of `iris.csv`.
    enum Data: Hashable, Sendable {
        case asPublished
        /// A bad join gave two rows of three another flower's species: no forest can learn from it.
        case mislabelled
    }

    /// What a training found.
    struct Result: Sendable {
        let forest: DecisionForest
        /// Rows of the hold-out: what they are, and what they were taken for.
        let confusion: [[Int]]
    }

    private struct Case: Hashable {
        var parameters: DecisionForest.Parameters
        var data: Data
    }

    /// The same parameters on the same data give the same forest: each is grown once in a process.
    private static let results = Mutex<[Case: Result]>([:])

    /// Trains.
    static func run(_ parameters: DecisionForest.Parameters, on data: Data = .asPublished) -> Result {
        let wanted = Case(parameters: parameters, data: data)
        if let known = results.withLock({ $0[wanted] }) { return known }
        let (whole, held) = split(IrisData.flowers, seed: parameters.seed)
        let (train, test) = (read(whole, data), read(held, data))
        let forest = DecisionForest(train, parameters)
        var confusion = [[Int]](repeating: [0, 0, 0], count: 3)
        for flower in test { confusion[flower.species][forest.predict(flower.features)] += 1 }
        let result = Result(forest: forest, confusion: confusion)
        results.withLock { $0[wanted] = result }
        return result
    }

    /// Ten of each species are held out: 80 to 20, stratified.
    static func split(_ flowers: [IrisData.Flower], seed: Int) -> (train: [IrisData.Flower], test: [IrisData.Flower]) {
        var random = SeededRandom("split \(seed)")
        var train: [IrisData.Flower] = [], test: [IrisData.Flower] = []
        for species in IrisData.species.indices {
            let kind = flowers.filter { $0.species == species }.shuffled(using: &random)
            test += kind.prefix(kind.count / 5)
            train += kind.dropFirst(kind.count / 5)
        }
        return (train, test)
    }

    /// The flowers as the file has them.
    private static func read(_ flowers: [IrisData.Flower], _ data: Data) -> [IrisData.Flower] {
        guard data == .mislabelled else { return flowers }
        var random = SeededRandom("a bad join \(flowers.count)")
        return flowers.map { flower in
            var flower = flower
            if random.next(below: 3) > 0 { flower.species = random.next(below: 3) }
            return flower
        }
    }
}
