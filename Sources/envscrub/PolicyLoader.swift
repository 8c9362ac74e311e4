import Bytes
import Configuration
import Invocations
import Kernel
import Policies
import Reports

/// The policy of a run, and the files that it comes from or might have.
struct LoadedPolicy {
  var policy = Policy()
  var sources = List<PolicySource>()
  /// From the password database; nil where that wasn't needed or has none.
  var home: ByteString?
}

/// Reads the layers in their order: built in, system, user, or the one file that was named, and then the
/// command line.
struct PolicyLoader {
  let run: Run

  func load(_ invocation: Invocation) throws(Failure) -> LoadedPolicy {
    var loaded = LoadedPolicy()
    if let config = invocation.config {
      if invocation.mode == .explain { try skipFiles(&loaded) }
      try readNamed(config, &loaded)
    } else if invocation.noConfig || invocation.clearsEnvironment {
      if invocation.mode == .explain { try skipFiles(&loaded) }
    } else {
      try read(.system, &loaded)
      loaded.home = try home()
      if let home = loaded.home {
        try read(.user(home: home), &loaded)
      } else {
        loaded.sources.append(
          PolicySource(layer: .user, path: nil, status: .homeless(user: ProcessFacts.realUser)))
        if invocation.debug { traceHomeless() }
      }
    }
    do {
      loaded.policy.layCommandLine(try invocation.layer())
    } catch {
      throw Failure(status: ExitStatus.failed) { $0.write(error, program: run.program) }
    }
    return loaded
  }

  /// Names the files that are not looked for, so that nobody wonders.
  @inline(never)
  private func skipFiles(_ loaded: inout LoadedPolicy) throws(Failure) {
    loaded.sources.append(PolicySource(layer: .system, path: Candidate.system.path, status: .skipped))
    loaded.home = try home()
    if let home = loaded.home {
      loaded.sources.append(PolicySource(layer: .user, path: Candidate.user(home: home).path, status: .skipped))
    }
  }

  /// The home directory of the real user, from passwd(5) and nowhere else.
  @inline(never)
  private func home() throws(Failure) -> ByteString? {
    let path: ByteString = "/etc/passwd"
    do {
      let text = try FileDescriptor.file(path).read(limit: 1 << 28, expecting: 4095)
      return PasswordLine.home(of: ProcessFacts.realUser, in: text)
    } catch {
      if error == .noSuchFile { return nil }
      throw failure(path, error)
    }
  }

  private func traceHomeless() {
    var text = ByteBuffer()
    text.write("no user layer: user id ")
    text.write(decimal: Int(ProcessFacts.realUser))
    text.write(" has no home in /etc/passwd\n")
    try? Output.standardError.write(text)
  }

  // MARK: Files

  @inline(never)
  private func read(_ candidate: Candidate, _ loaded: inout LoadedPolicy) throws(Failure) {
    let path = candidate.path
    guard let file = try open(candidate) else {
      loaded.sources.append(PolicySource(layer: candidate.layer, path: path, status: .absent))
      return
    }
    let text = try read(file, candidate.layer, path, in: candidate.directory)
    loaded.sources.append(PolicySource(layer: candidate.layer, path: path, status: .read, text: text))
    loaded.policy.lay(try layer(text, candidate.layer, path))
  }

  /// Whoever names a file vouches for it: it need only be a regular file.
  @inline(never)
  private func readNamed(_ config: Argument, _ loaded: inout LoadedPolicy) throws(Failure) {
    let file: PolicyFile
    do {
      file = try PolicyFile.open(named: config.value)
    } catch {
      throw failure(config.written, error)
    }
    let text = try read(file, .named, config.written, in: "")
    loaded.sources.append(PolicySource(layer: .named, path: config.written, status: .read, text: text))
    loaded.policy.lay(try layer(text, .named, config.written))
  }

  @inline(never)
  private func open(_ candidate: Candidate) throws(Failure) -> PolicyFile? {
    do {
      return try PolicyFile.open(directory: candidate.directory, name: candidate.name)
    } catch {
      throw failure(candidate.path, error)
    }
  }

  @inline(never)
  private func read(
    _ file: borrowing PolicyFile, _ layer: Layer, _ path: ByteString, in directory: ByteString
  ) throws(Failure) -> ByteString {
    let owner = layer == .user ? ProcessFacts.realUser : 0
    let facts = Self.facts(file.facts)
    if file.directories.isEmpty, let fault = FileSafety.fault(of: facts, in: List(), layer: layer, user: owner) {
      throw failure(path, fault, in: directory, owner: owner)
    }
    for index in file.directories.indices {
      var directories = List<FileSafety.Facts>()
      directories.append(Self.facts(file.directories[index]))
      if let fault = FileSafety.fault(of: facts, in: directories, layer: layer, user: owner) {
        // Behind a link it is the other directory that is to be mended.
        let behind = index == 0 ? nil : file.directoryBehind
        throw failure(path, fault, in: behind ?? directory, owner: owner)
      }
    }
    let text: ByteString
    do {
      text = try file.read(limit: FileSafety.limit)
    } catch {
      throw failure(path, error)
    }
    // It may have grown since its size was asked.
    if text.count > FileSafety.limit { throw failure(path, .tooLarge, in: directory, owner: owner) }
    return text
  }

  @inline(never)
  private static func facts(_ facts: FileFacts) -> FileSafety.Facts {
    let kind: FileSafety.Facts.Kind =
      switch facts.kind {
      case .regular: .regular
      case .directory: .directory
      case .other: .other
      }
    return FileSafety.Facts(
      kind: kind, permissions: facts.permissions, owner: facts.owner, group: facts.group, size: facts.size,
      isRoots: Root.contains(facts.owner))
  }

  @inline(never)
  private func layer(_ text: ByteString, _ layer: Layer, _ path: ByteString) throws(Failure) -> PolicyLayer {
    do {
      return try LayerReader.read(text, layer: layer, seed: run.seed)
    } catch {
      throw Failure(status: ExitStatus.failed) { $0.write(error, file: path, text: text) }
    }
  }

  // MARK: Failures

  @inline(never)
  private func failure(_ path: ByteString, _ error: SystemError) -> Failure {
    run.failure {
      $0.write(visible: path)
      $0.write(": ")
      $0.write(systemError: error.code)
    }
  }

  @inline(never)
  private func failure(_ path: ByteString, _ fault: FileSafety.Fault, in directory: ByteString, owner: UInt32) -> Failure {
    run.failure {
      $0.write(visible: path)
      $0.write(": ")
      $0.write(fault, file: path, directory: directory, owner: owner)
    }
  }
}
