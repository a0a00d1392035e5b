import Testing

@testable import Lab

@Suite struct PrometheusNumberTests {
    @Test(arguments: [
        (0.0, "0", "0e+00"), (1, "1", "1e+00"), (-2.5, "-2.5", "-2.5e+00"), (0.1, "0.1", "1e-01"),
        (9.5367431640625e-07, "0.00000095367431640625", "9.5367431640625e-07"), (1234.5, "1234.5", "1.2345e+03"),
        (2.5e+25, "25000000000000000000000000", "2.5e+25"), (268435456, "268435456", "2.68435456e+08"),
    ])
    func valuesAreWrittenAsGoWritesThem(_ value: Double, _ plain: String, _ exponential: String) {
        #expect(PrometheusNumber.text(value) == plain)
        #expect(PrometheusNumber.exponential(value) == exponential)
    }

    @Test func whatIsNoNumberHasItsWord() {
        #expect([Double.nan, .infinity, -.infinity].map(PrometheusNumber.text) == ["NaN", "+Inf", "-Inf"])
    }
}
