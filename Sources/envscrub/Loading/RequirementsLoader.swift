import Bytes
import Policy
import System

extension PolicyLoader {
  /// The administrator's requirements, of one file and a directory: nothing leaves them out.
  mutating func readRequirements(_ system: PolicyDirectory?) throws(Failure) {
    let name = Candidates.requirementsName
    if let system, let text = try files.read(name, in: system, .requirements) {
      try add(requirements: text)
    } else if invocation.mode == .explain {
      loaded.note(.requirements, Candidates.join(Candidates.systemDirectory, name), .absent)
    }
    if system == nil { return }
    if let more = try files.systemDirectory(Candidates.requirementsDirectory, listing: true) {
      try readMoreRequirements(more)
    }
    do {
      try loaded.requirements.settle()
    } catch {
      throw contradiction(error)
    }
  }

  private func contradiction(_ error: Requirements.Contradiction) -> Failure {
    loaded.failure(.contradiction(error.kind, other: loaded.place(error.first)), at: error.second)
  }

  private mutating func readMoreRequirements(_ more: PolicyDirectory) throws(Failure) {
    for name in try files.names(in: more) where Candidates.isRequirements(name) {
      guard let text = try files.read(name, in: more, .requirements) else {
        // It is listed, so it was there.
        throw run.failure(Candidates.join(more.path, name), .noSuchFile)
      }
      try add(requirements: text)
    }
  }

  private mutating func add(requirements text: FileReader.Text) throws(Failure) {
    let document = try loaded.open(text, .requirements, run)
    let more: Requirements
    do {
      more = try RequirementsReader.read(document)
    } catch {
      throw loaded.failure(error, inFile: document.file)
    }
    do {
      try loaded.requirements.add(more)
    } catch {
      throw contradiction(error)
    }
  }
}
