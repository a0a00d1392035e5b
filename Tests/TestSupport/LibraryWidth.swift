import CTerminal
import Glibc

/// Columns of a scalar as the C library has them: for emulators, so that our own table is not checked against itself.
public func libraryColumns(of scalar: Unicode.Scalar) -> Int {
    let previous = uselocale(utf8)
    defer { uselocale(previous) }
    return Int(qd_wcwidth(scalar.value))
}

/// A locale for the calling thread alone; kept for the whole run.
private nonisolated(unsafe) let utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
