import Bytes

/// A known form of a credential: a number that identifies its name and source, and nothing of any value.
package struct ValueForm: Equatable, Listed, Sendable {
  /// Where its line begins in the text of its kind; the highest bit is set for a structure.
  private let number: UInt16

  /// The forms of `ValueForms.structures`, in the order of its lines.
  enum Structure: UInt16 {
    case privateKey, urlPassword, mySQLPassword, connectionPassword, accessKey, signedURL, webhook
    case authorization, bearer, basic, named, registry, netrc, secretToken, passwordFile, option, notification
    case makeVariable
  }

  private static var structureBit: UInt16 { 0x8000 }

  private init(number: UInt16) { self.number = number }

  /// The form whose pattern is at `offset` of `ValueForms.tokens`.
  init(patternAt offset: Int) {
    let text = ValueForms.tokens
    var start = offset
    while text[start] != UInt8(ascii: "#") || (start > 0 && text[start - 1] != UInt8(ascii: "\n")) { start -= 1 }
    number = UInt16(start)
  }

  init(_ structure: Structure) {
    let text = ValueForms.structures
    var start = 0
    for _ in 0..<structure.rawValue { start = Self.lineAfter(start, in: text) }
    number = UInt16(start) | Self.structureBit
  }

  private static func lineAfter(_ start: Int, in text: ByteString) -> Int {
    (text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count) + 1
  }
}

package extension ValueForm {
  static func after(_ form: ValueForm?) -> ValueForm? {
    guard let form else { return ValueForm(number: 0) }
    let text = form.text
    var start = lineAfter(form.start, in: text)
    while start < text.count, text[start] != UInt8(ascii: "#") { start = lineAfter(start, in: text) }
    let bit = form.number & structureBit
    if start < text.count { return ValueForm(number: UInt16(start) | bit) }
    return bit == 0 ? ValueForm(number: structureBit) : nil
  }

  private var text: ByteString { number & Self.structureBit == 0 ? ValueForms.tokens : ValueForms.structures }
  private var start: Int { Int(number & ~Self.structureBit) }

  /// Its name in lower case: `github token`.  The bytes are newly allocated.
  var name: ByteString {
    let text = text
    var name = ByteBuffer()
    for index in start + 3..<Self.lineAfter(start, in: text) - 1 { name.write(text[index].foldedCase) }
    switch text[start + 2] {
    case UInt8(ascii: "t"): name.write(" token")
    case UInt8(ascii: "k"): name.write(" key")
    case UInt8(ascii: "s"): name.write(" secret")
    default: break
    }
    return name.finish()
  }

  /// The publisher of the form.
  var source: ByteString {
    switch text[start + 1] {
    case UInt8(ascii: "b"): "betterleaks"
    case UInt8(ascii: "c"): "public code"
    case UInt8(ascii: "g"): "gitleaks"
    case UInt8(ascii: "h"): "GitHub secret scanning"
    case UInt8(ascii: "t"): "trufflehog"
    case UInt8(ascii: "k"): "kingfisher"
    case UInt8(ascii: "n"): "noseyparker"
    case UInt8(ascii: "m"): "Microsoft security utilities"
    case UInt8(ascii: "r"): "standard"
    default: "vendor documentation"
    }
  }
}
