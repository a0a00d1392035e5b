import Host
import Testing

@Suite struct LoginNameTests {
    @Test func theEnvironmentNamesIt() {
        #expect(LoginName.of(Environment(variables: ["USER": "mira", "LOGNAME": "root"])) == "mira")
        #expect(LoginName.of(Environment(variables: ["USER": "", "LOGNAME": "ada"])) == "ada")
    }

    @Test func withoutVariablesTheAccountDoes() {
        let login = LoginName.of(Environment(variables: [:]))
        #expect(!login.isEmpty)
        #expect(login != "unknown")
    }
}
