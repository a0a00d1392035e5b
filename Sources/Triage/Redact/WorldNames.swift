/// Names of secrets in languages that ASCII does not write: `contraseña`, `пароль`, `密码`.
enum WorldNames {
    /// What the name's value would be, by how the name ends; `nil` when it is nothing secret.
    static func kind(of name: Bytes) -> (kind: String, strength: KeyNames.Strength)? {
        let text = String(decoding: name, as: UTF8.self).lowercased()
        if passwords.contains(where: text.hasSuffix) { return ("password", .strong) }
        if let last = text.last, particles.contains(String(last)), passwords.contains(where: text.dropLast().hasSuffix) {
            return ("password", .strong)
        }
        // 密码_db, пароль_бд: what it is for stands behind.
        if passwords.contains(where: { text.hasPrefix($0) && text.dropFirst($0.count).first.map { "_-.".contains($0) } ?? false }) {
            return ("password", .weak)
        }
        if keys.contains(where: text.hasSuffix) { return ("key", .weak) }
        // A key of two words, the first of them written with an accent: `clé_api`, `schlüssel-api`.
        if keys.contains(where: text.hasPrefix) { return ("key", .weak) }
        return nil
    }

    static var passwordWords: [String] { passwords + particles.flatMap { particle in passwords.map { $0 + particle } } }
    /// What Chinese, Japanese and Korean put between a name and what it is.
    private static let particles = ["は", "是", "는", "은", "が", "为"]

    private static let passwords = [
        "contraseña", "contrasenya", "contrasinal", "hasło", "lösenord", "şifre", "şifresi", "şifreniz", "şifren", "şifrem", "parolanız",
        "parolanızı", "şifrenizi", "şifrəniz", "jelszó", "parolă", "slaptažodis", "salasõna", "κωδικός",
        "κωδικός πρόσβασης", "пароль", "парола", "лозинка", "密码", "密碼", "口令", "パスワード", "暗証番号", "비밀번호", "암호", "패스워드", "كلمة المرور",
        "كلمة السر", "סיסמה", "סיסמא", "पासवर्ड", "รหัสผ่าน", "mật khẩu", "mật_khẩu",
        "lösenordet", "hasłem", "şifrə", "lykilorð", "fjalëkalimi", "құпиясөз", "პაროლი", "գաղտնաբառ", "رمز عبور", "گذرواژه", "পাসওয়ার্ড", "கடவுச்சொல்", "密碼",
        "合言葉", "口令字",
        "пассворд", "гасло", "kata_sandi",
        "паролем", "пароля", "паролю", "паролі", "пароле", "паролата", "лозинком", "лозинку", "гаслом", "hasła", "haśle", "jelszóval", "jelszava",
        "slaptažodžiu", "slaptažodžio", "parolasıyla", "şifresiyle", "parolası", "κωδικό", "κωδικού", "contraseñas", "parolei", "mật mã",
    ]
    private static let keys = [
        "schlüssel", "clé", "clave_de_acceso", "chave_secreta", "ключ", "токен", "секрет", "密钥", "密鑰", "令牌", "秘密", "秘密鍵", "キー", "トークン", "토큰", "키",
        "비밀키", "klíč", "kľúč", "anahtarı", "nøgle", "nøkkel", "kulcs",
    ]
}
