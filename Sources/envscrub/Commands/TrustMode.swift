import Bytes
import Policy
import System

/// `--trust`, `--untrust` and `--list-trusted`: the list of project files that the user trusts.
struct TrustMode {
  private let run: Run
  private let request: Boxed<Invocation>
  private let files: FileReader
  private let home: ByteString

  init(_ run: Run, _ request: Boxed<Invocation>) throws(Failure) {
    self.run = run
    self.request = request
    files = FileReader(run: run)
    guard let home = try files.home() else {
      throw run.failure {
        $0.write("user id ", decimal: Int(ProcessFacts.realUser))
        $0.write(" has no home in /etc/passwd, and so no list of trusted files")
      }
    }
    self.home = home
  }

  // MARK: Trusting

  /// The file is read once: what is shown is what is trusted.
  func trust() throws(Failure) -> Int32 {
    let path = try place { WorkingDirectory.owner(of: $0) != nil }
    let isCodexFile = try isCodexFile(path)
    guard let directory = try files.directory(path.directory),
      let text = try files.read(path.name, in: directory, .project)
    else { throw run.failure(path.whole, .noSuchFile) }
    try show(text, isCodexFile)
    if let terminal = Terminal.open() {
      var question = ByteBuffer()
      question.write(run.program)
      question.write(": trust ", visible: path.whole, "? [y/N] ")
      guard terminal.confirms(question) else {
        throw run.failure {
          $0.write(visible: path.whole, ": not trusted")
        }
      }
    }
    _ = try change { $0.set(path.whole, to: SHA256.digest(of: text.bytes)) }
    if request.value.quiet { return ExitStatus.success }
    var said = ByteBuffer()
    said.write("trusted\n")
    return try run.print(said)
  }

  /// Prints the policy as it was read; a file that can't be read can't be trusted.
  private func show(_ text: FileReader.Text, _ isCodexFile: Bool) throws(Failure) {
    var loaded = LoadedPolicy()
    let document = try loaded.open(text, .project, run, isCodexFile: isCodexFile)
    loaded.dialect = isCodexFile ? Stated(.codex, .builtIn) : document.dialect ?? loaded.dialect
    let file = Boxed(LayerFile(document: document, reading: isCodexFile ? .codexFile : .own, isRoots: false))
    let content = try loaded.read(file.pointer)
    if request.value.quiet { return }
    var shown = ByteBuffer()
    shown.write(content.value, loaded.dialect.value, of: text.path)
    _ = try run.print(shown)
  }

  /// Throws where a project's policy file is called otherwise.
  private func isCodexFile(_ path: Place) throws(Failure) -> Bool {
    let isCodexFile = Candidates.isCodexProject(directory: path.directory, name: path.name)
    if path.name == Candidates.projectName || isCodexFile { return isCodexFile }
    throw run.failure {
      $0.write(visible: path.whole, ": a project's policy file is called ")
      $0.write(Candidates.projectName)
      $0.write(", and Codex's own .codex/config.toml")
    }
  }

  func untrust() throws(Failure) -> Int32 {
    var loaded = LoadedPolicy()
    loaded.home = home
    let trusted = try ProjectSearch.trustList(files, &loaded)
    let path = try place { trusted.digest(of: $0) != nil }
    // A directory, for instance, with a file in it that stays trusted.
    if trusted.digest(of: path.whole) == nil { _ = try isCodexFile(path) }
    let wasTrusted = try change { $0.set(path.whole, to: nil) }
    if wasTrusted.digest(of: path.whole) == nil, !request.value.quiet {
      var text = ByteBuffer()
      text.write(noticeOfNotTrusted: path.whole, program: run.program)
      try? Output.standardError.write(text)
    }
    return ExitStatus.success
  }

  func list() throws(Failure) -> Int32 {
    var loaded = LoadedPolicy()
    loaded.home = home
    let trusted = try ProjectSearch.trustList(files, &loaded)
    var text = ByteBuffer()
    for record in trusted.records {
      if request.value.nul { text.write(record, ending: 0) } else { text.write(lineOf: record) }
    }
    return try run.print(text)
  }

  /// Changes the list under its lock.
  /// - Returns: the list before.
  private func change(_ body: (inout TrustList) -> Void) throws(Failure) -> TrustList {
    let path = Candidates.join(home, Candidates.stateDirectory)
    let state: StateDirectory
    do {
      state = try StateDirectory.lock(home, Candidates.stateDirectory)
    } catch {
      throw run.failure(path, error)
    }
    var list = TrustList()
    if let text = try files.read(Candidates.trustListName, in: state.directory, .trustList) {
      guard let read = TrustList(text.bytes) else { throw files.illFormed(text.path) }
      list = read
    }
    let before = list
    body(&list)
    let text = list.text
    if text.count > FileSafety.limit { throw run.failure(path, .fileTooLarge) }
    do {
      try state.replace(Candidates.trustListName, with: text)
    } catch {
      throw run.failure(path, error)
    }
    return before
  }

  // MARK: Places

  private struct Place {
    /// Its path without links.
    let directory: ByteString
    let name: ByteString
    var whole: ByteString { Candidates.join(directory, name) }
  }

  /// The operand's file; without an operand the nearest project file, from here upwards, for which `counts` is true.
  private func place(_ counts: (ByteString) -> Bool) throws(Failure) -> Place {
    if let file = request.value.files.first { return try place(of: file) }
    var next: ByteString?
    do {
      next = try WorkingDirectory.path()
    } catch {
      throw run.failure("getcwd", error)
    }
    while let directory = next {
      next = Candidates.parent(of: directory)
      let place = Place(directory: directory, name: Candidates.projectName)
      if counts(place.whole) { return place }
    }
    throw run.failure {
      $0.write("no ")
      if request.value.mode == .untrust { $0.write("trusted ") }
      $0.write(Candidates.projectName)
      $0.write(" in this directory or above it")
    }
  }

  private func place(of file: Argument) throws(Failure) -> Place {
    // The list and all messages hold the path literally, and an expanded path may hold a variable's value.
    if file.value != file.written {
      throw run.failure {
        $0.write(visible: file.written, ": write the path itself; what -S expands would be shown")
      }
    }
    let slash = file.value.lastIndex(of: UInt8(ascii: "/"))
    let name = file.value.lastComponent
    do throws(SystemError) {
      guard let directory = try PolicyDirectory.realPath(file.value.directory) else { throw .noSuchFile }
      return Place(directory: directory, name: name)
    } catch {
      // A path that no longer exists may still be trusted.
      if request.value.mode == .untrust, error.isAbsence, let slash, file.value.hasPrefix("/") {
        return Place(directory: file.value[0..<max(slash, 1)], name: name)
      }
      throw run.failure(file.written, error)
    }
  }
}
