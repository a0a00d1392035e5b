import Terminal
import Testing

@testable import Console

@Suite struct KeymapTests {
    @Test(arguments: Keymap.presets.keys.sorted())
    func shippedPresetsHaveNoConflicts(preset: String) { #expect(throws: Never.self) { try Keymap(preset: preset, overrides: [:]) } }

    @Test func everyCommandHasAnIdOfItsOwnAndKeysThatExist() {
        #expect(Set(Registry.all.map(\.id)).count == Registry.all.count)
        for command in Registry.all { for key in command.keys { #expect(Key(name: key) != nil, "\(command.id) has \(key)") } }
        let aliases = Registry.all.flatMap(\.aliases)
        #expect(Set(aliases).count == aliases.count)
    }

    @Test func aPresetNamesOnlyCommandsThatExist() {
        for (name, preset) in Keymap.presets { for id in preset.keys { #expect(Registry.command(id) != nil, "\(name): \(id)") } }
    }

    private func refusal(of overrides: [String: [String]], preset: String = "default") -> String {
        do {
            _ = try Keymap(preset: preset, overrides: overrides)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func whatCannotBeIsRefusedWithASentence() {
        #expect(
            refusal(of: ["zoom": ["t"]]) == "Keys: t would mean both triage and zoom (deck); give one of them another key in config.toml.")
        #expect(
            refusal(of: ["zom": ["x"]])
                == "Keys: there is no command \"zom\" in config.toml; did you mean \"zoom\". `quarterdeck commands` lists them.")
        #expect(
            refusal(of: ["zoom": ["Hyper-z"]])
                == "Keys: \"Hyper-z\" for zoom is not a key; write it like t, T, Ctrl-P, Alt-x, F5, Enter or Space.")
        #expect(refusal(of: [:], preset: "vim") == "Keys: there is no preset \"vim\" in config.toml; it can be \"default\" or \"k9s\".")
        #expect(refusal(of: ["zoom": ["v"]]) == "accepted")
    }

    @Test func oneKeyMayMeanTwoThingsInPlacesThatNeverMeet() {
        let keymap = Keymap.standard
        #expect(keymap.command(for: .character("/"), in: [.deck, .anywhere])?.id == "filter")
        #expect(keymap.command(for: .character("/"), in: [.page, .anywhere])?.id == "search")
    }

    @Test func anOverriddenKeyWorksAndTheOldOneSaysWhy() throws {
        let keymap = try Keymap(preset: "default", overrides: ["zoom": ["v"]])
        var console = ConsoleDriver { $0.keymap = keymap }
        console.beginCalm()
        console.press("v")
        #expect(console.state.isZoomed)
        console.press("z")
        #expect(console.text.contains("z does nothing; ? lists the keys."))
    }
}
