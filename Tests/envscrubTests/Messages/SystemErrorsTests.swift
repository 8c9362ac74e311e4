import Bytes
import TestSupport
import Testing
@testable import envscrub

struct SystemErrorsTests {
  static let table: [(Int32, String)] = [
    (1, "Operation not permitted"), (2, "No such file or directory"), (5, "Input/output error"),
    (7, "Argument list too long"), (8, "Exec format error"), (13, "Permission denied"), (20, "Not a directory"),
    (21, "Is a directory"), (22, "Invalid argument"), (26, "Text file busy"), (28, "No space left on device"),
    (32, "Broken pipe"), (36, "File name too long"), (40, "Too many levels of symbolic links"),
    (83, "Cannot exec a shared library directly"), (97, "Address family not supported by protocol"),
    (99, "Cannot assign requested address"), (100, "Network is down"), (101, "Network is unreachable"), (113, "No route to host"), (133, "Memory page has hardware error"),
    (0, "Unknown error 0"), (41, "Unknown error 41"), (999, "Unknown error 999"), (-1, "Unknown error -1"),
  ]
  @Test(arguments: table)
  func text(number: Int32, expected: String) {
    #expect(written { $0.write(systemError: number) } == expected)
  }
}
