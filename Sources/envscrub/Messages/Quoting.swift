import Bytes

extension ByteBuffer {
  /// Quotes a name as GNU's messages do in the C locale: `'it\'s'`, with C escapes for what is not printable ASCII.
  mutating func write(quoted bytes: ByteString) {
    write(UInt8(ascii: "'"))
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"):
        write(UInt8(ascii: "\\"))
        write(bytes[index])
      case 0x20..<0x7F:
        write(bytes[index])
      default:
        write(escaped: bytes[index])
      }
    }
    write(UInt8(ascii: "'"))
  }

  /// Quotes a file name as GNU's messages do: so that it can be pasted into a shell.
  mutating func write(shellQuoted bytes: ByteString) {
    if bytes.firstIndex(of: UInt8(ascii: "'")) != nil, bytes.isPlainInDoubleQuotes {
      write(UInt8(ascii: "\""))
      write(bytes)
      write(UInt8(ascii: "\""))
      return
    }
    write(UInt8(ascii: "'"))
    var isEscaping = false
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "'"):
        // Closes the open quotes, '...' or $'...', and opens them again after an escaped quote.
        isEscaping = false
        write("'\\''")
      case 0x20..<0x7F:
        if isEscaping { write("''") }
        isEscaping = false
        write(byte)
      default:
        if !isEscaping { write("'$'") }
        isEscaping = true
        write(escaped: byte)
      }
    }
    write(UInt8(ascii: "'"))
  }

  /// A word for a shell, quoted if the shell would not take it literally.
  mutating func write(word: ByteString) {
    for index in word.indices {
      switch word[index] {
      case let byte where byte.isASCIILetter || byte.isASCIIDigit: continue
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "/"): continue
      default: return write(shellQuoted: word)
      }
    }
    write(word)
  }

  private mutating func write(escaped byte: UInt8) {
    write(UInt8(ascii: "\\"))
    switch byte {
    case 0x07: write(UInt8(ascii: "a"))
    case 0x08: write(UInt8(ascii: "b"))
    case 0x09: write(UInt8(ascii: "t"))
    case 0x0A: write(UInt8(ascii: "n"))
    case 0x0B: write(UInt8(ascii: "v"))
    case 0x0C: write(UInt8(ascii: "f"))
    case 0x0D: write(UInt8(ascii: "r"))
    default:
      write(UInt8(ascii: "0") + byte >> 6)
      write(UInt8(ascii: "0") + byte >> 3 & 7)
      write(UInt8(ascii: "0") + byte & 7)
    }
  }
}

extension ByteString {
  /// Whether no byte is special in C strings or in a shell's double quotes.
  fileprivate var isPlainInDoubleQuotes: Bool {
    for index in indices {
      switch self[index] {
      case UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "%"), UInt8(ascii: "+")...UInt8(ascii: ":"),
        UInt8(ascii: "]"), UInt8(ascii: "_"):
        continue
      case let byte where byte.isASCIILetter:
        continue
      case UInt8(ascii: "#") where index == 0, UInt8(ascii: "~") where index == 0:
        continue
      default:
        return false
      }
    }
    return true
  }
}
