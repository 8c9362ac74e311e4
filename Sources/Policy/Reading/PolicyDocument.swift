import Bytes
import TOML

/// A file parsed as TOML, before its keys are interpreted: their meaning may depend on another file's `dialect`.
package struct PolicyDocument: @unchecked Sendable {
  /// The origin of the file's settings.
  package let layer: Layer
  package let file: Int
  /// Whether it is a file of Codex itself, of which only the policy table counts.
  package let isCodexFile: Bool
  /// The document and the places for errors, shared by all copies.
  let places: UnsafeMutablePointer<ErrorPlaces>

  var toml: TOMLDocument { places.pointee.document }
}

package extension PolicyDocument {
  var text: ByteString { toml.text }

  /// - Parameters:
  ///   - text: a whole file; its bytes must stay in place.
  ///   - file: its number in this run.
  ///   - isCodexFile: whether it is a file of Codex itself; a file given by name is recognized by its keys.
  ///   - seed: keys hashes; the result doesn't depend on it.
  init(
    _ text: ByteString, layer: Layer, file: Int = 0, isCodexFile: Bool = false, seed: UInt64
  ) throws(ConfigurationError) {
    let toml: TOMLDocument
    do {
      toml = try TOMLDocument(parsing: text, seed: seed)
    } catch {
      throw ConfigurationError(
        kind: .toml(Boxed(error)), location: error.location, hiddenFrom: Concealment.start(for: error, in: text))
    }
    self.layer = layer
    self.file = file
    self.isCodexFile = isCodexFile || layer == .named && toml.firstCodexKey != nil
    places = .allocate(capacity: 1)
    places.initialize(to: ErrorPlaces(toml))
  }

  /// An error at an offset of the text.
  func error(_ kind: ConfigurationError.Kind, at offset: Int) -> ConfigurationError {
    ConfigurationError(
      kind: kind, location: places.pointee.location(of: offset), hiddenFrom: places.pointee.hiddenStart(inLineOf: offset))
  }

  /// How the file is read.
  /// - Parameter underCodex: whether `--codex` puts all files into Codex's dialect.
  func reading(underCodex: Bool) -> LayerReader.Reading {
    if !underCodex { return .own }
    return isCodexFile ? .codexFile : .ownUnderCodex
  }

  /// Whether it has a profile of that name.
  func hasProfile(_ name: ByteString) -> Bool {
    guard let profiles = toml.member(FileKey.profiles.name, of: toml.root) else { return false }
    return toml.member(name, of: profiles) != nil
  }

  /// Whether it is a requirements file: by its location, or by a table that no other file has.
  var isRequirements: Bool {
    layer == .requirements || layer == .named && toml.member(RequirementKey.table, of: toml.root) != nil
  }

  /// The file's `dialect`; nil if it has none, or an invalid one, which `LayerReader` reports.
  var dialect: Stated<Dialect>? {
    guard let node = toml.member(FileKey.dialect.name, of: toml.root), case .string(let name) = toml.value(node),
      let dialect = Dialect(name: name)
    else { return nil }
    return Stated(dialect, Origin(layer: layer, file: file, place: toml.offset(of: node)))
  }
}
