import Bytes
@testable import Globs
@testable import Secrets
import TestSupport
import Testing

@Suite struct GroupsTests {
  @Test func findsAGroupByItsVeryName() {
    #expect(Group(name: "@secrets") == .secrets)
    #expect(Group(name: "@injection") == .injection)
    #expect(Group(name: "@access") == .access)
    #expect(Group(name: "@core") == .core)
    #expect(Group(name: "@common") == .common)
    #expect(Group(name: "@Secrets") == nil)
    #expect(Group(name: "secrets") == nil)
    #expect(Group(name: "@") == nil)
    for name in namesNear("@core") { #expect(Group(name: name) == nil, "\(name.debugDescription)") }
  }

  @Test func coreIsTheTwelveNames() {
    #expect(
      Group.core.patterns.map(\.source.text) == [
        "PATH", "HOME", "SHELL", "USER", "LOGNAME", "TERM", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE",
      ])
  }

  @Test func commonBeginsWithCore() {
    let (core, common) = (Group.core.patterns.map(\.source.text), Group.common.patterns.map(\.source.text))
    #expect(common.prefix(core.count) == core[...] && common.count > core.count)
  }

  /// No name of `@common` is dropped, or makes programs run what it names; except the user's choice of an editor and a
  /// pager.
  @Test func commonHoldsNoSecret() throws {
    let injection = Self.matcher(of: .injection)
    for pattern in Group.common.patterns {
      let name = ByteString(pattern.source.text.replacing("*", with: "X"))
      #expect(SecretMatcher.match(name) == nil, "\(name)")
      let runs = ["EDITOR", "VISUAL", "PAGER"].contains(name.text)
      #expect(injection.matches(name) == runs, "\(name)")
    }
  }

  /// Built-in patterns are not checked when the program runs.
  @Test func everyPatternIsWellFormed() throws {
    var groups = 0
    for group in Group.all {
      for pattern in group.patterns { #expect(try Pattern(pattern.source) == pattern) }
      #expect(Group(name: group.name) == group)
      groups += 1
    }
    #expect(groups == 5)
  }

  @Test(arguments: [Group.injection, .access, .core, .common])
  func everyPatternHasAReason(group: Group) {
    var members: [Group.Member] = []
    while let next = group.member(after: members.last) { members.append(next) }
    #expect(members.map(\.pattern) == group.patterns.map(\.source))
    #expect(Set(members.map(\.pattern.text)).count == members.count)
    for member in members { #expect(!member.reason.isEmpty && !member.reason.text.contains("\n"), "\(member.pattern)") }
  }

  /// a name, the groups that contain it
  static let table: [(ByteString, [Group])] = [
    ("LD_PRELOAD", [.injection]),
    ("BASH_ENV", [.injection]),
    ("BASH_FUNC_ls%%", [.injection]),
    ("IFS", [.injection]),
    ("NODE_OPTIONS", [.injection]),
    ("npm_config_script_shell", [.injection]),
    ("PYTHONSTARTUP", [.injection]),
    ("GIT_SSH_COMMAND", [.injection]),
    ("GIT_CONFIG_VALUE_3", [.injection]),
    ("PROMPT_COMMAND", [.injection]),
    ("SUDO_ASKPASS", [.injection]),
    ("SYSTEMD_EDITOR", [.injection]),
    ("_JAVA_OPTIONS", [.injection]),
    ("CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER", [.injection]),
    ("SSH_AUTH_SOCK", [.access]),
    ("DOCKER_HOST", [.access]),
    ("KUBECONFIG", [.access]),
    ("GOOGLE_APPLICATION_CREDENTIALS", [.access]),
    ("AWS_WEB_IDENTITY_TOKEN_FILE", [.access]),
    ("PGPASSFILE", [.access]),
    ("DBUS_SESSION_BUS_ADDRESS", [.access]),
    ("XAUTHORITY", [.access]),
    ("TMUX", [.access]),
    ("PATH", [.core, .common]),
    ("LC_ALL", [.core, .common]),
    ("LC_TIME", [.common]),
    ("TZ", [.common]),
    ("COLORTERM", [.common]),
    ("NO_COLOR", [.common]),
    ("CLICOLOR_FORCE", [.common]),
    ("LINES", [.common]),
    ("LANGUAGE", [.common]),
    ("XDG_CONFIG_HOME", [.common]),
    ("EDITOR", [.injection, .common]),
    ("LESS", [.common]),
    ("LESSOPEN", [.injection]),
    ("WAYLAND_DISPLAY", [.access, .common]),
    ("https_proxy", [.common]),
    ("NO_PROXY", [.common]),
    ("SSL_CERT_FILE", [.common]),
    ("SSL_CERT_PASSWORD", []),
    ("NODE_EXTRA_CA_CERTS", [.common]),
    ("CI", [.common]),
    ("GITHUB_ACTIONS", [.common]),
    ("GITHUB_ENV", [.injection]),
    ("CI_JOB_TOKEN", []),
    ("TRACEPARENT", [.common]),
    ("OLDPWD", [.common]),
    ("EDITOR_THEME", []),
    ("ENVIRONMENT", []),
    ("PYTHONUNBUFFERED", []),
    ("NODE_ENV", []),
    ("GIT_AUTHOR_NAME", []),
    ("TMUX_PANE", []),
    ("XDG_SESSION_ID", [.common]),
    ("MY_LD_PATH", []),
  ]

  private static func matcher(of group: Group) -> ListMatcher {
    ListMatcher(group.patterns, starts: [0, Int32(group.patterns.count)], names: 1)
  }

  @Test(arguments: table)
  func groupsHaveTheirNames(name: ByteString, groups: [Group]) {
    for group in [Group.injection, .access, .core, .common] {
      #expect(Self.matcher(of: group).matches(name) == groups.contains(group), "\(group)")
    }
  }
}
