import Globs
import Secrets

/// What is valid in a policy but surely not intended.  `--check` reports it.
package enum Warning: Equatable, Sendable {
  /// The pattern has no effect: an earlier one of its list matches everything that it matches.
  case covered
  /// No name can match the pattern.
  case matchesNoName
  /// The pattern is in another syntax, and matches no real name.  The other rule is the item itself.
  case foreignSyntax(ForeignSyntax)
  /// `exclude` drops what this item of `include_only` or `keep` names.
  case excluded
  /// `unset` has the very name.
  case unset
  /// A default exclude drops what this item of `include_only` names.
  case defaultExcluded
  /// The same in Codex's dialect, which has no `keep` to override it.
  case codexExcluded
  /// `inherit = "core"`, and this item matches no core name.
  case includesNoCoreName
  /// The same if `inherit` has patterns.
  case includesNothingInherited
  /// No default exclude drops what this item of `keep` matches.
  case keepsNothing
  /// A requirement forbids setting this name.
  case forbiddenAssignment
  /// The assigned value holds a credential.
  case holdsCredential(ValueForm)
  /// The assigned value has a `$NAME` or `${NAME}`, which nothing expands.
  case holdsExpansion
  /// Name and value together are longer than execve(2) allows.
  case tooLong
  /// A pattern of `inherit` that is the word of a mode, or nearly.
  case modeInList(Inherit)
  /// A pattern or a group in place of the name of a variable.
  case patternForName
  /// A table `[commands.NAME]` whose name no command has: a pattern, or a line with arguments.
  case namesNoCommand
  /// `export_dropped` takes the value of a core name away.
  case exportsCoreName
  /// No shell can expand a variable of that name.
  case exportsNoIdentifier
}
