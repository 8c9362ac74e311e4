import Bytes
import Globs
import Policy
import TOML

/// The English of `ConfigurationError`: what is wrong in a policy or requirements file, without its place.
extension ByteBuffer {
  mutating func write(nearest: ByteString?) {
    guard let nearest else { return }
    write("; did you mean ", inQuotes: nearest, "?")
  }

  mutating func write(_ kind: ConfigurationError.Kind) {
    switch kind {
    case .toml(let error):
      error.value.write(to: &self)
    case .unknownKey(let key, let nearest):
      write("unknown key ", inQuotes: key)
      write(nearest: nearest)
    case .include:
      write("unknown key \"include\"; to add to the core names: inherit = [\"@core\", \"MYAPP_*\"]; ")
      write("to keep only some names: include_only = [\"MYAPP_*\"]")
    case .misplacedKey(let key, let table):
      write(inQuotes: key)
      write(" belongs in the table [")
      write(table)
      write("]")
    case .misplacedRootKey(let key):
      write(inQuotes: key)
      write(" is not a key of this table; ")
      // A profile has the keys of the policy in its own table.
      write(key == Setting.table ? "write the keys of the policy here without it" : "it belongs at the top level of the file")
    case .loginElsewhere: write("[login] is allowed only in the system's and the user's file")
    case .relativeShell: write("the login shell must be an absolute path: \"/bin/bash\"")
    case .unusableShell(let code):
      write("this shell can't be run: ")
      write(systemError: code)
    case .unlistedShell: write("this shell is not in /etc/shells, so it doesn't count")
    case .shellIsEnvscrub: write("this shell is envscrub itself; name the real shell")
    case .codexKey(let key):
      write(inQuotes: key)
      write(" is a key of Codex: this looks like its own file.  --to-envscrub converts its policy; --codex reads it as it is, ")
      write("but Codex drops no secrets unless the file says ignore_default_excludes = false")
    case .notInCodex(let key, let chosen):
      write("Codex's dialect, which ")
      if let chosen {
        write("is chosen at ")
        write(chosen)
      } else {
        write("counts here")
      }
      write(", has no ", inQuotes: key)
    case .otherFile(let key):
      write(inQuotes: key)
      write(" belongs in ")
      write(
        key == RequirementKey.table
          ? "/etc/envscrub/requirements.toml and requirements.d" : "policy files, not in requirements files")
    case .expected(let form, let key):
      write(inQuotes: key)
      switch form {
      case .mode: write(" takes a word, in quotes, or an array of patterns")
      case .flag: write(" takes true or false, without quotes")
      case .patterns: write(" takes an array of strings: [\"AWS_*\", \"NPM_TOKEN\"]")
      case .name: write(" takes a name, in quotes")
      case .names: write(" takes an array of names: [\"TMOUT\"]")
      case .filters: write(" takes a table: { \"AWS_*\" = \"exclude\", \"LANG\" = \"include\" }")
      case .assignments: write(" takes a table of strings: { NAME = \"value\" }")
      }
    case .expectedTable(let key, let header):
      write(inQuotes: key)
      write(" is a table: write [", visible: header, "] on a line of its own")
    case .profileIsTable:
      write("a profile is a table [profiles.NAME]; \"profile\" takes the name of the profile to use")
    case .expectedTables(let key, let header):
      write(inQuotes: key)
      write(" is an array of tables: write [[", visible: header, "]] above each of them")
    case .expectedString(let key):
      write("the value of ", inQuotes: key, " must be a string, in quotes")
    case .dottedName(let name):
      write(inQuotes: name)
      write(" is a table here, and not a string; a name with dots needs quotes: \"", visible: name, ".NAME\"")
    case .expectedStrings(let key):
      write(inQuotes: key)
      write(" takes an array of strings, each in quotes")
    case .missingKey(let key):
      write("this table needs ", inQuotes: key)
    case .unknownWord(let key, let words, let nearest):
      write(inQuotes: key)
      write(" takes ")
      write(choices: words)
      write(nearest: nearest)
    case .unknownMode(let setting, let nearest):
      write(inQuotes: setting.name)
      write(" takes ")
      write(choices: setting.row.words)
      write(", or an array of patterns: [\"@core\", \"MYAPP_*\"]")
      write(nearest: nearest)
    case .unknownValue(let setting):
      write("the allowed values of ", inQuotes: setting.name, " are an array of ")
      write(valuesOf: setting)
    case .nothingAllowed: write("this allows nothing")
    case .pattern(let kind): write(kind)
    case .unknownGroup(let nearest): writeUnknownGroup(nearest)
    case .groupInCodex: writeGroupInCodex()
    case .filtersBesideList(let other):
      write("\"filters\" is another way to write \"exclude\" and \"include_only\", and one of these is at line ")
      write(decimal: other.location.line)
    case .filterTwice(let other):
      write("this filter differs only in case from the one at ")
      write(other)
    case .contradiction(let kind, let other): write(kind, other)
    case .noSuchProfile(let name, let nearest):
      write("none of the policy files of this run defines a profile ", inQuotes: name)
      write(nearest: nearest)
    case .noSuchProfileOfRoots(let name):
      write("requirements name the profile ", inQuotes: name)
      write(", so one of root's files must define it, and none does: ")
      write("write [profiles.", visible: name, "] in /etc/envscrub/config.toml")
    case .expectedFlag(let setting):
      write(inQuotes: setting.name)
      write(" takes ")
      write(valuesOf: setting)
      if setting.word(2).isEmpty { write(", without quotes") }
    case .auditElsewhere:
      write("\"audit\" is allowed only in /etc/envscrub/config.toml, in the file of --config, and in requirements")
    case .relativeTrail: write("\"file\" takes an absolute path, or one that begins with ~/")
    case .expectedMilliseconds: write("\"timeout\" takes milliseconds, from 1 to 3600000")
    case .expectedCommand:
      write("\"command\" takes an array: an absolute path and its arguments; or a string, a line for /bin/sh")
    case .endpointElsewhere:
      write("\"endpoint\" must be on this host: http://127.0.0.1:4318 or unix:/PATH; for TLS and other hosts, run a collector here")
    case .requirementNotRequired: write("requirements always require the record: leave \"required\" out, or make it true")
    case .nowhereToWrite: write("a record is required, but has no destination: add file, syslog, command or endpoint")
    case .noCommandName: write("no command has such a name")
    case .relativeCommand: write("write the bare name of the command (npm), or an absolute path")
    case .emptyProfileName: write("the name of a profile can't be empty")
    case .emptyName: write("the name of a variable can't be empty")
    case .equalsInName: write("the name of a variable can't hold \"=\"")
    case .nulInName: write("the name of a variable can't hold a NUL")
    case .nulInValue: write("the value of a variable can't hold a NUL")
    }
  }

  mutating func write(_ kind: PatternError.Kind) {
    switch kind {
    case .empty: write("an empty pattern matches nothing; write \"*\" for any name")
    case .tooLong:
      write("a pattern has at most ", decimal: Pattern.limit, " bytes")
    case .openClass: write("this class is not closed; a \"[\" itself is written \\[")
    case .reversedRange: write("this range is reversed")
    case .namedClass: write("there are no named classes such as [:alpha:]; write the characters: [a-z], [0-9], [a-z0-9]")
    case .trailingBackslash: write("nothing follows this backslash; a backslash itself is written \\\\")
    }
  }

  /// `"a", "b" or "c"`
  private mutating func write(choices words: ByteString) {
    var iterator = WordIterator(words, separator: UInt8(ascii: " "))
    var word = iterator.next()
    while let current = word {
      word = iterator.next()
      write(inQuotes: current)
      guard word != nil else { break }
      var rest = iterator
      write(rest.next() == nil ? " or " : ", ")
    }
  }

  /// The values of a mode, or `true, false or "if-possible"`.
  private mutating func write(valuesOf setting: Setting) {
    if setting.row.kind == .mode { return write(choices: setting.row.words) }
    let word = setting.word(2)
    write(word.isEmpty ? "true or false" : "true, false or ")
    if !word.isEmpty { write(inQuotes: word) }
  }

  private mutating func write(_ kind: Requirements.Contradiction.Kind, _ other: OtherPlace) {
    switch kind {
    case .nothingAllowed(let setting):
      write("this and another file allow no common value of ", inQuotes: setting.name)
    case .noProfileAllowed: write("this and another file allow no common profile")
    case .assignments(let name):
      write("another file requires a different value of ", inQuotes: name)
    case .audit(let key):
      write("another file requires a different value of ", inQuotes: key.name)
    }
    write(": see ")
    write(other)
  }

  private mutating func write(_ place: OtherPlace) {
    if let file = place.file {
      write(visible: file, ":")
    } else {
      write("line ")
    }
    write(decimal: place.location.line)
    write(":", decimal: place.location.column)
  }

  mutating func writeGroupInCodex() {
    write("Codex's dialect, which counts here, has no groups; write the patterns")
  }

  mutating func writeUnknownGroup(_ nearest: ByteString?) {
    write("no group of this name")
    write(nearest: nearest)
    write(nearest == nil ? "; a" : " A")
    write(" name that begins with \"@\" is written \\@")
  }
}
