import Bytes

/// Programs outside that act for whoever can write to their socket, in their own environment and with their own rights.
package enum Helpers {
  /// One row of the table.
  package struct Row: Equatable, Sendable {
    package let kind: ByteString
    /// The path of its socket: a `~` at the start is the user's home, a `*` any end of a name.
    package let pattern: ByteString
    /// What it does for others.
    package let reason: ByteString
  }

  private static var table: ByteString {
    """
    tmux /tmp/tmux-*/* starts commands
    screen /run/screen/S-*/* starts commands
    screen /var/run/screen/S-*/* starts commands
    screen ~/.screen/* starts commands
    systemd /run/user/*/systemd/private starts services of the user
    dbus /run/user/*/bus has services of the user called, systemd's among them
    docker /run/docker.sock starts containers, as root
    docker /var/run/docker.sock starts containers, as root
    docker /run/user/*/docker.sock starts containers
    podman /run/podman/podman.sock starts containers, as root
    podman /run/user/*/podman/podman.sock starts containers
    containerd /run/containerd/containerd.sock starts containers, as root
    ssh-agent /tmp/ssh-*/agent.* signs with the keys that it holds
    ssh-agent ~/.ssh/agent/* signs with the keys that it holds
    gpg-agent /run/user/*/gnupg/S.gpg-agent* signs and decrypts with the keys that it holds
    gpg-agent ~/.gnupg/S.gpg-agent* signs and decrypts with the keys that it holds

    """
  }

  /// The agent that a variable names; its path is that variable's value, and not shown.
  package static var named: Row { Row(kind: "ssh-agent", pattern: "SSH_AUTH_SOCK", reason: "signs with the keys that it holds") }

  /// The rows in their order.
  package static var rows: List<Row> {
    var rows = List<Row>()
    var lines = WordIterator(table, separator: UInt8(ascii: "\n"))
    while let line = lines.next() {
      guard let first = line.firstIndex(of: UInt8(ascii: " ")),
        let second = line.firstIndex(of: UInt8(ascii: " "), from: first + 1)
      else { continue }
      rows.append(
        Row(kind: line[0..<first], pattern: line[first + 1..<second], reason: line.dropFirst(second + 1)))
    }
    return rows
  }
}
