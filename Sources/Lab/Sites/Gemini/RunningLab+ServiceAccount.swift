import Dispatch

extension RunningLab {
    /// A service account's key file (JSON) with which Gemini's token endpoint gives out access tokens for Vertex AI.
    ///
    /// Each call makes a new account with a new key of 2,048 bits. `nil` when OpenSSL cannot make one.
    public func serviceAccountKey() async -> String? {
        let pair = await withCheckedContinuation { continuation in
            // Finding two primes takes its time; Swift's own threads are only as many as there are cores.
            DispatchQueue.global().async { continuation.resume(returning: RSAKey.make()) }
        }
        guard let pair, let base = addresses[.gemini] else { return nil }
        let number = await stage.read { $0.gemini.accounts.count } + 1
        let email = "quarterdeck-\(number)@lab-project.iam.gserviceaccount.com"
        await stage.apply(.gemini(.account(email: email, publicKey: pair.publicKey)))
        let file: JSON = [
            "type": "service_account", "project_id": "lab-project", "private_key_id": .string("lab\(number)"),
            "private_key": .string(pair.privateKey), "client_email": .string(email), "client_id": "100000000000000000001",
            "token_uri": .string(base + "/token"), "universe_domain": "googleapis.com",
        ]
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// Sets what Gemini does with the next requests: one of ``geminiBehaviours``.
    /// - Returns: whether there is such a behaviour.
    @discardableResult
    public func setGemini(_ behaviour: String) async -> Bool {
        guard let behaviour = GeminiBehaviour(rawValue: behaviour) else { return false }
        await stage.apply(.gemini(.behave(behaviour)))
        return true
    }

    /// What Gemini can be made to do: `answering`, `retired`, `quota-minute`, `quota-day`, `quota-zero`, `capacity`, `overloaded`,
    /// `forbidden`, `cut`, `error-in-stream`, `blocked`, `max-tokens`.
    public static var geminiBehaviours: [String] { GeminiBehaviour.allCases.map(\.rawValue) }
}
