import Testing

@testable import Services

@Suite struct RS256Tests {
    @Test func theExampleOfRFC7515IsSignedToTheByte() throws {
        let input = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let signature = try RS256.sign(Array(input.utf8), pem: pem("rfc7515-a2"))
        #expect(
            Base64URL.encode(signature)
                == "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcA"
                + "cQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHW"
                + "EsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw")
    }

    @Test(arguments: ["encrypted", "elliptic"])
    func aKeyThatCannotSignIsRefusedWithoutAskingForAPassphrase(name: String) throws {
        let pem = try pem(name)
        #expect(throws: RS256.Failure.unusableKey) { try RS256.sign([1], pem: pem) }
    }

    @Test func textThatIsNoKeyIsRefused() {
        #expect(throws: RS256.Failure.unusableKey) { try RS256.sign([1], pem: "not a key") }
        #expect(throws: RS256.Failure.unusableKey) { try RS256.sign([1], pem: "") }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func base64IsThatOfRFC4648WithoutPadding(plain: String, encoded: String) {
        #expect(Base64URL.encode(plain.utf8) == encoded)
    }

    @Test func base64UsesTheAlphabetForURLs() { #expect(Base64URL.encode([0xfb, 0xff, 0xfe]) == "-__-") }
}

func pem(_ name: String) throws -> String { String(decoding: try Fixture.bytes("google/\(name).pem"), as: UTF8.self) }
