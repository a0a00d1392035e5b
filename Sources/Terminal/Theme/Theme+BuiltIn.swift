extension Theme {
    /// The themes that need no file, in the order in which they are offered. The files in `themes/` say the same.
    public static let builtIn: [Theme] = [.dark, .light, .highContrast, .colourBlind]

    /// For a dark background.
    public static let dark = Theme(
        "dark", "Dark",
        inks: [
            .muted: 0x8a8f98, .broken: 0xff5f5f, .degraded: 0xe5c04b, .moving: 0x5fafff, .healthy: 0x6fbf73, .accent: 0x5fd7d7,
            .frame: 0x585f68,
        ],
        papers: [.selected: 0x303a46, .marked: 0x262b31, .bar: 0x262b31, .alarm: 0xaf0000, .raised: 0x1c2026, .match: 0x875f00],
        inksOn: [.alarm: 0xffffff, .match: 0xffffff])

    /// Dark on white. It paints its own background, so that it can be read on whatever the terminal has.
    public static let light = Theme(
        "light", "Light",
        inks: [
            .plain: 0x262626, .muted: 0x6c6c6c, .broken: 0xc00000, .degraded: 0x875f00, .moving: 0x0050b8, .healthy: 0x00702f, .accent: 0x00708a,
            .frame: 0xa8a8a8,
        ],
        papers: [
            .normal: 0xffffff, .selected: 0xcfe3f5, .marked: 0xe4e4e4, .bar: 0xe4e4e4, .alarm: 0xc00000, .raised: 0xeeeeee,
            .match: 0xffe08a,
        ],
        inksOn: [.alarm: 0xffffff, .match: 0x000000])

    /// Strong colours on black, nothing pale.
    public static let highContrast = Theme(
        "high-contrast", "High contrast",
        inks: [
            .plain: 0xffffff, .muted: 0xd0d0d0, .broken: 0xff5f5f, .degraded: 0xffff00, .moving: 0x5fd7ff, .healthy: 0x00ff5f,
            .accent: 0x00ffff,
            .frame: 0xffffff,
        ],
        papers: [
            .normal: 0x000000, .selected: 0x0000af, .marked: 0x3a3a3a, .bar: 0x000087, .alarm: 0xff0000, .raised: 0x000000,
            .match: 0xffff00,
        ], inksOn: [.selected: 0xffffff, .alarm: 0x000000, .match: 0x000000])

    /// Hues that stay apart with red-green and blue-yellow blindness (Okabe and Ito, "Color Universal Design"), dark background.
    public static let colourBlind = Theme(
        "colour-blind", "Colour-blind safe",
        inks: [
            .muted: 0x8a8f98, .broken: 0xd55e00, .degraded: 0xf0e442, .moving: 0x56b4e9, .healthy: 0x009e73, .accent: 0xcc79a7,
            .frame: 0x585f68,
        ],
        papers: [.selected: 0x303a46, .marked: 0x262b31, .bar: 0x262b31, .alarm: 0xd55e00, .raised: 0x1c2026, .match: 0x0072b2],
        inksOn: [.alarm: 0x000000, .match: 0xffffff])

    private init(_ name: String, _ title: String, inks: [Role: UInt32], papers: [Ground: UInt32], inksOn: [Ground: UInt32]) {
        self.init(name: name, title: title)
        for (role, value) in inks { self[ink: role] = Colour(value) }
        for (ground, value) in papers { self[paper: ground] = Colour(value) }
        for (ground, value) in inksOn { self[inkOn: ground] = Colour(value) }
    }
}

extension Colour {
    /// `0xrrggbb`.
    fileprivate init(_ value: UInt32) { self = .rgb(UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)) }
}
