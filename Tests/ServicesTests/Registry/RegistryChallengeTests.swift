import JSON
import Testing
import Transport

@testable import Services

@Suite struct RegistryChallengeTests {
    @Test func aScopeKeepsItsCommas() throws {
        let recorded = try Fixture.value("registry/answers.json")["cases"].array[0]
        let header = try #require(recorded["headers"]["Www-Authenticate"].string)
        #expect(
            RegistryChallenge.read(header) == [
                RegistryChallenge(
                    scheme: "bearer",
                    parameters: [
                        "realm": "https://auth.docker.io/token", "service": "registry.docker.io",
                        "scope": "repository:samalba/my-app:pull,push",
                    ])
            ])
    }

    @Test(arguments: [
        (#"BASIC Realm="a\"b", charset=UTF-8"#, [RegistryChallenge(scheme: "basic", parameters: ["realm": #"a"b"#, "charset": "UTF-8"])]),
        (
            #"Negotiate, Basic realm="x", Bearer realm = "y""#,
            [
                RegistryChallenge(scheme: "negotiate"), RegistryChallenge(scheme: "basic", parameters: ["realm": "x"]),
                RegistryChallenge(scheme: "bearer", parameters: ["realm": "y"]),
            ]
        ),
        ("", []), (",,,", []), (#"Bearer realm="unfinished"#, [RegistryChallenge(scheme: "bearer", parameters: ["realm": "unfinished"])]),
        ("=x", []),
    ])
    func severalWaysAndOddSpellingsAreRead(header: String, challenges: [RegistryChallenge]) {
        #expect(RegistryChallenge.read(header) == challenges)
    }

    @Test(
        arguments: [
            ("https://ghcr.io", "https://ghcr.io/token", nil), ("https://registry-1.docker.io", "https://auth.docker.io/token", nil),
            ("https://registry.acme.example", "https://login.acme.example/jwt", nil),
            ("http://127.0.0.1:5000", "http://127.0.0.1:5001/token", nil),
            (
                "https://ghcr.io", "https://evil.example/token",
                "it names evil.example:443 as its token service; a login goes there only when the configuration names that host."
            ),
            (
                "https://ghcr.io", "https://ghcr.io:8443/token",
                "it names ghcr.io:8443 as its token service; a login goes there only when the configuration names that host."
            ),
            ("https://ghcr.io", "http://ghcr.io/token", "its token service at ghcr.io:80 is not asked without TLS."),
            ("https://ghcr.io", "http://127.0.0.1/token", "its token service at 127.0.0.1:80 is not asked without TLS."),
            ("https://ghcr.io", "token", "the address of its token service is none."),
        ] as [(String, String, String?)])
    func aLoginGoesOnlyWhereItBelongs(registry: String, realm: String, refusal: String?) throws {
        let policy = RealmPolicy(hosts: ["LOGIN.acme.example"])
        let origin = try #require(Origin(url: registry))
        #expect(policy.refusal(of: realm, by: origin, withLogin: true) == refusal)
    }

    @Test func withoutALoginAnyHostWithTLSMayBeAsked() throws {
        let policy = RealmPolicy(hosts: []), origin = try #require(Origin(url: "https://quay.io"))
        #expect(policy.refusal(of: "https://login.quay.example/token", by: origin, withLogin: false) == nil)
        #expect(policy.refusal(of: "http://login.quay.example/token", by: origin, withLogin: false) != nil)
    }
}
