import Bytes
import Policy

/// What was asked for: a parsed command line.  It says nothing of whether that can be done; patterns,
/// files and the command are looked at by others.
struct Invocation: Sendable {
  enum Mode: Sendable { case run, explain, check, trust, untrust, listTrusted, toEnvscrub, suggest, listGroups, leakCheck, verifyAudit, installShims, help, version }

  var mode = Mode.run
  /// `-i`, or a `-` before the operands.
  var clearsEnvironment = false
  var unset = List<Argument>()
  /// The operands `NAME=VALUE`, in order.
  var assignments = List<Argument>()
  /// COMMAND and its arguments; none: the environment is to be printed.  In a shim's run the first is the bare name.
  var command = List<Argument>()

  var chdir: Argument?
  var argv0: Argument?
  var nul = false
  var debug = false
  var quiet = false
  var json = false
  /// `--why`: the only names that an explanation is to tell of; all where there is none.
  var why = List<Argument>()
  var signals = SignalSettings()
  var listsSignalHandling = false

  var config: Argument?
  var noConfig = false
  var profile: Argument?
  /// nil where the option isn't there.
  var codex: Bool?
  /// `--head`: the digest that the last record of an audit trail must have.
  var head: Argument?
  /// `--keep-fd`: descriptors that stay open.
  var keptDescriptors = List<Int32>()
  /// `--shim`: nil where this is no shim's run.
  var shim: Shim?
  /// `--install-shims`: where they are to be.
  var shimDirectory: Argument?
  /// The operands of `--check`, `--trust`, `--untrust`, `--to-envscrub` and `--verify-audit`; the names for `--install-shims`.
  var files = List<Argument>()
  /// In the order given.
  var policyOptions = List<PolicyOption>()
  /// The names that `-S` expanded, whether or not the parent has them, as often as it did.
  var usedNames = List<ByteString>()
  /// `--include=NAME`: short for `--include-only`, which few who write it mean.
  var isIncludeShort = false
  /// The first option of ours, its name in full, that stands behind NAME=VALUE, and so is an assignment.
  var misplaced: Option?
  /// What `-v` has to say of the steps so far.
  var trace = List<TraceLine>()

  init() {}

  /// COMMAND and its arguments as they are run.
  var commandValues: List<ByteString> {
    var values = List<ByteString>()
    for argument in command { values.append(argument.value) }
    return values
  }
}

/// An option that says what a key of the policy says.
struct PolicyOption: Equatable, Sendable {
  enum Value: Equatable, Sendable {
    /// Of a mode or a flag.
    case number(UInt8)
    /// A pattern, or NAME=VALUE, the name not empty.
    case argument(Argument)
  }

  let setting: Setting
  let value: Value

  init(_ setting: Setting, _ value: Value) {
    self.setting = setting
    self.value = value
  }
}

/// A line that `-v` prints.  All text is as it was written on the command line, never expanded.
enum TraceLine: Equatable, Sendable {
  /// A `${NAME}` of `-S` that the parent has, and one that it doesn't.
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
