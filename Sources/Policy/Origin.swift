import Bytes

/// The kinds of places that settings come from.
package enum Layer: UInt8, Sendable {
  case builtIn, system, user, project, named, profile, command, commandLine, requirements
  /// Not a source of settings: the list of project files that the user trusts.
  case trustList
}

package extension Layer {
  /// Whether the layer's settings come from files.
  var hasFiles: Bool {
    switch self {
    case .builtIn, .commandLine, .trustList: false
    case .system, .user, .project, .named, .profile, .command, .requirements: true
    }
  }

  /// The word for it in JSON.
  var name: ByteString {
    WordIterator.word(rawValue, of: "built-in system user project named profile command command-line requirements trust")
  }
}

/// Where one setting was stated: the file or option.
package struct Origin: Equatable, Sendable {
  package let layer: Layer
  /// The number of the file in this run, from 0; unused if `layer` has no files.
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

/// A setting and its origin.
package struct Stated<Value: Equatable & Sendable>: Equatable, Sendable {
  package let value: Value
  package let origin: Origin

  package init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }
}
