import Bytes
import Policy
import System

/// The search for a project's policy file: the nearest that the user trusts, in the directory where COMMAND
/// starts or above it.
enum ProjectSearch {
  /// nil where there is none.  One that isn't trusted is only noted: it can't stop a run.
  @inline(never)  // A start without it needs neither its code nor its frame.
  static func find(
    _ files: FileReader, _ request: Boxed<Invocation>, _ loaded: inout LoadedPolicy
  ) throws(Failure) -> FileReader.Text? {
    let trusted = try trustList(files, &loaded)
    guard let start = try startDirectory(files, request.value.chdir, &loaded, isNeeded: !trusted.records.isEmpty) else {
      return nil
    }
    var next: ByteString? = start
    while let directory = next {
      next = Candidates.parent(of: directory)
      let path = Candidates.join(directory, Candidates.projectName)
      guard let digest = trusted.digest(of: path) else {
        note(path, &loaded)
        continue
      }
      guard let holder = try files.directory(directory),
        let text = try files.read(
          Candidates.projectName, in: holder, .project, asksForRoot: loaded.requirements.profiles != nil)
      else { continue }
      if SHA256.digest(of: text.bytes) == digest { return text }
      throw files.run.failure(of: path) {
        $0.write(visible: path)
        $0.write(": changed since it was trusted; to see what it says now, and trust that: envscrub --trust ")
        $0.write(word: path)
        $0.write("; to do without it: envscrub --untrust ")
        $0.write(word: path)
      }
    }
    return nil
  }

  /// What the user trusts; nothing for who has no home.
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

  /// Where COMMAND starts, without links; nil where that has no path.  The directory of `--chdir` is opened now, and
  /// that very one is changed to later.
  /// - Parameter isNeeded: whether a path that can't be told might be that of a trusted file.
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
          // Told when its turn comes, as env(1) does.
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
      $0.write(visible: path)
      $0.write(": not a list of trusted files as --trust writes it; mend with: rm ")
      $0.write(word: path)
    }
  }
}
