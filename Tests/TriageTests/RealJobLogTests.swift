import Testing

@testable import Triage

/// Real job logs of GitHub Actions with the lines that explain the failure, marked by people (`Fixtures/cidiff`).
@Suite struct RealJobLogTests {
    @Test(
        "The lines that people marked are shown, at a small budget too",
        arguments: ["breakages/cidiff_57", "breakages_dump/Build_Terraform_CLI_Packages_/run380"], [8000, 2000])
    func recall(pair: String, budget: Int) throws {
        #expect(try RealJobLog(pair).missing(budget: budget) == [])
    }
}
