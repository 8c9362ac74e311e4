import Bytes

/// The marks of `ByteClass` by which `ValueScanner` finds forms, and what is looked at there.
enum Marks {
  /// - Parameters:
  ///   - mark: which it is, a bit of `ByteClass`.
  ///   - index: where the first of its two bytes is.
  ///   - floor: what is before it was looked at; goes on.
  @inline(__always)
  static func form(of mark: UInt8, at index: Int, floor: inout Int, in value: ByteString) -> ValueForm? {
    switch mark {
    case 1:
      // Most are of a list of paths.
      if value[index &+ 1] == UInt8(ascii: "/") {
        return index &+ 2 < value.count && value[index &+ 2] == UInt8(ascii: "/")
          ? URLForm.form(in: value, from: index &+ 3) : nil
      }
      return colon(at: index, in: value)
    case 2:
      return index > 1 && NamedValue.isKey(value, end: index &+ 1)
        ? NamedValue.form(in: value, key: index &+ 1, value: index &+ 2, separator: .equals) : nil
    case 4:
      return index > 3 ? blank(at: index &+ 1, behind: index &+ 2, in: value) : nil
    case 8:
      return rare(value[index], at: index, floor: &floor, in: value)
    default:
      return value.ends(at: index &+ 1, with: "base64")
        ? TokenForms.form(mark: UInt8(ascii: ":"), before: index &+ 1, in: value) : nil
    }
  }

  /// A colon with a blank or a backslash behind it.
  private static func colon(at index: Int, in value: ByteString) -> ValueForm? {
    if value[index + 1] == UInt8(ascii: "\\") {
      // PHP writes JSON so.
      return value.begins(at: index, with: ":\\/\\/") ? URLForm.form(in: value, from: index + 5) : nil
    }
    return index > 2 ? NamedValue.form(in: value, key: index, value: index + 1, separator: .colon) : nil
  }

  /// A blank, or the `%20` that stands for one.
  /// - Parameter behind: where the bytes behind it begin.
  static func blank(at index: Int, behind: Int, in value: ByteString) -> ValueForm? {
    switch value[index - 1] | 0x20 {
    case UInt8(ascii: "n") where value.ends(at: index, with: "----begin") || value.ends(at: index, with: "---- begin"):
      return KeyBlock.isPrivate(value, label: behind) ? ValueForm(.privateKey) : nil
    case UInt8(ascii: "n") where value.ends(at: index, withWord: "login"),
      UInt8(ascii: "e") where value.ends(at: index, withWord: "machine"):
      return NamedValue.isNetrc(value, from: behind) ? ValueForm(.netrc) : nil
    case UInt8(ascii: "r") where value.ends(at: index, withWord: "bearer"):
      return NamedValue.isToken(value, from: behind) ? ValueForm(.bearer) : nil
    case UInt8(ascii: "c") where value.ends(at: index, withWord: "basic"):
      return NamedValue.isBasic(value, from: behind) ? ValueForm(.basic) : nil
    default:
      // `key = value`, as in files of settings.
      return behind < value.count && value[behind] == UInt8(ascii: "=")
        ? NamedValue.form(in: value, key: index, value: behind + 1, separator: .spacedEquals) : nil
    }
  }

  /// - Parameter floor: what is before it was looked at; goes on.
  static func rare(_ byte: UInt8, at index: Int, floor: inout Int, in value: ByteString) -> ValueForm? {
    if index == 0 { return byte == UInt8(ascii: "$") ? TokenForms.form(mark: byte, before: 0, in: value) : nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return NamedValue.form(in: value, quote: index)
    case UInt8(ascii: "%"):
      return index > 4 && value.begins(at: index, with: "%20") ? blank(at: index, behind: index + 3, in: value) : nil
    case UInt8(ascii: "("):
      let form =
        value.ends(at: index, with: "@tcp") || value.ends(at: index, with: "@unix")
          || value.ends(at: index, with: "@tcp6") || value.ends(at: index, with: "@cloudsql")
        ? URLForm.mySQLForm(in: value, from: floor, before: index) : nil
      floor = index
      return form
    case UInt8(ascii: ">"):
      // XML, as Maven's and NuGet's settings are.
      guard index > 2, NamedValue.isKey(value, end: index),
        let end = value[0..<min(value.count, index + 256)].firstIndex(of: UInt8(ascii: "<"), from: index),
        value.begins(at: end, with: "</")
      else { return nil }
      return NamedValue.form(in: value[0..<end], key: index, value: index + 1, separator: .equals)
    case UInt8(ascii: "@"):
      // `user:password@/database`, which stands alone.
      guard index < 256, floor == 0 else { return nil }
      if value.begins(at: 0, with: "jdbc:oracle:thin:") {
        return URLForm.isOracle(value, from: 17) ? ValueForm(.connectionPassword) : nil
      }
      return value.begins(at: index, with: "@/") ? URLForm.mySQLForm(in: value, from: 0, before: index + 1) : nil
    default:
      return TokenForms.form(mark: byte, before: index, in: value)
    }
  }
}

extension ByteString {
  /// Whether the bytes before `end` are `word`, which is in lower case; case doesn't count.
  func ends(at end: Int, with word: ByteString) -> Bool {
    end >= word.count && self[end - word.count..<end].equalsFoldingCase(word)
  }

  /// The same, and no word byte stands before it.
  func ends(at end: Int, withWord word: ByteString) -> Bool {
    ends(at: end, with: word) && (end == word.count || !ByteClass.isOfWord(self[end - word.count - 1]))
  }

  /// Whether the bytes from `start` on begin with `word`, letter for letter.
  func begins(at start: Int, with word: ByteString) -> Bool {
    start + word.count <= count && self[start..<start + word.count] == word
  }
}
