import Host
import Services
import TestSupport
import Testing

@testable import Feeds

/// Rules that are silent mean little where nothing is used.
@Suite struct TrafficTests {
    private func traffic(_ answer: ScriptedHTTP.Answer, _ expression: String = "sum(x)") async throws -> Traffic {
        let configuration = PrometheusClient.configuration(base: "http://prometheus")
        let link = ServiceLink(configuration, http: ScriptedHTTP(answer), time: ManualTime())
        return try await Traffic.ask(PrometheusClient(link), expression)
    }

    private func vector(_ value: String) -> ScriptedHTTP.Answer {
        .json(#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1763900000,"\#(value)"]}]}}"#)
    }

    @Test func noSeriesZeroAndNaNAreNoTraffic() async throws {
        #expect(try await traffic(.json(#"{"status":"success","data":{"resultType":"vector","result":[]}}"#)) == .none)
        #expect(try await traffic(vector("0")) == .none)
        #expect(try await traffic(vector("NaN")) == .none)
        #expect(try await traffic(vector("12.5")) == .measured(12.5))
        #expect(try await traffic(vector("1"), "") == .unasked)
    }

    @Test func anExpressionThatIsRefusedIsSaidAndTakesNothingElseAway() async throws {
        let refusal = #"{"status":"error","errorType":"bad_data","error":"parse error: unexpected end of input"}"#
        let answer = try await traffic(.json(refusal, status: 400))
        #expect(answer == .unknown("Prometheus refused (400): bad_data: parse error: unexpected end of input"))
        await #expect(throws: ServiceError.self) { try await traffic(.json("{}", status: 500)) }
    }
}
