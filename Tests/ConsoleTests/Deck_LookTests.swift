import Testing
import Foundation
@testable import Console

@Suite struct LookTests {
    @Test func look() throws {
        for (w,h) in [(160,50),(80,24),(220,60)] {
            var c = ConsoleDriver(columns:w,rows:h)
            print(c.text)
            c.beginNight()
            print(c.text)
        }
        var c = ConsoleDriver(columns:100,rows:30)
        c.beginCalm(); print(c.text)
    }
}
