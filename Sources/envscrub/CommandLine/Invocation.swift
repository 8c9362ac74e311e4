import Bytes
import Policy

/// The request: a parsed command line.  Whether it can be fulfilled is not checked here; others examine patterns, files
/// and the command.
struct Invocation: Sendable {
  enum Mode: Sendable { case run, explain, check, trust, untrust, listTrusted, toEnvscrub, suggest, listGroups, leakCheck, verifyAudit, installShims, help, version }

  var mode = Mode.run
  /// `-i`, or a `-` before the operands.
  var clearsEnvironment = false
  var unset = List<Argument>()
  /// The operands `NAME=VALUE`, in order.
  var assignments = List<Argument>()
  /// COMMAND and its arguments.  If it is empty, the environment is printed.  In a shim's run the first is the bare
  /// name.
  var command = List<Argument>()

  var chdir: Argument?
  var argv0: Argument?
  var nul = false
  var debug = false
  var quiet = false
  var json = false
  /// `--why`: the only names to explain; all if it is empty.
  var why = List<Argument>()
  var signals = SignalSettings()
  var listsSignalHandling = false

  var config: Argument?
  var noConfig = false
  var profile: Argument?
  /// nil if the option was not given.
  var codex: Bool?
  /// `--head`: the digest that the last record of an audit trail must have.
  var head: Argument?
  /// `--keep-fd`: descriptors that stay open.
  var keptDescriptors = List<Int32>()
  /// `--shim`; nil in an ordinary run.
  var shim: Shim?
  /// The directory of `--install-shims`.
  var shimDirectory: Argument?
  /// The operands of `--check`, `--trust`, `--untrust`, `--to-envscrub` and `--verify-audit`; the names for
  /// `--install-shims`.
  var files = List<Argument>()
  /// In the order given.
  var policyOptions = List<PolicyOption>()
  /// The names that `-S` expanded, whether or not the parent has them; a name is repeated for each use.
  var usedNames = List<ByteString>()
  /// `--include=NAME` was given as a short form of `--include-only`, which its author rarely means.
  var isIncludeShort = false
  /// The first of envscrub's own options, with its full name, that comes after NAME=VALUE and so is an assignment.
  var misplaced: Option?
  /// The lines that `-v` prints about parsing.
  var trace = List<TraceLine>()

  init() {}

  /// COMMAND and its arguments as they are executed.
  var commandValues: List<ByteString> {
    var values = List<ByteString>()
    for argument in command { values.append(argument.value) }
    return values
  }
}

/// An option for a setting.
struct PolicyOption: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    /// The value of a mode or a flag.
    case number(UInt8)
    /// A pattern, or NAME=VALUE with a name that is not empty.
    case argument(Argument)
  }

  let setting: Setting
  let value: Value

  init(_ setting: Setting, _ value: Value) {
    self.setting = setting
    self.value = value
  }
}

/// A line that `-v` prints.  Text from the command line is as written, never expanded.
enum TraceLine: Equatable, Sendable {
  /// A `${NAME}` of `-S` that the parent has, and one that it doesn't have.
  case expanding(ByteString)
  case replacingWithNothing(ByteString)
  /// A string of `-S`, then its words: the first, and each other.
  case splitting(ByteString)
  case firstWord(ByteString)
  case nextWord(ByteString)

  case cleaningEnvironment
  case unset(ByteString)
  case set(ByteString)

  // The steps after parsing.
  case signalReset(Int, toDefault: Bool, failed: Bool)
  case signalMask(Int, blocked: Bool)
  case chdir(ByteString)
  case argv0(ByteString)
  case executing(ByteString)
  case argument(Int, ByteString)
}
