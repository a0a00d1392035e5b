import TestSupport
import Testing

@testable import Transport

@Suite struct RedirectsTests {
    private func request(_ method: String = "GET", _ url: String = "https://api.github.com/repos/o/Homelab/issues") -> HTTPRequest {
        var request = HTTPRequest(method, url, headers: ["Authorization": "Bearer secret", "Cookie": "c", "Accept": "json"])
        request.body = method == "GET" ? nil : Array("{}".utf8)
        request.route.certificate = [1]
        request.route.proxy = "http://proxy:3128"
        return request
    }

    private func moved(_ status: Int, _ location: String) -> ScriptedHTTP.Answer {
        .status(status, headers: ["Location": location])
    }

    @Test func aRenamedRepositoryIsReadAtItsNewAddressWithTheSameCredentials() async throws {
        let http = ScriptedHTTP(moved(301, "/repositories/7/issues?page=1"), .json("[]"))
        #expect(try await http.sendFollowing(request()).status == 200)
        #expect(http.last?.url == "https://api.github.com/repositories/7/issues?page=1")
        #expect(http.last?.headers["Authorization"] == "Bearer secret")
        #expect(http.last?.route.certificate == [1])
    }

    @Test(arguments: [307, 308])
    func aWriteKeepsItsMethodAndBody(status: Int) async throws {
        let http = ScriptedHTTP(moved(status, "https://api.github.com/repositories/7/issues"), .json("{}", status: 201))
        #expect(try await http.sendFollowing(request("POST")).status == 201)
        #expect(http.last?.method == "POST" && http.last?.body == Array("{}".utf8))
    }

    @Test(arguments: [
        "https://blob.example/log?sig=1", "https://api.github.com:8443/log", "https://api.github.com.evil.example/",
    ])
    func anotherHostSeesNeitherTokenNorCertificate(location: String) async throws {
        let http = ScriptedHTTP(moved(302, location), .bytes(Array("log".utf8)))
        let stream = try await http.streamFollowing(request())
        #expect(stream.status == 200)
        let last = try #require(http.last)
        #expect(last.url == location)
        #expect(last.headers["Authorization"] == nil && last.headers["Cookie"] == nil && last.headers["Accept"] == "json")
        #expect(last.route.certificate == nil && last.route.proxy == "http://proxy:3128")
    }

    @Test(arguments: [
        ("POST", 301, "https://api.github.com/x"), ("POST", 302, "https://api.github.com/x"),
        ("GET", 303, "https://api.github.com/x"),
        ("GET", 302, "http://api.github.com/x"), ("GET", 302, "ftp://api.github.com/x"), ("GET", 304, "https://api.github.com/x"),
    ])
    func whatIsNotFollowedIsTheAnswer(method: String, status: Int, location: String) async throws {
        let http = ScriptedHTTP(moved(status, location))
        #expect(try await http.sendFollowing(request(method)).status == status)
        #expect(http.requests.count == 1)
    }

    @Test func aCircleEndsAfterFiveHops() async throws {
        let http = ScriptedHTTP(moved(302, "/again"))
        await #expect(throws: TransportError.invalid("more than 5 redirects, the last to api.github.com:443")) {
            try await http.sendFollowing(request())
        }
        #expect(http.requests.count == 6)
    }

    @Test func theEngineItselfFollowsNothing() async throws {
        let blob = try RawServer { connection in
            let request = connection.readRequest() ?? ""
            connection.respond(body: Array((request.contains("Authorization") ? "refused" : "the log").utf8))
        }
        let location = blob.url + "/log"
        let api = try RawServer { connection in
            while connection.readRequest() != nil { connection.respond("302 Found", headers: ["Location: \(location)"]) }
        }
        let engine = Engine()
        let request = HTTPRequest("GET", api.url, headers: ["Authorization": "Bearer secret"])
        #expect(try await engine.send(request).status == 302)
        #expect(try await engine.sendFollowing(request).body == Array("the log".utf8))
    }
}
