import Glibc

/// Whose account this is.
public enum LoginName {
    /// `USER`, then `LOGNAME`, then what the account database calls the process's user: a console started by cron, or by a bare `ssh
    /// host quarterdeck`, has neither variable.
    public static func of(_ environment: Environment) -> String {
        for name in ["USER", "LOGNAME"] { if let login = environment[name], !login.isEmpty { return login } }
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
            return "uid \(geteuid())"
        }
        return SafeText.line(String(cString: name))
    }
}
