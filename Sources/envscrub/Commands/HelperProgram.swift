import Bytes

/// Programs outside that act for whoever can write to their socket, in their own environment and with their own rights:
/// a row of the table of them.
struct HelperProgram: Equatable, Sendable {
  /// This row, and all behind it.
  private let rows: ByteString

  private static var table: ByteString {
    """
    tmux /tmp/tmux-*/* runs commands
    screen /run/screen/S-*/* runs commands
    screen /var/run/screen/S-*/* runs commands
    screen ~/.screen/* runs commands
    systemd /run/user/*/systemd/private runs commands as services
    dbus /run/user/*/bus calls services, systemd's among them
    docker /run/docker.sock runs containers, as root
    docker /var/run/docker.sock runs containers, as root
    docker /run/user/*/docker.sock runs containers
    podman /run/podman/podman.sock runs containers, as root
    podman /run/user/*/podman/podman.sock runs containers
    containerd /run/containerd/containerd.sock runs containers, as root
    ssh-agent /tmp/ssh-*/agent.* signs with its keys
    ssh-agent ~/.ssh/agent/* signs with its keys
    gpg-agent /run/user/*/gnupg/S.gpg-agent* signs and decrypts with its keys
    gpg-agent ~/.gnupg/S.gpg-agent* signs and decrypts with its keys

    """
  }

  /// The first row.
  static var first: HelperProgram? { HelperProgram(rows: table) }

  var next: HelperProgram? {
    let rest = rows.dropFirst((rows.firstIndex(of: UInt8(ascii: "\n")) ?? rows.count - 1) + 1)
    return rest.isEmpty ? nil : HelperProgram(rows: rest)
  }

  /// The agent that a variable names, which stands in place of a path: that is its value, and not shown.
  static var named: HelperProgram { HelperProgram(rows: "ssh-agent SSH_AUTH_SOCK signs with its keys\n") }

  var kind: ByteString { word(0) }
  /// The path of its socket: a `~` at the start is the user's home, a `*` any end of a name.
  var pattern: ByteString { word(1) }
  /// What it does for others.
  var reason: ByteString {
    let start = kind.count + pattern.count + 2
    return rows[start..<(rows.firstIndex(of: UInt8(ascii: "\n")) ?? start)]
  }

  private func word(_ number: UInt8) -> ByteString { WordIterator.word(number, of: rows) }
}
