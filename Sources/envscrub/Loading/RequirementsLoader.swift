import Bytes
import Policy
import System

/// A requirements file that was read.
struct RequirementsFile {
  let document: PolicyDocument
  let content: Boxed<Requirements>
}

/// Reads the administrator's requirements, from one file and a directory.  No option skips them.
extension PolicyLoader {
  /// - Returns: the system's directory; nil if it does not exist.
  mutating func readRequirements() throws(Failure) -> PolicyDirectory? {
    let system = try systemDirectory(Candidates.systemDirectory)
    try readRequirements(Candidates.requirementsName, in: system)
    if system != nil, let more = try systemDirectory(Candidates.requirementsDirectory, listing: true) {
      try readAllRequirements(in: more)
    }
    return system
  }

  private mutating func systemDirectory(_ path: ByteString, listing: Bool = false) throws(Failure) -> PolicyDirectory? {
    do throws(Failure) {
      return try files.systemDirectory(path, listing: listing)
    } catch {
      try note(error, path)
      return nil
    }
  }

  private mutating func readRequirements(_ name: ByteString, in system: PolicyDirectory?) throws(Failure) {
    do throws(Failure) {
      if let system, let text = try files.read(name, in: system, .requirements) { return try add(requirements: text, in: system) }
    } catch {
      return try note(error, Candidates.join(Candidates.systemDirectory, name))
    }
    if namesAll { loaded.note(.requirements, Candidates.join(Candidates.systemDirectory, name), .absent) }
  }

  private mutating func readAllRequirements(in directory: PolicyDirectory) throws(Failure) {
    let names: List<ByteString>
    do throws(Failure) {
      names = try files.names(in: directory)
    } catch {
      return try note(error, directory.path)
    }
    // A run skips such names silently: package managers leave the files that they replaced next to the new ones.
    if findings != nil, namesAll {
      for name in names where Candidates.isMisnamedRequirements(name) { noteMisnamed(Candidates.join(directory.path, name)) }
    }
    for name in names where Candidates.isRequirements(name) {
      let path = Candidates.join(directory.path, name)
      do throws(Failure) {
        guard let text = try files.read(name, in: directory, .requirements) else {
          // It was listed, so it did exist.
          throw run.failure(path, .noSuchFile)
        }
        try add(requirements: text, in: directory)
      } catch {
        try note(error, path)
      }
    }
  }

  private mutating func noteMisnamed(_ path: ByteString) {
    loaded.note(.requirements, path, .read)
    findings?.append(Finding(misnamed: path, program: run.program, file: loaded.sources.count - 1))
  }

  private mutating func add(requirements text: FileReader.Text, in directory: PolicyDirectory) throws(Failure) {
    try add(requirements: try loaded.open(text, .requirements, run))
    try noteIfClosed(text, in: directory)
  }

  mutating func add(requirements document: PolicyDocument) throws(Failure) {
    guard let more = try read(requirements: document) else { return }
    do {
      try loaded.requirements.add(more)
    } catch {
      try note(contradiction(error), "")
    }
  }

  /// nil if it can't be read, and that was noted.
  private mutating func read(requirements document: PolicyDocument) throws(Failure) -> Requirements? {
    if findings != nil { return collectFaults(ofRequirements: document) }
    do {
      return try RequirementsReader.read(document)
    } catch {
      throw loaded.failure(error, inFile: document.file)
    }
  }

  private mutating func collectFaults(ofRequirements document: PolicyDocument) -> Requirements? {
    let errors = ErrorList.allocate()
    let content = try? RequirementsReader.read(document, findings: errors)
    findings?.append(errors.pointee, ofFile: document.file)
    if let content { requirementsFiles.append(RequirementsFile(document: document, content: Boxed(content))) }
    return content
  }

  /// Checks that the files assign at most one value to each name.
  mutating func settleRequirements() throws(Failure) {
    do {
      try loaded.requirements.settle()
    } catch {
      try note(contradiction(error), "")
    }
  }

  private func contradiction(_ error: Requirements.Contradiction) -> Failure {
    loaded.failure(.contradiction(error.kind, other: loaded.place(error.first)), at: error.second)
  }
}
