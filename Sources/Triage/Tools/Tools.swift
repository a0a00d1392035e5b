/// The formats that are known, in the order in which a line is offered to them: those that mistake nothing come first.
enum Tools {
    static let all: [any ToolFormat] = [
        PreCommitHooks(),
        SecretScanners(),
        SourceScanners(),
        ScannerForms(),
        LinterBlocks(),
        Trainers(),
        BuildReports(),
        PythonTests(),
        GoTests(),
        RustTests(),
        JavaTests(),
        JavaScriptTests(),
        NativeTests(),
        OtherTests(),
        NumberedFailures(),
        PackageInstallers(),
        Linkers(),
        BuildSystems(),
        RustDiagnostics(),
        Delivery(),
        LinterLists(),
        SourcePlaces(),
    ]
}
