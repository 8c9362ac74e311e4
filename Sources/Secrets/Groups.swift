import Bytes
import Globs

/// The built-in groups that a pattern list may name with a leading `@`.
package enum Group: UInt8, Listed, Sendable {
  case secrets, injection, access, core, common
}

package extension Group {
  var name: ByteString { WordIterator.word(rawValue, of: "@secrets @injection @access @core @common") }

  /// The group with exactly that name; nil if there is none.
  init?(name: ByteString) {
    for group in Group.all where group.name == name {
      self = group
      return
    }
    return nil
  }

  /// A pattern of a group, and the reason for it.
  struct Member: Equatable, Sendable {
    package let pattern: ByteString
    package let reason: ByteString
    fileprivate let place: Int
  }

  /// The pattern of the group after `member`; the first one after nil, nil after the last.  `@secrets` has none here:
  /// its patterns are in `SecretPattern`, and `SecretMatcher` matches them.
  func member(after member: Member?) -> Member? {
    let list = PatternText(text: text)
    guard let place = list.after(member?.place) else { return nil }
    return Member(pattern: list.glob(at: place), reason: list.reason(at: place), place: place)
  }

  /// Empty for `@secrets`, which is no list.
  var patterns: List<Pattern> {
    var patterns = List<Pattern>()
    var next = member(after: nil)
    while let member = next {
      patterns.append(Pattern(builtIn: member.pattern))
      next = self.member(after: member)
    }
    return patterns
  }

  private var text: ByteString {
    switch self {
    case .secrets: ""
    case .injection: Self.injectionText
    case .access: Self.accessText
    case .core: Self.coreText
    case .common: Self.commonText
    }
  }

  /// Variables that make a program which is run for something else load, run or obey what they name.
  private static var injectionText: ByteString {
    """
    LD_* DYLD_* LIBPATH SHLIB_PATH: loads libraries into every program
    GLIBC_TUNABLES GCONV_PATH GETCONF_DIR LOCPATH NLSPATH TZDIR MALLOC_TRACE: glibc ignores these in a program with \
    more rights than its caller
    HOSTALIASES LOCALDOMAIN RES_OPTIONS RESOLV_HOST_CONF NIS_PATH: redirects host names
    BASH_ENV ENV ZDOTDIR BASH_LOADABLES_PATH FPATH INPUTRC: files that a shell reads when it starts
    BASH_FUNC_*: functions that Bash takes from its environment, in place of commands
    IFS PS4 SHELLOPTS BASHOPTS PROMPT_COMMAND CDPATH GLOBIGNORE EXECIGNORE NULLCMD READNULLCMD: changes what a \
    shell script does
    GITHUB_ENV GITHUB_PATH: what is written there takes effect in the later steps of a job
    PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONPLATLIBDIR PYTHONPYCACHEPREFIX: where Python finds code
    PYTHONINSPECT PYTHONBREAKPOINT PYTHONEXECUTABLE PYTHONWARNINGS: makes Python run or import more code
    PYTEST_ADDOPTS PYTEST_PLUGINS IPYTHONDIR JUPYTER_CONFIG_PATH: plugins and files that Python's tools run
    NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE BUN_OPTIONS ELECTRON_RUN_AS_NODE: code that Node.js loads
    NPM_CONFIG_GIT NPM_CONFIG_SHELL NPM_CONFIG_SCRIPT_SHELL NPM_CONFIG_NODE_OPTIONS NPM_CONFIG_GLOBALCONFIG: \
    programs that npm runs
    PERL5LIB PERLLIB PERL5OPT PERL5DB PERL5SHELL PERL_MM_OPT PERL_MB_OPT: code that Perl loads
    RUBYOPT JRUBY_OPTS RUBYLIB RUBYSHELL GEM_HOME GEM_PATH BUNDLE_GEMFILE: code that Ruby loads
    JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_JAVAC_OPTIONS *_JAVA_OPTIONS *JAVA_OPTS *JVM_OPTS MAVEN_OPTS MAVEN_ARGS \
    GRADLE_OPTS ANT_OPTS ANT_ARGS SBT_OPTS CATALINA_OPTS CLASSPATH: agents and classes that Java loads
    DOTNET_STARTUP_HOOKS DOTNET_ADDITIONAL_DEPS CORECLR_* COR_PROFILER* COR_ENABLE_PROFILING: code that .NET loads
    LUA_INIT* LUA_PATH* LUA_CPATH* TCLLIBPATH TCL_LIBRARY GUILE_LOAD_PATH GUILE_LOAD_COMPILED_PATH: code that Lua, \
    Tcl and Guile load
    PHPRC PHP_INI_SCAN_DIR: settings of PHP, which name files to run
    R_PROFILE* R_ENVIRON* R_LIBS* JULIA_LOAD_PATH JULIA_DEPOT_PATH: code that R and Julia load
    ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS ERL_LIBS ELIXIR_ERL_OPTIONS CAML_LD_LIBRARY_PATH GHC_PACKAGE_PATH: code that \
    Erlang, OCaml and Haskell load
    GOFLAGS GOENV GOTOOLCHAIN: options and tools that Go runs
    RUSTC RUSTC_* RUSTDOC RUSTFMT RUSTFLAGS CARGO_BUILD_RUST* CARGO_TARGET_*_RUNNER CARGO_TARGET_*_LINKER \
    *_CREDENTIAL_PROVIDERS: programs that Cargo runs
    CC CXX MAKEFLAGS GNUMAKEFLAGS MFLAGS MAKEFILES CONFIG_SITE CMAKE_TOOLCHAIN_FILE CMAKE_*_LAUNCHER COMPILER_PATH \
    GCC_EXEC_PREFIX CCACHE_PREFIX* CCACHE_COMPILER: programs and files that a build runs
    GIT_SSH GIT_SSH_COMMAND GIT_PROXY_COMMAND GIT_EXTERNAL_DIFF GIT_EXEC_PATH GIT_GUITOOL GIT_TEMPLATE_DIR: \
    programs that Git runs
    GIT_CONFIG GIT_CONFIG_* GIT_ALLOW_PROTOCOL: settings of Git, which name programs to run
    HGRCPATH HGMERGE SVN_SSH CVS_RSH RSYNC_RSH RSYNC_CONNECT_PROG BORG_RSH BORG_REMOTE_PATH: programs that other \
    tools run to reach a host
    *ASKPASS *_PASSCOMMAND *_PASSWORD_COMMAND SSH_SK_PROVIDER SSH_SK_HELPER PKCS11_MODULE_PATH: programs that ask for \
    passwords and keys
    EDITOR VISUAL *_EDITOR FCEDIT HGEDITOR CVSEDITOR SELECTED_EDITOR: program that edits a text
    PAGER *_PAGER MANPAGER LESSOPEN LESSCLOSE: program that shows a text
    BROWSER *_BROWSER *_EXECUTABLE_PATH TERMINAL: program that shows a page or a window
    VIMINIT GVIMINIT EXINIT MYVIMRC VIMRUNTIME EMACSLOADPATH: commands that an editor runs when it starts
    TERMINFO TERMINFO_DIRS TERMCAP: files that programs on a terminal trust
    FZF_DEFAULT_COMMAND FZF_DEFAULT_OPTS* FZF_CTRL_*_COMMAND RIPGREP_CONFIG_PATH TAR_OPTIONS PSQLRC MAILCAPS: \
    options and files that name commands
    CURL_HOME WGETRC SYSTEM_WGETRC: settings of curl and Wget, which name hosts and files to write
    OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES SASL_PATH LIBMYSQL_PLUGIN*: modules that libraries load
    QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH QML*_IMPORT_PATH GTK_MODULES GTK*_MODULES GTK_PATH \
    GTK_IM_MODULE_FILE GIO_EXTRA_MODULES GIO_MODULE_DIR GDK_PIXBUF_MODULE_FILE GST_PLUGIN* ALSA_CONFIG_PATH \
    LADSPA_PATH VK_LAYER_PATH LIBGL_DRIVERS_PATH: modules that programs with windows or sound load
    ANSIBLE_CONFIG ANSIBLE_LIBRARY ANSIBLE_*_PLUGINS TF_CLI_CONFIG_FILE TF_CLI_ARGS* HELM_PLUGINS \
    KUBECTL_EXTERNAL_DIFF: plugins and programs of tools that run servers

    """
  }

  /// Variables that hold no secret, but lead to one or to somebody's account.
  private static var accessText: ByteString {
    """
    SSH_AUTH_SOCK SSH_AGENT_PID SSH_CONFIG: the SSH agent signs for whoever asks
    GNUPGHOME GPG_AGENT_INFO GPG_TTY GNOME_KEYRING_*: keys of GnuPG and of the desktop, and their agents
    DOCKER_HOST DOCKER_CONTEXT DOCKER_CERT_PATH *DOCKER_CONFIG CONTAINER_HOST CONTAINER_SSHKEY CONTAINERD_ADDRESS \
    BUILDKIT_HOST PODMAN_CONNECTIONS_CONF REGISTRY_AUTH_FILE LIBVIRT_DEFAULT_URI: access to the daemon is as good as \
    root
    KUBECONFIG KUBE_CONFIG* KUBE_CONTEXT KUBE_CTX: login at a cluster
    AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SHARED_CREDENTIALS_FILE AWS_CONFIG_FILE AWS_CONTAINER_* AWS_ROLE_ARN: \
    login at AWS
    AZURE_CONFIG_DIR IDENTITY_ENDPOINT MSI_ENDPOINT CLOUDSDK_CONFIG CLOUDSDK_ACTIVE_CONFIG_NAME OS_CLOUD \
    OS_CLIENT_CONFIG_FILE OCI_CLI_CONFIG_FILE OCI_CLI_PROFILE: login at other clouds
    ACTIONS_*_URL: where a job's token is accepted
    GOOGLE_APPLICATION_CREDENTIALS *CREDENTIAL*_FILE* *_CREDENTIALS_PATH CREDENTIALS_DIRECTORY: path of credentials
    *_PASSWORD_FILE *_PASSWD_FILE *_PASS_FILE *_PASSPHRASE_FILE *PASSFILE *_SECRET_FILE *_SECRETS_FILE \
    *_TOKEN_FILE *_TOKEN_PATH *MACAROON_PATH: path of a secret
    *_KEY_FILE *_KEY_PATH *_KEYFILE *KEYTAB *_KTNAME *_CLIENT_KEY *SSLKEY *_SSL_KEY *_CERTIFICATE_PATH \
    SSLKEYLOGFILE: path of a key
    KRB5CCNAME KRB5_CONFIG VAULT_AGENT_ADDR: Kerberos tickets, and secrets from Vault's agent
    NETRC PGSERVICEFILE PGSERVICE PGSYSCONFDIR MYSQL_HOME MYSQL_TEST_LOGIN_FILE *_USERCONFIG PIP_CONFIG_FILE \
    BOTO_CONFIG RCLONE_CONFIG: file with logins
    DBUS_*_ADDRESS AT_SPI_BUS_ADDRESS XDG_RUNTIME_DIR: services of the user's session, which run commands
    DISPLAY WAYLAND_DISPLAY WAYLAND_SOCKET XAUTHORITY ICEAUTHORITY: the screen and the keyboard
    PULSE_SERVER PULSE_COOKIE PIPEWIRE_REMOTE: microphone and speaker
    *_SOCK *_SOCKET I3SOCK SWAYSOCK HYPRLAND_INSTANCE_SIGNATURE KITTY_LISTEN_ON: a socket that accepts commands
    TMUX STY NVIM NVIM_LISTEN_ADDRESS EMACS_SERVER_FILE VSCODE_IPC_HOOK* VSCODE_GIT_ASKPASS_* \
    VSCODE_GIT_IPC_HANDLE: a terminal or an editor outside, which runs commands

    """
  }

  /// The names that nearly every program needs, without wildcards: the beginning of `commonText`.
  private static var coreText: ByteString {
    let text = commonText
    return text[0..<(text.firstIndex(of: UInt8(ascii: "#")) ?? text.count)]
  }

  /// The core names, and those that programs expect in a session and that hold no secret.  A value may still hold one,
  /// for example that of a proxy: values are examined as for any name.
  private static var commonText: ByteString {
    """
    PATH: where programs are
    HOME: the user's directory
    SHELL: the user's shell
    USER LOGNAME: the user's name
    TERM: kind of terminal
    TMPDIR TEMP TMP: where temporary files go
    LANG LC_ALL LC_CTYPE: language and character set
    # common
    LANGUAGE LC_* TZ: language and time zone
    COLORTERM NO_COLOR FORCE_COLOR CLICOLOR* COLUMNS LINES: what the terminal can show
    PWD OLDPWD SHLVL: where the shell is, and how deep
    XDG_*: directories of the user and of the session
    EDITOR VISUAL PAGER LESS: how the user edits and reads texts
    DISPLAY WAYLAND_DISPLAY: the screen
    HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY: way to the network
    SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE GIT_SSL_CAINFO GIT_SSL_CAPATH NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE \
    PIP_CERT: trusted certificates
    CI CONTINUOUS_INTEGRATION GITHUB_ACTIONS GITLAB_CI BUILDKITE CIRCLECI TRAVIS APPVEYOR TF_BUILD TEAMCITY_VERSION \
    JENKINS_URL DRONE SEMAPHORE CIRRUS_CI BITRISE_IO GITEA_ACTIONS FORGEJO_ACTIONS NETLIFY VERCEL: announces a CI system
    TRACEPARENT TRACESTATE: the trace that a span belongs to

    """
  }
}
