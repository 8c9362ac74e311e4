import Bytes

/// The documents to measure, the same bytes each time.
enum Input {
  /// A policy as an administrator writes it, about 1 KB.
  static let policy: StaticString = """
    # What the build agents may see. Owner: platform team; reviewed each quarter.
    [shell_environment_policy]
    inherit = "all"
    ignore_default_excludes = false
    detect_values = true

    # Names that look like secrets and are none.
    keep = ["KEYBOARD_LAYOUT", "MAX_TOKENS", "SSH_KEYGEN_*"]

    include_only = [
      "PATH", "HOME", "SHELL", "USER", "LOGNAME",
      "TERM", "TMPDIR", "LANG", "LC_*",
      "NODE_ENV",
      "VIRTUAL_ENV",
      "CARGO_*",
      "GO*",        # GOPATH, GOFLAGS and the like
    ]

    exclude = [
      "*PASSWORD*",
      "*PASSWD*",
      "*CREDENTIAL*",
      "AWS_*",
      "AZURE_*",
      "GCP_*",
      "GOOGLE_*",
      "npm_config_*auth*",
    ]

    [shell_environment_policy.set]
    CI = "true"
    NO_COLOR = "1"
    PAGER = "cat"
    GIT_TERMINAL_PROMPT = "0"
    DEBIAN_FRONTEND = 'noninteractive'
    http_proxy = "http://proxy.example.net:3128"

    [profiles.release]
    inherit = "none"
    include_only = ["PATH", "HOME", "TMPDIR", "LANG"]
    exclude = ["*_PROXY"]

    [[expect]]
    kept = ["PATH", "HOME"]
    dropped = ["AWS_SECRET_ACCESS_KEY"]

    """

  /// 1 MB of tables, arrays of strings and comments.
  static func large() -> ByteString {
    var text = ByteBuffer()
    var random: UInt64 = 1
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    let words: [ByteString] = ["PATH", "HOME", "TOKEN", "SECRET", "AWS", "AZURE", "CARGO", "NODE", "VIRTUAL", "PROXY"]
    func writeWord() { text.write(words[next(words.count)]) }
    var table = 0
    while text.count < 1_000_000 {
      text.write("# Rules of one group of names, which somebody explained in a sentence or two.\n[profiles.group")
      text.write(decimal: table)
      text.write("]\ninherit = \"none\"\nignore_default_excludes = true\ninclude_only = [\n")
      for _ in 0..<4 + next(12) {
        text.write("  \"")
        writeWord()
        text.write("_")
        writeWord()
        text.write(next(2) == 0 ? "_*\",\n" : "\",  # and why it is here\n")
      }
      text.write("]\nexclude = [")
      for index in 0..<1 + next(6) {
        text.write(index == 0 ? "\"*" : ", \"*")
        writeWord()
        text.write("*\"")
      }
      text.write("]\n\n")
      table += 1
    }
    return text.finish()
  }
}
