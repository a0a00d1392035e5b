/// One sentence read from an object, with the line of the evidence it was read from.
struct Fact: Sendable, Equatable {
    var exhibit: Int
    /// Line, counted by LF from 1; 0 for the whole.
    var line: Int
    var text: String
    /// How much it can explain, 0 to 1: what goes first when the budget is small.
    var weight: Double

    init(_ exhibit: Int, _ line: Int, _ weight: Double, _ text: String) {
        self.exhibit = exhibit
        self.line = line
        self.weight = weight
        self.text = text
    }
}
