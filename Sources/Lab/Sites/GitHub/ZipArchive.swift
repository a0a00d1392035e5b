/// A ZIP archive with files as they are, not packed. <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>
enum ZipArchive {
    static func of(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = [], directory: [UInt8] = []
        for (name, bytes) in files {
            let offset = archive.count
            // Version 2.0, no flags, stored, 1 January 2026 at noon.
            let common = word(20, 2) + word(0, 2) + word(0, 2) + word(0x6000, 2) + word(0x5C21, 2) + word(Int(checksum(bytes)), 4)
            let sizes = word(bytes.count, 4) + word(bytes.count, 4) + word(name.utf8.count, 2) + word(0, 2)
            archive += word(0x0403_4B50, 4) + common + sizes + Array(name.utf8) + bytes
            directory += word(0x0201_4B50, 4) + word(20, 2) + common + sizes + word(0, 2) + word(0, 2) + word(0, 2) + word(0, 4)
            directory += word(offset, 4) + Array(name.utf8)
        }
        let end = word(0x0605_4B50, 4) + word(0, 2) + word(0, 2) + word(files.count, 2) + word(files.count, 2)
        return archive + directory + end + word(directory.count, 4) + word(archive.count, 4) + word(0, 2)
    }

    private static func word(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

    /// CRC-32 as ZIP has it (IEEE 802.3).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
