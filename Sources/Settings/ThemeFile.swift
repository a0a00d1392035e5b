import Host
import TOMLKit

/// A theme's file as the flat table that a theme is made from.
public enum ThemeFile {
    /// Entries by `section.key`; values as text.
    /// - Throws: ``SettingsError`` for a file that cannot be read or is not TOML.
    public static func table(at path: String) throws(SettingsError) -> [String: String] {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.read(path, limit: 64 << 10)
        } catch {
            throw SettingsError([.init(file: path, line: nil, sentence: "is no theme file that can be used: \(error)")])
        }
        do {
            let table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self))
            var entries: [String: String] = [:]
            for (key, value) in table {
                if let section = value.table {
                    for (entry, value) in section { entries["\(key).\(entry)"] = text(value) }
                } else {
                    entries[key] = text(value)
                }
            }
            return entries
        } catch let error as TOMLParseError {
            throw SettingsError([.init(file: path, line: error.source.begin.line, sentence: "is not TOML")])
        } catch {
            throw SettingsError([.init(file: path, line: nil, sentence: "is not TOML")])
        }
    }

    private static func text(_ value: any TOMLValueConvertible) -> String { value.string ?? value.int.map(String.init) ?? "" }
}
