import Bytes

/// Where a run's settings may stand.
package enum Layer: UInt8, Sendable {
  case builtIn, system, user, project, named, profile, command, commandLine, requirements
  /// Not of settings: the list of the project files that the user trusts.
  case trustList
}

package extension Layer {
  /// Whether its settings stand in files.
  var hasFiles: Bool {
    switch self {
    case .builtIn, .commandLine, .trustList: false
    case .system, .user, .project, .named, .profile, .command, .requirements: true
    }
  }

  /// The word that JSON has for it.
  var name: ByteString {
    WordIterator.word(rawValue, of: "built-in system user project named profile command command-line requirements trust")
  }
}

/// Where one setting stands: which file or option said it.
package struct Origin: Equatable, Sendable {
  package let layer: Layer
  /// The number of the file among those of the run, from 0; nothing if `layer` has no files.
  private let fileNumber: UInt16
  private let offset: UInt32
}

package extension Origin {
  /// - Parameter place: the offset of the setting in the file's text.
  init(layer: Layer, file: Int = 0, place: Int) {
    self.layer = layer
    fileNumber = UInt16(truncatingIfNeeded: file)
    offset = UInt32(truncatingIfNeeded: place)
  }

  var file: Int { Int(fileNumber) }
  var place: Int { Int(offset) }

  static let builtIn = Origin(layer: .builtIn, place: 0)
  static let commandLine = Origin(layer: .commandLine, place: 0)
}

/// A setting and where it stands.
package struct Stated<Value: Equatable & Sendable>: Equatable, Sendable {
  package let value: Value
  package let origin: Origin

  package init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }
}
