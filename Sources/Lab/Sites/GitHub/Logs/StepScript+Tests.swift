/// The unit tests.
extension StepScript {
    /// One failure among 640 tests; below its traceback stand the captured log, coverage and the summary.
    mutating func pytest() {
        command(["pytest tests/ -v --cov=src --cov-report=xml --cov-report=term-missing"], environment: ["PYTHONPATH: src"])
        say([
            "============================= test session starts ==============================",
            "platform linux -- Python 3.11.14, pytest-8.3.4, pluggy-1.5.0 -- /opt/hostedtoolcache/Python/3.11.14/x64/bin/python",
            "cachedir: .pytest_cache", "rootdir: /home/runner/work/\(repository.name)/\(repository.name)", "plugins: cov-6.0.0",
            "collecting ... collected 640 items", "",
        ])
        var names = SeededRandom("tests")
        for index in 0..<640 {
            let percent = (index + 1) * 100 / 640
            let padded = String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0) + "\(percent)%]"
            if index == 231 {
                say(
                    "tests/test_batch.py::test_batch_rejects_ragged_rows \(fault == nil ? "PASSED" : "FAILED")              [\(padded)"
                )
                continue
            }
            let file = names.pick(["batch", "data", "features", "model", "registry", "server"])
            let verb = names.pick(["keeps", "rejects", "reads", "writes", "reports", "scales"])
            let thing = names.pick(["columns", "labels", "rows", "types", "order", "defaults"])
            say("tests/test_\(file).py::test_\(verb)_\(thing)[\(index)] PASSED              [\(padded)")
        }
        say("")
        if let fault {
            say([
                "=================================== FAILURES ===================================",
                "________________________ test_batch_rejects_ragged_rows ________________________", "",
            ])
            say("client = <FlaskClient <Flask 'server'>>")
            say("")
            say(fault.cause)
            say("------------------------------ Captured log call -------------------------------")
        }
        // The server logs its scrapes in every session; pytest shows them only below a failure.
        for second in 0..<(fault == nil ? 0 : 420) {
            let clock = "\(second / 60 + 10):\(second % 60 < 10 ? "0" : "")\(second % 60)"
            say("INFO     werkzeug:_internal.py:97 127.0.0.1 - - [23/Nov 04:\(clock)] \"GET /metrics HTTP/1.1\" 200 -")
        }
        say([
            "", "---------- coverage: platform linux, python 3.11.14-final-0 ----------",
            "Name                  Stmts   Miss  Cover   Missing",
        ])
        for source in Self.sources where source.hasPrefix("src") {
            say(
                "\(source)\(String(repeating: " ", count: 22 - source.count))\(120 + names.next(below: 180))     \(names.next(below: 20))    9\(names.next(below: 10))%   \(10 + names.next(below: 60))-\(71 + names.next(below: 40))"
            )
        }
        say(["Coverage XML written to file coverage.xml", ""])
        say("============================= slowest 100 durations ============================")
        for index in 0..<200 {
            say(
                "0.\(String(999 - index * 4))s \(index % 3 == 0 ? "setup   " : "call    ") tests/test_server.py::test_reads_rows[\(index)]"
            )
        }
        let seconds = "\(52 + random.next(below: 12)).\(10 + random.next(below: 89))s"
        if fault != nil {
            say("=========================== short test summary info ============================")
            say("FAILED tests/test_batch.py::test_batch_rejects_ragged_rows - assert 500 == 422")
            say("================== 1 failed, 639 passed in \(seconds) (0:00:58) ===================")
        } else {
            say("======================= 640 passed in \(seconds) (0:00:58) ========================")
        }
    }
}
