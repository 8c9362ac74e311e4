import Bytes
import Policy
import System

/// The search for a project's policy file: the nearest one that the user trusts, in the directory where COMMAND starts
/// or above it.  Under `--codex` it also finds Codex's own project files; each needs the user's trust too, so that a
/// repository which brings one along changes nothing (CVE-2025-61260).
enum ProjectSearch {
  struct Found {
    /// `.envscrub.toml`; nil if there is none.
    var own: FileReader.Text?
    /// Every `.codex/config.toml`, that of the highest directory first.
    var codex = List<FileReader.Text>()
  }

  /// An untrusted file is only noted: it can't stop a run.
  @inline(never)  // A start without it needs neither its code nor its frame.
  static func find(
    _ files: FileReader, _ request: Boxed<Invocation>, _ loaded: inout LoadedPolicy, isCodex: Bool
  ) throws(Failure) -> Found {
    var found = Found()
    let trusted = try trustList(files, &loaded)
    guard let start = try startDirectory(files, request.value.chdir, &loaded, isNeeded: !trusted.records.isEmpty) else {
      return found
    }
    var next: ByteString? = start
    while let directory = next, found.own == nil {
      next = Candidates.parent(of: directory)
      found.own = try read(Candidates.projectName, in: directory, trusted, files, &loaded)
    }
    if !isCodex { return found }
    // The project's root is the highest directory with such a file, so all of them count.
    let own = try userDirectory(files, loaded)
    var upwards = List<FileReader.Text>()
    next = start
    while let directory = next {
      next = Candidates.parent(of: directory)
      let place = Candidates.join(directory, Candidates.codexDirectoryName)
      // The user's own file was read already.
      if place == own { continue }
      if let text = try read(Candidates.policyName, in: place, trusted, files, &loaded) { upwards.append(text) }
    }
    for index in upwards.indices { found.codex.append(upwards[upwards.count - 1 - index]) }
    return found
  }

  /// The file of that name, if it exists and is trusted.
  private static func read(
    _ name: ByteString, in directory: ByteString, _ trusted: TrustList, _ files: FileReader, _ loaded: inout LoadedPolicy
  ) throws(Failure) -> FileReader.Text? {
    let path = Candidates.join(directory, name)
    guard let digest = trusted.digest(of: path) else {
      note(path, &loaded)
      return nil
    }
    guard let holder = try files.directory(directory),
      let text = try files.read(name, in: holder, .project, asksForRoot: loaded.requirements.profiles != nil)
    else { return nil }
    if SHA256.digest(of: text.bytes) == digest { return text }
    throw files.run.failure(of: path) {
      $0.write(visible: path, ": changed since it was trusted; to see and trust it as it is now: envscrub --trust ")
      $0.write(word: path)
      $0.write("; to ignore it: envscrub --untrust ")
      $0.write(word: path)
    }
  }

  /// The directory of Codex's user file, without links; nil if it does not exist.
  private static func userDirectory(_ files: FileReader, _ loaded: LoadedPolicy) throws(Failure) -> ByteString? {
    guard let home = loaded.home else { return nil }
    do throws(SystemError) {
      guard let path = try PolicyDirectory.realPath(home) else { return nil }
      return Candidates.join(path, Candidates.codexDirectoryName)
    } catch {
      if error.isAbsence { return nil }
      throw files.run.failure(home, error)
    }
  }

  /// The files that the user trusts; none for a user without a home.
  static func trustList(_ files: FileReader, _ loaded: inout LoadedPolicy) throws(Failure) -> TrustList {
    guard let home = loaded.home else { return TrustList() }
    let path = Candidates.join(home, Candidates.stateDirectory)
    let name = Candidates.trustListName
    guard let directory = try files.directory(path), let text = try files.read(name, in: directory, .trustList) else {
      loaded.note(.trustList, Candidates.join(path, name), .absent)
      return TrustList()
    }
    loaded.note(.trustList, text.path, .read)
    guard let list = TrustList(text.bytes) else { throw files.illFormed(text.path) }
    return list
  }

  /// Where COMMAND starts, as a path without links; nil if it has none.  The directory of `--chdir` is opened now, and
  /// later becomes the working directory.
  /// - Parameter isNeeded: whether an unknown path could be that of a trusted file.
  private static func startDirectory(
    _ files: FileReader, _ chdir: Argument?, _ loaded: inout LoadedPolicy, isNeeded: Bool
  ) throws(Failure) -> ByteString? {
    if let directory = chdir {
      var tries = 0
      while true {
        let start: PolicyDirectory
        do throws(SystemError) {
          start = try PolicyDirectory.start(directory.value)
        } catch {
          // Reported later, at the step where env(1) reports it.
          loaded.directory = .failed(error)
          return nil
        }
        loaded.directory = .found(start)
        do {
          return try PolicyDirectory.realPath(directory.value, of: start)
        } catch {
          tries += 1
          if error == .staleHandle, tries < 20 { continue }
          if isNeeded { throw files.run.failure(directory.written, error) }
          return nil
        }
      }
    }
    do {
      return try WorkingDirectory.path()
    } catch {
      if isNeeded { throw files.run.failure("getcwd", error) }
      return nil
    }
  }

  private static func note(_ path: ByteString, _ loaded: inout LoadedPolicy) {
    guard let owner = WorkingDirectory.owner(of: path) else { return }
    let isOwn = owner == ProcessFacts.realUser || Root.contains(owner)
    loaded.note(.project, path, isOwn ? .untrusted : .strangers)
  }
}

extension FileReader {
  func illFormed(_ path: ByteString) -> Failure {
    run.failure(of: path) {
      $0.write(visible: path, ": not a list of trusted files as --trust writes it; mend with: rm ")
      $0.write(word: path)
    }
  }
}
