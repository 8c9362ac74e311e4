import Bytes
@testable import TOML
import TestSupport
import Testing

/// Checks that the document or the error is sound: every node can be read, and every place is within the text.
func checkSound(_ bytes: [UInt8]) {
  // The bytes after the text are not NUL: a parser that reads too far meets foreign bytes.
  let block = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
  for index in bytes.indices { block[index] = bytes[index] }
  defer { block.deallocate() }
  let text = ByteString(start: block, count: bytes.count)
  do throws(TOMLError) {
    let document = try TOMLDocument(parsing: text, seed: 3)
    look(at: document.root, in: document)
  } catch {
    #expect(isPlace(error.location, in: bytes), "\(bytes)")
    #expect(error.statementStart <= bytes.count)
    #expect((error.valueStart ?? 0) <= bytes.count)
    var message = ByteBuffer()
    error.write(to: &message)
    let isSilent = message.isEmpty
    #expect(!isSilent)
  }
}

private func look(at node: TOMLNode, in document: TOMLDocument) {
  if case .string(let text) = document.value(node) {
    for index in 0...text.count { _ = document.offset(ofByte: index, inString: node) }
    #expect(UTF8Scalar.firstInvalid(in: text) == nil)
  }
  for child in document.children(of: node) {
    if document.value(node) == .table {
      #expect(document.member(document.key(of: child), of: node) == child)
    }
    look(at: child, in: document)
  }
}

private func isPlace(_ location: SourceLocation, in bytes: [UInt8]) -> Bool {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  guard location.line >= 1, location.line <= lines.count else { return false }
  return location.column >= 1 && location.column <= lines[location.line - 1].count + 1
}

/// Valid documents with random changes, the same in each run.
@Suite struct MutationTests {
  static let seeds: [String] = [
    "a = 1\nb = 'x'\n[t]\nc.d = [1, 2.5, true]\n[[l]]\n[l.m]\ne = {f = 1, g.h = \"\\u00e9\"}\n",
    "\u{FEFF}# é comment\r\nk = \"\"\"\r\n  a \\\r\n   b\"\"\"\r\n'q k' . \"\\x41\" = '''c'''\r\n",
    "d = 1979-05-27T07:32:00.5-07:00\ne = 1979-05-27 07:32\nf = 07:32:00\ng = 2024-02-29\nh = [0x1F, 0o7, 0b1, 1_0e-2, -inf, nan]\n",
    "[shell_environment_policy]\ninherit = \"all\"\nexclude = [\"AWS_*\", # no\n]\nset = {\n CI = \"1\",\n}\n[a.b.c]\n[a]\n[a.b]\nd.e = 1\n",
    "k0=0\nk1=1\nk2=2\nk3=3\nk4=4\nk5=5\nk6=6\nk7=7\nk8=8\nk9=9\n\"k\\x31\\x30\"=10\n",
  ]

  static let pieces: [String] = [
    "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r", "\r\n", "#", "\\", "\\u00", "\\U0001F600", "\\\n",
    "0", "_", "-", "+", ":", "e", "T", "Z", " ", "\t", "\u{0}", "\u{7F}", "é", "😀", "true", "inf", "0x", "a", "k1", "[a]\n", "[[l]]\n", "a.b = 1\n",
  ]

  @Test(arguments: 1...8)
  func staysSound(seed: UInt64) {
    var random = seed
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    for _ in 0..<1_500 {
      var bytes = Array(Self.seeds[next(Self.seeds.count)].utf8)
      for _ in 0...next(4) {
        let place = next(bytes.count + 1)
        switch next(6) {
        case 0: bytes.removeSubrange(place..<min(place + 1 + next(6), bytes.count))
        case 1: bytes.insert(UInt8(next(256)), at: place)
        case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(next(8))
        case 3:
          let end = min(place + next(20), bytes.count)
          bytes.insert(contentsOf: bytes[place..<end], at: next(bytes.count + 1))
        default: bytes.insert(contentsOf: Self.pieces[next(Self.pieces.count)].utf8, at: place)
        }
      }
      checkSound(bytes)
    }
  }
}
