import Bytes
import Configuration
import Kernel
import Policies
import Reports
import TOML

/// Files of a run, by their numbers: origins name them, and errors that concern two of them.
extension LoadedPolicy {
  @inline(never)
  mutating func note(_ layer: Layer, _ path: ByteString, _ status: PolicySource.Status, text: ByteString = "") {
    sources.append(PolicySource(layer: layer, path: path, status: status, text: text))
  }

  /// A file's text as the next of the run's documents.
  @inline(never)
  mutating func open(_ text: FileReader.Text, _ layer: Layer, _ run: Run) throws(Failure) -> PolicyDocument {
    note(layer, text.path, .read, text: text.bytes)
    do {
      return try PolicyDocument(text.bytes, layer: layer, file: sources.count - 1, seed: run.seed)
    } catch {
      throw failure(error, inFile: sources.count - 1)
    }
  }

  @inline(never)
  func read(_ file: UnsafePointer<LayerFile>, _ dialect: Dialect) throws(Failure) -> Boxed<PolicyContent> {
    do {
      return Boxed(try LayerReader.read(file.pointee.document, dialect, as: file.pointee.reading))
    } catch {
      throw failure(error, inFile: file.pointee.document.file)
    }
  }

  var places: Places { Places(sources, home: home) }

  /// The place of a setting in its file.
  @inline(never)
  func place(_ origin: Origin) -> OtherPlace {
    let source = sources[origin.file]
    return OtherPlace(file: source.path, location: SourceLocation(of: origin.place, in: source.text))
  }

  @inline(never)
  func failure(_ error: ConfigurationError, inFile number: Int) -> Failure {
    Failure(status: ExitStatus.failed) {
      $0.write(error, file: sources[number].path ?? "", text: sources[number].text)
    }
  }

  /// What is wrong with a setting that was read without fault.
  @inline(never)
  func failure(_ kind: ConfigurationError.Kind, at origin: Origin) -> Failure {
    let text = sources[origin.file].text
    // It was read once before, so it can be read.
    guard let document = try? PolicyDocument(text, layer: origin.layer, file: origin.file, seed: 0) else {
      return Failure(status: ExitStatus.failed) { _ in }
    }
    return failure(document.error(kind, at: origin.place), inFile: origin.file)
  }
}
