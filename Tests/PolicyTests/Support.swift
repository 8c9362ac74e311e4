import Bytes
import Globs
@testable import Policy
import TestSupport

/// An entry as in environ(7).
func entry(_ text: String) -> EnvironmentEntry {
  EnvironmentEntry(UnsafeRawPointer(ByteString(text).start).assumingMemoryBound(to: CChar.self))
}

func rules(_ patterns: [ByteString]) throws -> List<Stated<Rule>> {
  List(try patterns.map { Stated(try Rule($0), .builtIn) })
}

/// The settings of a test case; the others are the built-in ones.
struct Settings: Sendable {
  var inherit: Inherit?
  /// Patterns in place of the mode.
  var inherited: [ByteString]?
  var ignoreDefaultExcludes: Bool?
  var defaultExcludes: [ByteString]?
  var keep: [ByteString]?
  var includeOnly: [ByteString]?
  var exclude: [ByteString] = []
  var set: [String] = []
  var unset: [ByteString] = []

  func layer(_ origin: Origin = .builtIn) throws -> PolicyLayer {
    var layer = PolicyLayer()
    layer.values[.inherit] = inherit.map { Stated($0.rawValue, origin) }
    if let inherited {
      layer.values[.inherit] = Stated(Inherit.all.rawValue, origin)
      layer.inherited = try rules(inherited)
    }
    layer.values[.ignoreDefaultExcludes] = ignoreDefaultExcludes.map { Stated($0 ? 1 : 0, origin) }
    layer.lists[.defaultExcludes] = try defaultExcludes.map(rules)
    layer.lists[.keep] = try keep.map(rules)
    layer.lists[.includeOnly] = try includeOnly.map(rules)
    layer.lists[.exclude] = try rules(exclude)
    layer.assignments = List(set.map { Assignment(entry($0), origin) })
    layer.unset = List(unset.map { Stated($0, origin) })
    return layer
  }

  func policy() throws -> Policy {
    var policy = Policy()
    policy.mergeCommandLine(try layer())
    return policy
  }
}

extension Outcome {
  /// The remaining entries, as text.
  var texts: [String] { environment.map { ByteString(cString: $0.string).text } }
}

extension Requirements {
  /// A place in a file of requirements.
  static func origin(_ place: Int) -> Origin { Origin(layer: .requirements, file: 7, place: place) }

  /// Those of a file that allows only these values of a setting.
  static func allowing(_ setting: Setting, _ values: UInt8, at place: Int = 0) throws -> Requirements {
    var requirements = Requirements()
    try requirements.allow(setting, Allowed(values: values, origin: origin(place)))
    return requirements
  }
}
