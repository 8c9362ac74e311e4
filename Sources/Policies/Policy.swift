import Bytes
import Globs
import Secrets

/// Merged settings, ready to be applied.
package struct Policy: Equatable, Sendable {
  package var inherit = Stated(Inherit.all, .builtIn)
  package var ignoreDefaultExcludes = Stated(false, .builtIn)
  package var detectValues = Stated(true, .builtIn)
  package var defaultExcludes = List<Stated<Rule>>()
  package var keep = List<Stated<Rule>>()
  package var includeOnly = List<Stated<Rule>>()
  package var exclude = List<Stated<Rule>>()
  package var unset = List<Stated<ByteString>>()
  package var assignments = List<Assignment>()

  /// The built-in layer.
  package init() { defaultExcludes.append(Stated(.group(.secrets), .builtIn)) }

  /// Lays `layer` over what is there: `exclude` lists and assignments add up, any other key replaces.
  @inline(never)
  package mutating func lay(_ layer: PolicyLayer) {
    laySettings(layer)
    if let keep = layer.keep { self.keep = keep }
    if let includeOnly = layer.includeOnly { self.includeOnly = includeOnly }
  }

  /// Lays the command line over the files: there every list adds up, and `-u` takes away what the
  /// files assign.
  @inline(never)
  package mutating func layCommandLine(_ layer: PolicyLayer) {
    if !layer.unset.isEmpty {
      var left = List<Assignment>()
      // Rarely more than a few names, against the assignments of files.
      for assignment in assignments {
        var isUnset = false
        for name in layer.unset where name.value == assignment.entry.name { isUnset = true }
        if !isUnset { left.append(assignment) }
      }
      assignments = left
    }
    unset.append(contentsOf: layer.unset)
    laySettings(layer)
    if let more = layer.keep { keep.append(contentsOf: more) }
    if let more = layer.includeOnly { includeOnly.append(contentsOf: more) }
  }

  @inline(never)
  private mutating func laySettings(_ layer: PolicyLayer) {
    if let inherit = layer.inherit { self.inherit = inherit }
    if let ignore = layer.ignoreDefaultExcludes { ignoreDefaultExcludes = ignore }
    if let detect = layer.detectValues { detectValues = detect }
    if let defaultExcludes = layer.defaultExcludes { self.defaultExcludes = defaultExcludes }
    exclude.append(contentsOf: layer.exclude)
    assignments.append(contentsOf: layer.assignments)
  }
}
