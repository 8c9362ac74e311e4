import Bytes
import Policy
import System
import TOML

/// The files of a run by number: origins refer to them, and so do errors about two files.
extension LoadedPolicy {
  mutating func note(_ layer: Layer, _ path: ByteString, _ status: PolicySource.Status, text: ByteString = "") {
    sources.append(PolicySource(layer: layer, path: path, status: status, text: text))
  }

  /// Removes a skipped file from the report: its number remains in use.
  mutating func forget(_ path: ByteString) {
    for index in sources.indices where sources[index].status == .skipped && sources[index].path == path {
      sources.replace(index, by: PolicySource(layer: sources[index].layer, path: nil, status: .skipped))
    }
  }

  /// Parses a file's text as the next document of the run.
  mutating func open(
    _ text: FileReader.Text, _ layer: Layer, _ run: Run, isCodexFile: Bool = false
  ) throws(Failure) -> PolicyDocument {
    note(layer, text.path, .read, text: text.bytes)
    do {
      return try PolicyDocument(
        text.bytes, layer: layer, file: sources.count - 1, isCodexFile: isCodexFile, seed: run.seed)
    } catch {
      throw failure(error, inFile: sources.count - 1)
    }
  }

  func read(_ file: UnsafePointer<LayerFile>) throws(Failure) -> Boxed<PolicyContent> {
    let chosen = dialect.origin.layer.hasFiles ? place(dialect.origin) : nil
    do {
      return Boxed(
        try LayerReader.read(file.pointee.document, dialect.value, chosen: chosen, as: file.pointee.reading))
    } catch {
      throw failure(error, inFile: file.pointee.document.file)
    }
  }

  /// Reports show the home directory as `~`, unless the user's shell would read that as another directory.
  var places: Places {
    for entry in parent where entry.name == "HOME" && entry.value != home { return Places(sources, home: nil) }
    return Places(sources, home: home)
  }

  /// The place of a setting in its file.
  func place(_ origin: Origin) -> OtherPlace {
    let source = sources[origin.file]
    return OtherPlace(file: source.path, location: SourceLocation(of: origin.place, in: source.text))
  }

  func failure(_ error: ConfigurationError, inFile number: Int) -> Failure {
    Failure(status: ExitStatus.failed, path: sources[number].path, error: error) {
      $0.write(error, file: sources[number].path ?? "", text: sources[number].text)
    }
  }

  /// The failure for an invalid setting in a file that was read without errors.
  func failure(_ kind: ConfigurationError.Kind, at origin: Origin) -> Failure {
    let text = sources[origin.file].text
    // The text was parsed before, so it can be parsed again.
    guard let document = try? PolicyDocument(text, layer: origin.layer, file: origin.file, seed: 0) else {
      return Failure(status: ExitStatus.failed) { _ in }
    }
    return failure(document.error(kind, at: origin.place), inFile: origin.file)
  }
}
