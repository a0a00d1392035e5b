import Testing

@testable import Services

@Suite struct NextPageTests {
    @Test(
        arguments: [
            (
                #"<https://api.github.com/repositories/1/issues?page=2>; rel="next", <https://x/?page=9>; rel="last""#,
                "https://api.github.com/repositories/1/issues?page=2"
            ),
            (#"<https://x/?page=9>; rel="last", </v2/o/n/tags/list?last=b,c&n=100>; rel="next""#, "/v2/o/n/tags/list?last=b,c&n=100"),
            ("</next>; rel=next", "/next"), (#"<https://x/?page=1>; rel="prev""#, nil), ("no link", nil), ("<unfinished", nil),
        ] as [(String, String?)])
    func theNextPageIsTakenAsItStands(header: String, address: String?) { #expect(NextPage.address(in: header) == address) }
}
