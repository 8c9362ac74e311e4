@testable import Bytes
import TestSupport
import Testing

@Suite struct SHA256Tests {
  /// text, its digest: the examples of FIPS 180-4, and the empty text
  static let examples: [(ByteString, ByteString)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      """
      abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn\
      hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu
      """,
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test(arguments: examples)
  func digestsTheExamplesOfTheStandard(text: ByteString, expected: ByteString) {
    #expect(hexadecimal(SHA256.digest(of: text)) == expected)
  }

  /// text in hexadecimal, its digest: from NIST's short messages (CAVP, SHA256ShortMsg)
  static let shortMessages: [(String, ByteString)] = [
    ("d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
    ("11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
    ("b4190e", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"),
    ("74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"),
    ("c299209682", "f0887fe961c9cd3beab957e8222494abb969b1ce4c6557976df8b0f6d20e9166"),
    ("e1dc724d5621", "eca0a060b489636225b4fa64d267dabbe44273067ac679f20820bddc6b6a90ac"),
    ("06e076f5a442d5", "3fd877e27450e6bbd5d74bb82f9870c64c66e109418baa8e6bbcff355e287926"),
    ("5738c929c4f4ccb6", "963bb88f27f512777aab6c8b1a02c70ec0ad651d428f870036e1917120fb48bf"),
    ("3334c58075d3f4139e", "078da3d77ed43bd3037a433fd0341855023793f9afd08b4b08ea1e5597ceef20"),
    ("74cb9381d89f5aa73368", "73d6fad1caaa75b43b21733561fd3958bdc555194a037c2addec19dc2d7a52bd"),
    ("76ed24a0f40a41221ebfcf", "044cef802901932e46dc46b2545e6c99c0fc323a0ed99b081bda4216857f38ac"),
    ("9baf69cba317f422fe26a9a0", "fe56287cd657e4afc50dba7a3a54c2a6324b886becdcd1fae473b769e551a09b"),
    ("68511cdb2dbbf3530d7fb61cbc", "af53430466715e99a602fc9f5945719b04dd24267e6a98471f7a7869bd3b4313"),
    ("af397a8b8dd73ab702ce8e53aa9f", "d189498a3463b18e846b8ab1b41583b0b7efc789dad8a7fb885bbf8fb5b45c5c"),
    ("294af4802e5e925eb1c6cc9c724f09", "dcbaf335360de853b9cddfdafb90fa75567d0d3d58af8db9d764113aef570125"),
    ("0a27847cdc98bd6f62220b046edd762b", "80c25ec1600587e7f28b18b1b18e3cdc89928e39cab3bc25e4d4a4c139bcedc4"),
    ("1b503fb9a73b16ada3fcf1042623ae7610", "d5c30315f72ed05fe519a1bf75ab5fd0ffec5ac1acb0daf66b6b769598594509"),
    ("59eb45bbbeb054b0b97334d53580ce03f699", "32c38c54189f2357e96bd77eb00c2b9c341ebebacc2945f97804f59a93238288"),
    ("58e5a3259cb0b6d12c83f723379e35fd298b60", "9b5b37816de8fcdf3ec10b745428708df8f391c550ea6746b2cafe019c2b6ace"),
    ("c1ef39cee58e78f6fcdc12e058b7f902acd1a93b", "6dd52b0d8b48cc8146cebd0216fbf5f6ef7eeafc0ff2ff9d1422d6345555a142"),
    ("9cab7d7dcaec98cb3ac6c64dd5d4470d0b103a810c", "44d34809fc60d1fcafa7f37b794d1d3a765dd0d23194ebbe340f013f0c39b613"),
    (
      "ea157c02ebaf1b22de221b53f2353936d2359d1e1c97",
      "9df5c16a3f580406f07d96149303d8c408869b32053b726cf3defd241e484957"
    ),
    (
      "5a86b737eaea8ee976a0a24da63e7ed7eefad18a101c1211e2b3650c5187c2a8"
        + "a650547208251f6d4237e661c7bf4c77f335390394c37fa1a9f9be836ac28509",
      "42e61e174fbb3897d6dd6cef3dd2802fe67b331953b06114a65c772859dfc1aa"
    ),
  ]

  @Test(arguments: shortMessages)
  func digestsShortMessages(text: String, expected: ByteString) {
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16)!)
      rest = rest.dropFirst(2)
    }
    #expect(hexadecimal(SHA256.digest(of: ByteString(copying: bytes))) == expected)
  }

  @Test func digestsAMillionLetters() {
    let thousand = ByteString(copying: Array(repeating: UInt8(ascii: "a"), count: 1_000))
    var stream = SHA256.Stream()
    for _ in 0..<1_000 { stream.update(thousand) }
    #expect(hexadecimal(stream.finish()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// how many bytes of `text`, and their digest by another program: lengths at which a block, or the room for the
  /// length, is just full or just not
  static let lengths: [(Int, ByteString)] = [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "084fed08b978af4d7d196a7446a86b58009e636b611db16211b65a9aadff29c5"),
    (3, "6ab0dba1f4f1dfbb37b4f9eeb092c09fca4900ad32bdcd147d8dde35d6c87c35"),
    (55, "e7313d333c272e639f790978283f9eb392e843d0f29b7016828bb1daa4aac70b"),
    (56, "4324d65f3c103567f5589c710bc08f8523f929a9272e3af36fc968e52abc6c27"),
    (57, "35df609437dcfea3279283ab79fd554e2bf78f8f7ae2de532d8ee300b09e8f73"),
    (63, "81c80242132f230c3bd41b3e63bbcff16107339549214a99614ff26664625055"),
    (64, "39e3d7b6b5d075d37d053ad89b24b41bef4f3c29760c84447cab3f3be1882241"),
    (65, "aacca6ff74fdbb296d165a45cecfa04e5127bc008770fbbdd48006f2d2fae95e"),
    (111, "67d9492e628fd376e0b2efec8ca2b99b123e202cf620deb270728df979b2f73e"),
    (112, "96b928cff8528dbb99602c709a65b846cb6467acb8b722f0d758e4dc27bfc508"),
    (119, "9ce7368e4daf32341631b492e80359dc9f594b48453cd0dd5bf0b19279cc177e"),
    (120, "7836b787757e95e58b3ca5aec90b1b004e8deba1e50e9675af9cabf1a13a04b5"),
    (127, "a8d23e75d936f303d248888d9b165ee543f4cbafcad3c9dd2a79bd84faa11d07"),
    (128, "d2742f1f4ac6bb7ca2b239ee18402ba8b3f9f8e652d2a72973c2b9ba11c08cf6"),
    (129, "307f8fc2c1622b92762e818d39a185d4d667ad49a4b07ceae1f4afa008a93ec4"),
    (183, "80e7b84a99c797730865825b4614ead40b157674e54de7f6b07361f10317b866"),
    (184, "9104901c5fb45016420078acb248323481f2389bc96f790fe692f5a81ca358fe"),
    (192, "ec6732214091fa8455ee2251fb756475b04ec62610fbceaa64218a11faf571cd"),
    (1000, "1e9bc38cbf860b9ec31918b065f9b52476c549a782e0e7990bed8ce3868d2371"),
    (4095, "086aea384b94719efc51b46a834e5c951a498223f63e701b95d9f32e4b4c994c"),
    (4096, "7486da8f1e13943fae21a0b043f1e99640d7d8ebafb25266478b5cddae1272b5"),
    (4097, "225270fa091dc75bf959a0e3bbcb897fc3ae8e7fa128ae1394cf5614e15505f5"),
  ]

  static func text(_ count: Int) -> ByteString {
    ByteString(copying: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) })
  }

  @Test(arguments: lengths)
  func digestsTextsOfAnyLength(count: Int, expected: ByteString) {
    #expect(hexadecimal(SHA256.digest(of: Self.text(count))) == expected)
  }

  @Test(arguments: lengths)
  func digestsTextsInPieces(count: Int, expected: ByteString) {
    let text = Self.text(count)
    for size in [1, 3, 55, 63, 64, 65, 127, 128, 200] {
      var stream = SHA256.Stream()
      for start in stride(from: 0, to: count, by: size) { stream.update(text[start..<min(start + size, count)]) }
      #expect(hexadecimal(stream.finish()) == expected, "pieces of \(size)")
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func comesToTheSameHoweverTheTextIsCut(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let text = Self.text(Int.random(in: 0...700, using: &random))
      var stream = SHA256.Stream()
      var index = 0
      while index < text.count {
        let next = min(index + Int.random(in: 0...150, using: &random), text.count)
        stream.update(text[index..<next])
        index = next
        if stream.finish() != SHA256.digest(of: text[0..<index]) { Issue.record("\(index) of \(text.count) bytes") }
      }
    }
  }

  @Test func aCopyGoesOnByItself() {
    var first = SHA256.Stream()
    first.update("ab")
    var second = first
    first.update("c")
    second.update("d")
    #expect(first.finish() == SHA256.digest(of: "abc"))
    #expect(second.finish() == SHA256.digest(of: "abd"))
  }

  /// digits that are a valid digest
  static let digests: [ByteString] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0123456789abcdef00112233445566778899aabbccddeeff0f1e2d3c4b5a6978",
  ]

  @Test(arguments: digests)
  func readsWhatItWrites(digits: ByteString) throws {
    #expect(hexadecimal(try #require(SHA256(hexadecimal: digits))) == digits)
  }

  @Test func tellsDigestsApart() {
    let digits = Array(repeating: UInt8(ascii: "0"), count: 64)
    let zero = SHA256(hexadecimal: ByteString(copying: digits))
    #expect(zero == .zeros)
    for index in digits.indices {
      var other = digits
      other[index] = UInt8(ascii: "8")
      #expect(SHA256(hexadecimal: ByteString(copying: other)) != zero)
    }
  }

  /// text that is no valid digest
  static let malformed: [ByteString] = [
    "",
    "00",
    "000000000000000000000000000000000000000000000000000000000000000",
    "00000000000000000000000000000000000000000000000000000000000000000",
    "0123456789ABCDEF00112233445566778899aabbccddeeff0f1e2d3c4b5a6978",
    "g000000000000000000000000000000000000000000000000000000000000000",
    "000000000000000000000000000000000000000000000000000000000000000`",
    "000000000000000000000000000000000000000000000000000000000000000/",
    "000000000000000000000000000000000000000000000000000000000000000:",
    " 00000000000000000000000000000000000000000000000000000000000000 ",
  ]

  @Test(arguments: malformed)
  func readsNothingElse(digits: ByteString) { #expect(SHA256(hexadecimal: digits) == nil) }

  private func hexadecimal(_ digest: SHA256) -> ByteString {
    var buffer = ByteBuffer()
    buffer.write(digest)
    return buffer.finish()
  }
}
