import Testing

@testable import Lab

@Suite struct HumanDurationTests {
    @Test(arguments: [
        (0.0, "0s"), (119, "119s"), (120, "2m"), (254, "4m14s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"), (12_660, "3h31m"),
        (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (266_400, "3d2h"), (691_200, "8d"), (3_542_400, "41d"),
    ])
    func agesAreThoseOfKubectl(_ seconds: Double, _ text: String) { #expect(HumanDuration.text(.seconds(seconds)) == text) }
}
