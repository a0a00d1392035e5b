import Testing

@testable import Lab

@Suite struct AgendaTests {
    private func fault(_ number: Int) -> LabCommand { .fault(.github, .status(500 + number)) }

    @Test func thingsHappenByTimeAndAmongEqualsInTheOrderOfPlanning() {
        var agenda = Agenda()
        agenda.add(fault(3), at: .night + .seconds(2))
        agenda.add(fault(1), at: .night + .seconds(1))
        agenda.add(fault(4), at: .night + .seconds(2))
        agenda.add(fault(2), at: .night + .seconds(1))
        var happened: [LabCommand] = []
        while let entry = agenda.popFirst(until: .night + .seconds(2)) { happened.append(entry.command) }
        #expect(happened == [fault(1), fault(2), fault(3), fault(4)])
    }

    @Test func whatIsNotDueStays() {
        var agenda = Agenda()
        agenda.add(fault(1), at: .night + .seconds(5))
        #expect(agenda.popFirst(until: .night + .seconds(4)) == nil)
        #expect(agenda.nextDue == .night + .seconds(5))
    }
}
