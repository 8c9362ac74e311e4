import Bytes
import Policy
import TestSupport
@testable import envscrub

extension Argument {
  init(_ value: String, written: String) { self.init(value: ByteString(value), written: ByteString(written)) }
}

extension Option {
  static let inherit = Option.setting(.inherit)
  static let ignoreDefaultExcludes = Option.setting(.ignoreDefaultExcludes)
  static let detectValues = Option.setting(.detectValues)
  static let keep = Option.setting(.keep)
  static let includeOnly = Option.setting(.includeOnly)
  static let exclude = Option.setting(.exclude)
  static let set = Option.setting(.set)
  static let seal = Option.setting(.seal)
  static let closeFds = Option.setting(.closeFds)
  static let noNewPrivs = Option.setting(.noNewPrivs)
}

/// The parent's environment in these tests.
func parent(_ name: ByteString) -> ByteString? {
  switch name.text {
  case "SECRET": "s3cret"
  case "EMPTY": ""
  case "SPACES": "a b"
  case "LETTER": "u"
  case "OPTION": "--s3cret"
  case "CLUSTER": "-xs3cret"
  case "PAIR": "s3=cret"
  case "BACKSLASH": "\\s3cret"
  case "NESTED": "${SECRET} s3cret"
  default: nil
  }
}

func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
  try Invocation(parsing: List((["env"] + arguments).map { ByteString($0) }), parent: parent)
}

/// The error's kind; nil if there is none.
func failure(_ arguments: [String]) -> UsageError.Kind? {
  do {
    _ = try parse(arguments)
    return nil
  } catch {
    return error.kind
  }
}
