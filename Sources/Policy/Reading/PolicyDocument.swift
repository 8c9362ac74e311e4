import Bytes
import TOML

/// A file's text as TOML, before anybody asked what it means: what keys mean may depend on another file's
/// `dialect`.
package struct PolicyDocument: @unchecked Sendable {
  let toml: TOMLDocument
  /// What the file's settings name as their origin.
  package let layer: Layer
  package let file: Int
  /// Whether it is a file of Codex itself, of which only the policy's table counts.
  package let isCodexFile: Bool
  /// Of errors; shared by all copies.
  let places: UnsafeMutablePointer<ErrorPlaces>
}

package extension PolicyDocument {
  var text: ByteString { toml.text }

  /// - Parameters:
  ///   - text: a whole file; its bytes must stay where they are.
  ///   - file: its number among those of the run.
  ///   - isCodexFile: whether it is one of Codex itself; of one that is named its keys tell.
  ///   - seed: keys hashes; what is read doesn't depend on it.
  init(
    _ text: ByteString, layer: Layer, file: Int = 0, isCodexFile: Bool = false, seed: UInt64
  ) throws(ConfigurationError) {
    do {
      toml = try TOMLDocument(parsing: text, seed: seed)
    } catch {
      throw ConfigurationError(
        kind: .toml(error), location: error.location, hiddenFrom: Concealment.start(for: error, in: text))
    }
    self.layer = layer
    self.file = file
    self.isCodexFile = isCodexFile || layer == .named && toml.firstCodexKey != nil
    places = .allocate(capacity: 1)
    places.initialize(to: ErrorPlaces(toml))
  }

  /// What is wrong at an offset of the text.
  func error(_ kind: ConfigurationError.Kind, at offset: Int) -> ConfigurationError {
    ConfigurationError(
      kind: kind, location: places.pointee.location(of: offset), hiddenFrom: places.pointee.hiddenStart(inLineOf: offset))
  }

  /// How it is to be read.
  /// - Parameter underCodex: whether the option says that all files are in Codex's dialect.
  func reading(underCodex: Bool) -> LayerReader.Reading {
    if !underCodex { return .own }
    return isCodexFile ? .codexFile : .ownUnderCodex
  }

  /// Whether it has a profile of that name.
  func hasProfile(_ name: ByteString) -> Bool {
    guard let profiles = toml.member(FileKey.profiles.name, of: toml.root) else { return false }
    return toml.member(name, of: profiles) != nil
  }

  /// Whether it is one of requirements: where it stands, or by a table that is in no other file.
  var isRequirements: Bool {
    layer == .requirements || layer == .named && toml.member(RequirementKey.table, of: toml.root) != nil
  }

  /// The file's `dialect`; nil if it has none that can be read, which `LayerReader` makes an error.
  var dialect: Stated<Dialect>? {
    guard let node = toml.member(FileKey.dialect.name, of: toml.root), case .string(let name) = toml.value(node),
      let dialect = Dialect(name: name)
    else { return nil }
    return Stated(dialect, Origin(layer: layer, file: file, place: toml.offset(of: node)))
  }
}
