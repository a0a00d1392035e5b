/// Codes that let somebody in once, as messages tell them in many languages: "Ihr Einmalpasswort lautet 118249", `Kod autoryzacyjny: 42206994`.
extension SecretScanner {
    /// What says what something is, where the languages' own words do not end as others do that are looked at anyway.
    static let codeCopulas: [StaticString] = [
        "lautet", " ist", " est", " es", " é", " è", " är", " jest", "autoryzacyjny to", "weryfikacyjny to", "jednorazowy to", "code is",
        "kode er", "koden er",
    ]

    /// Names of such codes; in capitals and small letters where ASCII has no other.
    private static let codeNames: [StaticString] = [
        "einmalpasswort", "einmalcode", "einmalkennwort", "bestätigungscode", "bestaetigungscode", "sicherheitscode", "zugangscode",
        "verifizierungscode", "aktivierungscode", "freischaltcode", "anmeldecode", "sms-code", "smstan", "mtan", "sms-tan",
        "code de confirmation", "code de vérification", "code de verification", "code de sécurité", "code de securite",
        "code d'accès", "code d\u{2019}accès", "code secret", "code de connexion", "code d'activation", "usage unique", "code sms",
        "código de verificación", "codigo de verificacion", "código de seguridad", "codigo de seguridad", "código de acceso",
        "codigo de acceso", "código de confirmación", "codigo de confirmacion", "clave de un solo uso",
        "código de verificação", "codigo de verificacao", "código de segurança", "codigo de seguranca",
        "código de acesso", "codigo de acesso", "código de confirmação",
        "codice di verifica", "codice di sicurezza", "codice di accesso", "codice di conferma", "codice otp", "codice sms", "codice temporaneo",
        "verificatiecode", "beveiligingscode", "toegangscode", "inlogcode", "bevestigingscode", "eenmalige code",
        "kod autoryzacyjny", "kod weryfikacyjny", "kod jednorazowy", "kod dostępu", "kod sms", "hasło jednorazowe",
        "ověřovací kód", "overovaci kod", "jednorázový kód", "verifieringskod", "engångskod", "säkerhetskod",
        "bekreftelseskode", "bekreftelseskoden", "engangskode", "engangskoden", "bekræftelseskode", "sikkerhetskode", "vahvistuskoodi",
        "doğrulama kodu", "dogrulama kodu", "doğrulama kodunuz", "onay kodu", "onay kodunuz", "megerősítő kód",
        "код подтверждения", "验证码", "驗證碼", "認証コード", "인증번호",
    ]

    /// The code behind a word that says what something is, and which ends at `space`; where it ends.
    mutating func codeAbroad(at space: Int) -> Int? {
        guard let copula = Self.codeCopulas.first(where: { ends($0, at: space) }) else { return nil }
        let word = copula.description.split(separator: " ").last.map(\.utf8.count) ?? 0
        return code(named: bytes.trimmed(line.lowerBound..<max(line.lowerBound, space - word)).upperBound, behind: space)
    }

    /// `Kod autoryzacyjny: 42206994`: nearly all colons are dismissed by what stands behind them.
    mutating func codeAbroad(_ name: Range<Int>, at colon: Int) -> Int? {
        guard byte(at: colon + 1) == 32, byte(at: colon + 2)?.isDigit == true else { return nil }
        return code(named: name.upperBound, behind: colon + 1)
    }

    /// Four to ten digits, perhaps in two groups, that nothing else is joined to.
    private mutating func code(named end: Int, behind start: Int) -> Int? {
        var low = start
        while byte(at: low) == 32 { low += 1 }
        var high = low, digits = 0
        while let byte = byte(at: high),
            byte.isDigit || digits == 3 && (byte == 32 || byte == UInt8(ascii: "-")) && self.byte(at: high + 1)?.isDigit == true
        {
            if byte.isDigit { digits += 1 }
            high += 1
        }
        guard low >= settled, (4...10).contains(digits), byte(at: high).map({ !$0.isWord && !Marks("/:-").contains($0) }) ?? true,
            byte(at: high + 1)?.isDigit != true || byte(at: high) == 32,
            Self.codeNames.contains(where: { ends($0, at: end) })
        else { return nil }
        add(low..<high, "code")
        return high
    }
}
