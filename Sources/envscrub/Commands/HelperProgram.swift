import Bytes

/// Programs outside a sandbox that act for anybody who can write to their socket, with their own environment and
/// privileges.  A value is one row of the table.
struct HelperProgram: Equatable, Sendable {
  /// The text of the table from this row on.
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

  /// The agent whose socket a variable names.  The path is the variable's value, so the variable is shown instead.
  static var named: HelperProgram { HelperProgram(rows: "ssh-agent SSH_AUTH_SOCK signs with its keys\n") }

  var kind: ByteString { word(0) }
  /// The path of its socket: a leading `~` is the user's home, a `*` matches the rest of a name.
  var pattern: ByteString { word(1) }
  /// What it does for others.
  var reason: ByteString {
    let start = kind.count + pattern.count + 2
    return rows[start..<(rows.firstIndex(of: UInt8(ascii: "\n")) ?? start)]
  }

  private func word(_ number: UInt8) -> ByteString { WordIterator.word(number, of: rows) }
}
