import Bytes
import Policy
import System

/// `--install-shims DIR NAME...`: writes shims for commands, and prints how to put their directory in front of PATH.
/// No environment variable influences it, not even PATH or SHELL.
struct ShimMode {
  let run: Run
  let request: Boxed<Invocation>

  private var files: FileReader { FileReader(run: run) }

  @inline(never)  // A start without it needs neither its code nor its frame.
  func main() throws(Failure) -> Int32 {
    guard let operand = request.value.shimDirectory else { return ExitStatus.failed }
    try checkWritten(operand)
    for name in request.value.files { try checkWritten(name) }
    tellIfCommand(operand)
    let interpreter = try interpreter()
    var end = operand.value.count
    while end > 1, operand.value[end - 1] == UInt8(ascii: "/") { end -= 1 }
    let directory = try directory(operand.value[0..<end])
    var said = ByteBuffer()
    var status = ExitStatus.success
    for name in request.value.files {
      let path = Candidates.join(directory.path, name.value)
      guard let made = try place(name.value, in: directory, interpreter) else {
        try? Output.standardError.write(run.failure(of: path) {
          $0.write(visible: path, ": not a shim; left as it is")
        }.message)
        status = ExitStatus.failed
        continue
      }
      said.write(visible: path, ": ")
      said.write(made)
      said.write("\n")
    }
    if !said.isEmpty { try writeLine(for: directory.path, to: &said) }
    _ = try run.print(said)
    return status
  }

  /// Reports a DIR that does not exist yet and is the name of a command: it is probably the first NAME.
  private func tellIfCommand(_ directory: Argument) {
    if request.value.quiet || directory.value.firstIndex(of: UInt8(ascii: "/")) != nil { return }
    if (try? PolicyDirectory.open(directory.value)) != nil { return }
    var names = EntryIndex(run.entries, seed: run.seed)
    guard (try? Execute.find(directory.value, searchPath: names.first("PATH")?.value)) != nil else { return }
    var text = ByteBuffer()
    text.write(noticeOfDirectory: directory.written, program: run.program)
    try? Output.standardError.write(text)
  }

  /// Paths are printed, and what -S expanded may be a secret.
  private func checkWritten(_ operand: Argument) throws(Failure) {
    if operand.value == operand.written { return }
    throw run.failure {
      $0.write(visible: operand.written, ": write the path itself; what -S expands would be shown")
    }
  }

  // MARK: Files

  /// - Returns: what was done; nil if the file is no shim.
  private func place(
    _ name: ByteString, in directory: PolicyDirectory, _ interpreter: ByteString
  ) throws(Failure) -> ByteString? {
    let permissions: UInt32 = 0o755
    do throws(SystemError) {
      let line: ByteString
      let done: ByteString
      if let found = try directory.beginning(of: name, limit: 512) {
        guard let text = found.text, let mended = ShebangLine.shim(text, interpreter) else { return nil }
        if text == mended, found.permissions == permissions { return "exists" }
        (line, done) = (mended, "mended")
      } else {
        (line, done) = (ShebangLine.shim(interpreter), "written")
      }
      // The kernel reads no more of a line: the shim would fail each time.
      if line.count > 256 { throw .nameTooLong }
      try directory.replace(name, with: line, permissions: permissions)
      return done
    } catch {
      throw run.failure(Candidates.join(directory.path, name), error)
    }
  }

  /// The path of this program in a form that a `#!` line allows.
  private func interpreter() throws(Failure) -> ByteString {
    let path: ByteString
    do {
      path = try ProcessFacts.ownPath()
    } catch {
      throw run.failure("/proc/self/exe", error)
    }
    for index in path.indices where path[index] <= UInt8(ascii: " ") {
      throw run.failure {
        $0.write(visible: path, ": a #! line can't have a path with blanks; install envscrub elsewhere")
      }
    }
    return path
  }

  private func directory(_ path: ByteString) throws(Failure) -> PolicyDirectory {
    let directory: PolicyDirectory
    let above: PolicyDirectory?
    let whole: ByteString
    do throws(SystemError) {
      directory = try PolicyDirectory.make(path)
      above = try PolicyDirectory.open(Candidates.join(path, ".."))
      guard let absolute = path.hasPrefix("/") ? path : try PolicyDirectory.realPath(path, of: directory) else {
        throw SystemError.noSuchFile
      }
      whole = absolute
    } catch {
      throw run.failure(path, error)
    }
    if whole.firstIndex(of: UInt8(ascii: ":")) != nil {
      throw run.failure {
        $0.write(visible: whole, ": PATH can't have a directory with a ':'")
      }
    }
    if let fault = files.fault(of: directory.facts) { throw unsafe(whole, fault, whole) }
    // Anybody who can write the parent directory can replace this one, unless the parent is sticky.
    if let above, above.facts.permissions & 0o1000 == 0, let fault = files.fault(of: above.facts) {
      throw unsafe(whole, fault, (try? PolicyDirectory.realPath(above.path)) ?? above.path)
    }
    return directory.called(whole)
  }

  private func unsafe(_ path: ByteString, _ fault: FileSafety.Fault, _ directory: ByteString) -> Failure {
    run.failure(of: path) {
      $0.write(visible: path, ": ")
      if path != directory {
        $0.write(visible: directory, ": ")
      }
      if case .strangersFile(let owner) = fault {
        $0.write("belongs to user id ", decimal: Int(owner), ", who could put other commands there")
      } else {
        $0.write(fault, file: directory, directory: directory, owner: ProcessFacts.realUser)
      }
    }
  }

  // MARK: PATH

  /// Prints the line that puts the shims first in PATH, in the language of the user's shell.
  private func writeLine(for directory: ByteString, to text: inout ByteBuffer) throws(Failure) {
    let shell = try files.shell()?.lastComponent ?? "sh"
    text.write("to put it first in PATH, add to ")
    switch shell {
    case "bash": text.write("~/.bashrc")
    case "zsh": text.write("~/.zshrc")
    case "fish": text.write("~/.config/fish/config.fish")
    case "csh", "tcsh": text.write("~/.cshrc")
    default: text.write("~/.profile")
    }
    text.write(":\n")
    switch shell {
    case "fish":
      text.write("set -gx PATH ")
      text.write(word: directory)
      text.write(" $PATH\n")
    case "csh", "tcsh":
      text.write("setenv PATH ")
      text.write(word: directory)
      text.write(":\"$PATH\"\n")
    default:
      text.write("export PATH=")
      text.write(word: directory)
      text.write(":\"$PATH\"\n")
    }
  }
}

extension ShebangLine {
  /// The whole text of a shim.
  static func shim(_ interpreter: ByteString) -> ByteString { shim(interpreter, argument: "-S --shim") }

  private static func shim(_ interpreter: ByteString, argument: ByteString) -> ByteString {
    var text = ByteBuffer()
    text.write("#!")
    text.write(interpreter)
    text.write(" ")
    text.write(argument)
    text.write("\n")
    return text.finish()
  }

  /// The text of a shim with another interpreter and the same options; nil if `text` is no shim.
  static func shim(_ text: ByteString, _ interpreter: ByteString) -> ByteString? {
    let newline = text.firstIndex(of: UInt8(ascii: "\n"))
    // A shim has one line.
    if let newline, newline + 1 < text.count { return nil }
    guard let line = ShebangLine(text[0..<(newline ?? text.count)]), line.interpreter.lastComponent == "envscrub",
      let argument = line.argument
    else { return nil }
    var last: ByteString = ""
    var words = WordIterator(argument, separator: UInt8(ascii: " "))
    while let word = words.next() { last = word }
    return last == "--shim" ? shim(interpreter, argument: argument) : nil
  }
}

extension FileReader {
  /// The real user's login shell, only from passwd(5); nil for an unknown user.
  func shell() throws(Failure) -> ByteString? {
    var shell: ByteString?
    do {
      _ = try Self.findUser(in: FileDescriptor.file(Self.passwordFile)) { shell = $0.shell.copied() }
    } catch {
      if !error.isAbsence { throw run.failure(Self.passwordFile, error) }
    }
    return shell
  }
}
