import Bytes

/// A pattern of `@secrets`, or one of its exemptions, identified by its place in the text of `SecretNames`.
package struct SecretPattern: Equatable, Listed, Sendable {
  /// Where the literal begins.  Of two patterns the one with the smaller place comes first in the list.
  let place: Int
}

package extension SecretPattern {
  enum Kind: UInt8, Sendable {
    /// Patterns of secrets; `plain` ones do not count after an open prefix.
    case secret, plain
    // Exemptions.  Each removes matches: a lead those after it, an open prefix the plain ones after it, a word those that
    // begin within it, a tail those of the words directly before it, an end all before it.
    case lead, open, word, tail, end
  }

  var kind: Kind {
    if place < SecretTable.plain { return .secret }
    if place < SecretTable.leads { return .plain }
    if place < SecretTable.open { return .lead }
    if place < SecretTable.words { return .open }
    if place < SecretTable.tails { return .word }
    return place < SecretTable.ends ? .tail : .end
  }

  /// Whether it matches secrets; otherwise it is an exemption.
  var isSecret: Bool { place < SecretTable.leads }

  /// As listed: `*TOKEN*`.
  var glob: ByteString { Self.list.glob(at: start) }

  /// The reason for it, in a few words.
  var reason: ByteString { Self.list.reason(at: place) }

  static func after(_ pattern: SecretPattern?) -> SecretPattern? {
    list.after(pattern?.start).map { SecretPattern(place: list.text[$0] == UInt8(ascii: "*") ? $0 &+ 1 : $0) }
  }

  private static var list: PatternText { PatternText(text: SecretNames.text) }

  /// Where it begins, including a leading star.
  private var start: Int { SecretNames.text[place &- 1] == UInt8(ascii: "*") ? place &- 1 : place }
}

/// Decides whether a name is that of a secret, reading it once from left to right.
///
/// A pattern matches where its literal occurs in the name, ASCII letters without case.  Without a leading `*` it must
/// begin the name, without a trailing one end it.  What follows a `*` in the middle must end the name, too.  A match
/// extends to the end of its last word: to the next `_`, which may be the literal's own last byte.  If a whole name's
/// beginning ends with `_`, as in TF_TOKEN_*, what follows is a host or an account whose words mean nothing here: a match
/// of a secret extends to the end of the name.
/// Exemptions remove matches, not names, so KEYBOARD_API_TOKEN still is the name of a secret:
///
/// - a word removes matches whose literal begins within its own and ends no later than it; with a trailing `*`, no
///   later than the word's last word: SECURE_COOKIE removes COOKIES, and KEYCLOAK does not remove a PASS after it; with a
///   star in the middle, those that end with the name: SENTRY*_DSN does not remove a SECRET between;
/// - a tail removes the match that ends directly before it, and those that end one `_` before that one: SECRET_KEY_FILE
///   names one thing;
/// - a lead removes the matches that begin after it, or with the `_` that it ends with: USE_ removes _AUTH;
/// - an open prefix removes those of plain patterns;
/// - an end, which is the last word of the name, removes all matches if none extends into it: the last word says what a
///   name means.
package enum SecretMatcher {
  /// The result for a name.
  package struct Finding: Equatable, Sendable {
    /// The first pattern of the list that has a match left; nil if there is none, so that the name is no secret's.
    package let secret: SecretPattern?
    /// The exemption that removed the last removed match; nil if there was none.
    let exemption: SecretPattern?
  }

  /// The first pattern of the list by which `name` is that of a secret; nil if there is none.
  package static func match(_ name: ByteString) -> SecretPattern? { find(name).secret }

  package static func find(_ name: ByteString) -> Finding {
    mayTell(name) ? Scan.find(in: name) : Finding(secret: nil, exemption: nil)
  }

  /// Whether `name` may hold a word that indicates a secret.  Few names do; the others need no lookup and no search for
  /// exemptions.
  @_optimize(speed)
  private static func mayTell(_ name: ByteString) -> Bool {
    // No literal is shorter than three bytes.
    if name.count < 3 { return false }
    var place = name.start
    let last = place + (name.count &- 3)
    while place < last {
      let four = UnsafeRawPointer(place).loadUnaligned(as: UInt32.self) & 0x1F1F_1F1F
      if isSign(four) {
        if isShort(four) { return true }
        if place + 5 <= last {
          let all = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) & 0x1F1F_1F1F_1F1F_1F1F
          let eight = all &* 0x9E37_79B9_7F4A_7C15
          if SecretTable.eights[unchecked: Int(eight &>> 58)] &>> (eight &>> 52 & 63) & 1 != 0 { return true }
        }
      }
      place += 1
    }
    // After the last three bytes comes the end.
    let three = (UInt32(last[0]) | UInt32(last[1]) &<< 8 | UInt32(last[2]) &<< 16) & 0x1F1F1F
    return isSign(three) && isShort(three)
  }

  /// - Parameter four: five bits of each of four bytes, the first in the lowest ones.
  @inline(__always)
  private static func isSign(_ four: UInt32) -> Bool {
    let hash = four &* 0x9E37_79B1
    return SecretTable.signs[unchecked: Int(hash &>> 25)] &>> UInt64(hash &>> 19 & 63) & 1 != 0
  }

  /// Whether it is that of a literal of fewer than eight bytes.
  @inline(__always)
  private static func isShort(_ four: UInt32) -> Bool {
    let hash = four &* 0x85EB_CA77
    return SecretTable.fours[unchecked: Int(hash &>> 26)] &>> UInt64(hash &>> 20 & 63) & 1 != 0
  }

  @inline(__always)
  static func bucket(_ key: Int) -> Int { (key ^ key &>> 8) & 0xFF }

  @inline(__always)
  static func endBucket(_ key: Int) -> Int { (key ^ key &>> 6) & 0x3F }

  private struct Scan {
    let name: ByteString
    var text: ByteString { SecretNames.text }
    /// For the exempting word that reaches farthest: where its literal ends, how far it exempts, and which it is.
    var covered = 0
    var coveredEnd = 0
    var word = 0
    /// The last exempting word with a star in the middle; 0 if there was none.
    var spanning = 0
    /// The last lead and open prefix; 0 if there was none.
    var lead = 0
    var leadEnd = 0
    var open = 0
    /// Matches that a tail may still remove, each at most one `_` after the previous one: the first of their patterns
    /// (0 if there are none), and where the last word ends.
    var pending = 0
    var end = 0
    var secret = 0
    /// Where the last of all literals ends, including those that a tail removed: an end must begin after it.
    var reach = 0
    var exemption = 0

    static func find(in name: ByteString) -> Finding {
      var scan = Scan(name: name)
      var bit = (Int(name.start[0]) & 31) &<< 4 ^ Int(name.start[1]) & 31
      var index = 2
      repeat {
        bit = bit &<< 4 ^ Int(name.start[index]) & 31
        if SecretTable.filter[unchecked: bit &>> 6 & 63] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0 {
          scan.lookUp(at: index &- 2)
        }
        index &+= 1
      } while index < name.count
      return scan.finish()
    }

    @inline(never)  // Rare: inlined, it makes the search of names 4 % slower, in instructions.
    mutating func lookUp(at start: Int) {
      let key = key(at: start)
      let bucket = bucket(key)
      var number = Int(SecretTable.first[unchecked: bucket])
      let next = Int(SecretTable.first[unchecked: bucket &+ 1])
      while number < next {
        if Int(SecretTable.keys[unchecked: number]) == key {
          let place = Int(SecretTable.places[unchecked: number])
          // Most tails come after nothing that they could remove.
          if place < SecretTable.tails || pending != 0, let end = match(place, at: start) { take(place, start, end) }
        }
        number &+= 1
      }
    }

    /// Where the literal at `place` ends if it begins at `start` of the name; nil if it is not there.
    private func match(_ place: Int, at start: Int) -> Int? {
      if start > 0, text.start[place &- 1] != UInt8(ascii: "*") { return nil }
      // The first three bytes are compared last: the key makes it likely that they match.
      var offset = 3
      while true {
        let wanted = text.start[place &+ offset]
        let end = start &+ offset
        // Any byte but a digit, a letter or `_` comes after the literal.
        if wanted < UInt8(ascii: "0") || wanted == UInt8(ascii: ":") {
          guard end == name.count || wanted == UInt8(ascii: "*") else { return nil }
          for offset in 0..<3 where name.start[start &+ offset].upperCase != text.start[place &+ offset] { return nil }
          return wanted == UInt8(ascii: "*") ? matchRest(place &+ offset &+ 1, after: end) : end
        }
        if end >= name.count || name.start[end].upperCase != wanted { return nil }
        offset &+= 1
      }
    }

    /// Where a match ends whose pattern goes on at `place` after a star, and whose literal ends at `end` of the name: there
    /// if nothing follows the star, otherwise at the end of the name.  Nil if the name does not end with what follows.
    private func matchRest(_ place: Int, after end: Int) -> Int? {
      var last = literalEnd(place)
      if last == place { return end }
      var index = name.count
      while last > place {
        last &-= 1
        index &-= 1
        if index < end || name.start[index].upperCase != text.start[last] { return nil }
      }
      return name.count
    }

    private mutating func take(_ place: Int, _ start: Int, _ end: Int) {
      switch SecretPattern(place: place).kind {
      case .lead:
        if lead == 0 || end < leadEnd { (lead, leadEnd) = (place, end) }
      case .open: open = place
      case .word:
        let star = literalEnd(place)
        if start &+ star &- place != end {
          spanning = place
        } else if end > covered {
          if text[star] != UInt8(ascii: "*") {
            coveredEnd = end
          } else if end > coveredEnd {
            // Including the `_` after it, which some literals contain: SENTRY_DSN removes _DSN.
            coveredEnd = wordEnd(end) &+ 1
          }
          (covered, word) = (end, place)
        }
      case .tail:
        if pending != 0, start == self.end { (pending, exemption) = (0, place) }
      case .end: break
      case .secret, .plain:
        if lead != 0, start >= leadEnd &- 1 {
          exemption = lead
        } else if start < covered, end <= coveredEnd {
          exemption = word
        } else if spanning != 0, end == name.count {
          exemption = spanning
        } else if open != 0, place >= SecretTable.plain {
          exemption = open
        } else {
          add(place, start, end)
        }
      }
    }

    private mutating func add(_ place: Int, _ start: Int, _ literalEnd: Int) {
      var end = literalEnd
      if name.start[literalEnd &- 1] == UInt8(ascii: "_") {
        let isBeginning = text.start[place &- 1] != UInt8(ascii: "*") && place < SecretTable.plain
        end = isBeginning ? name.count : literalEnd &- 1
      }
      if pending != 0, start > self.end &+ 1 { settle() }
      // The end of a word is searched for only once, even in a long word with many matches.
      if pending == 0 || end > self.end { self.end = wordEnd(end) }
      pending = pending == 0 ? place : min(pending, place)
      reach = max(reach, end)
    }

    private func wordEnd(_ index: Int) -> Int { name.firstIndex(of: UInt8(ascii: "_"), from: index) ?? name.count }

    /// No tail followed.
    private mutating func settle() {
      if pending != 0, secret == 0 || pending < secret { secret = pending }
      pending = 0
    }

    @inline(__always)
    mutating func finish() -> Finding {
      settle()
      if secret != 0, let last = lastWord() { (secret, exemption) = (0, last) }
      return Finding(secret: pattern(secret), exemption: pattern(exemption))
    }

    /// The first end that the name ends with and that no match extends into; nil if there is none.
    private func lastWord() -> Int? {
      let key = key(at: name.count &- 3)
      let bucket = endBucket(key)
      var number = Int(SecretTable.endFirst[unchecked: bucket])
      let next = Int(SecretTable.endFirst[unchecked: bucket &+ 1])
      while number < next {
        var place = Int(SecretTable.endPlaces[unchecked: number])
        var index = name.count
        // Backwards, to the star before the literal.
        while index > reach, text.start[place &- 1] != UInt8(ascii: "*"),
          text.start[place &- 1] == name.start[index &- 1].upperCase
        {
          place &-= 1
          index &-= 1
        }
        if text.start[place &- 1] == UInt8(ascii: "*") { return place }
        number &+= 1
      }
      return nil
    }

    @inline(__always)
    private func key(at index: Int) -> Int {
      (Int(name.start[index]) & 31) &<< 10 | (Int(name.start[index &+ 1]) & 31) &<< 5 | Int(name.start[index &+ 2]) & 31
    }

    /// The place after the literal at `place`.
    private func literalEnd(_ place: Int) -> Int {
      var end = place
      while text.start[end] >= UInt8(ascii: "0"), text.start[end] != UInt8(ascii: ":") { end &+= 1 }
      return end
    }

    private func pattern(_ place: Int) -> SecretPattern? { place == 0 ? nil : SecretPattern(place: place) }
  }
}

extension UInt8 {
  /// ASCII only.
  fileprivate var upperCase: UInt8 { self &- UInt8(ascii: "a") < 26 ? self &- 32 : self }
}
