import Bytes
import Globs
@testable import Policy
import TestSupport
import Testing

/// Codex's files as found in public repositories and guides: the shape of each, rewritten in a few lines.  Under
/// `--codex` they mean what they mean to Codex.  Without it they mean what envscrub's manual says, or are rejected
/// because they are recognized as Codex's.
struct CodexFilesTests {
  private static let parent = [
    "PATH=x", "HOME=x", "TERM=x", "LANG=x", "AWS_REGION=x", "GITHUB_TOKEN=x", "EDITOR=x", "CI=x", "CODEX_HOME=x",
    "OPENAI_API_KEY=x",
  ]
  private static let all = "PATH HOME TERM LANG AWS_REGION GITHUB_TOKEN EDITOR CI CODEX_HOME OPENAI_API_KEY"
  private static let plain = "PATH HOME TERM LANG AWS_REGION EDITOR CI CODEX_HOME"

  /// text; what is kept under `--codex`; what is kept without it, or nil if the file is rejected
  static let table: [(String, String, String?)] = [
    // Guides show this as an allow-list, which it isn't in Codex.
    (
      """
      [shell_environment_policy]
      inherit = "none"
      include_only = ["PATH", "HOME", "TMPDIR", "TERM", "LANG", "NODE_ENV"]
      exclude = ["*KEY*", "*SECRET*", "*TOKEN*", "*PASSWORD*", "AWS_*"]
      [shell_environment_policy.set]
      CI = "true"
      """, "", "PATH HOME TERM LANG CI"
    ),
    (
      """
      [shell_environment_policy]
      # "all", "core" or "none"
      inherit = "core"
      ignore_default_excludes = false
      exclude = ["AWS_*", "AZURE_*"]
      set = { CI = "1" }
      include_only = ["PATH", "HOME"]
      """, "PATH HOME", "PATH HOME CI"
    ),
    ("[shell_environment_policy]\nset = { CI = \"1\" }", all, plain),
    ("[shell_environment_policy]\ninherit = \"all\"\nignore_default_excludes = false", plain, plain),
    ("[shell_environment_policy]\ninherit = \"none\"\nset = { PATH = \"/bin\" }", "PATH", "PATH"),
    ("allow_login_shell = true\n[shell_environment_policy]\n\"inherit\" = \"all\"", all, plain),
    ("[shell_environment_policy.set]\nPATH = '/opt/bin'\nTOOL_ROOT = '/opt'", all + " TOOL_ROOT", plain + " TOOL_ROOT"),
    ("[shell_environment_policy]\ninherit = 'core'\nignore_default_excludes = false", "PATH HOME LANG", "PATH HOME TERM LANG"),
    // Whole files.
    (
      "[history]\npersistence = 'save-all'\nmax_bytes = 5242880\n[shell_environment_policy]\ninherit = 'all'\nignore_default_excludes = true\nexclude = []\nset = {}\ninclude_only = []\n[features]\nshell_tool = true",
      all, nil
    ),
    (
      "default_permissions = 'p'\napproval_policy = 'never'\n[permissions.p]\nextends = ':workspace'\n[permissions.p.filesystem]\n':root' = 'deny'\n[shell_environment_policy]\ninherit = 'core'\n[shell_environment_policy.filters]\nCODEX_HOME = 'exclude'\nOPENAI_API_KEY = 'exclude'",
      "PATH HOME LANG", nil
    ),
    (
      "[tui]\ntheme = 'x'\n[features]\nhooks = true\n[shell_environment_policy]\ninherit = 'core'  # core | all | none\nset = { CI = '1' }\n[shell_environment_policy.filters]\n'AWS_*' = 'exclude'\n[projects.'/home/me/wiki']\ntrust_level = 'trusted'",
      "PATH HOME LANG CI", nil
    ),
    (
      "cli_auth_credentials_store = 'file'\n[features]\nhooks = true\n[history]\npersistence = 'none'\n[shell_environment_policy]\ninherit = 'all'\nignore_default_excludes = false\nexclude = [\n  'CODEX_API_KEY',\n  'CODEX_HOME',\n  'SSH_AUTH_SOCK',\n]",
      "PATH HOME TERM LANG AWS_REGION EDITOR CI", nil
    ),
    (
      "[profiles.batch]\nmodel = 'gpt'\napproval_policy = 'on-request'\n[profiles.batch.shell_environment_policy]\ninclude_only = ['PATH', 'CI']", all,
      nil
    ),
    ("[profiles.safe]\nsandbox_mode = 'workspace-write'\n[profiles.safe.shell_environment_policy]\nset = { SKIP_RC = '1' }", all, nil),
    (
      "sandbox_mode = 'workspace-write'\n[sandbox_workspace_write]\nnetwork_access = true\nwritable_roots = ['/home/me/.npm']\n[tui]\nnotifications = true\n[shell_environment_policy.set]\nUV_NO_SYNC = '1'",
      all + " UV_NO_SYNC", nil
    ),
    (
      "check_for_update_on_startup = false\ncompact_prompt = 'x'\nexperimental_use_rmcp_client = true\n[shell_environment_policy]\nexperimental_use_profile = true\nset.SHELL = '/bin/zsh'",
      all + " SHELL", nil
    ),
    (
      "plan_mode_reasoning_effort = 'medium'\nnetwork_access = true\nshell_environment_policy.experimental_use_profile = true\nshell_environment_policy.set = { AGENT_HOME = '/tmp/a' }\nsandbox_workspace_write.network_access = true",
      all + " AGENT_HOME", nil
    ),
    (
      "[features]\ngoals = false\n[shell_environment_policy]\ninherit = 'none'\nignore_default_excludes = false\n[shell_environment_policy.set]\nPATH = '/bin'\nHOME = '/x'\nLANG = 'C'\n[projects.'/x']\ntrust_level = 'untrusted'",
      "PATH HOME LANG", nil
    ),
    (
      "approval_policy = 'never'\nweb_search = 'disabled'\n[analytics]\nenabled = false\n[shell_environment_policy]\ninherit = 'core'\nexclude = ['OPENAI_API_KEY', 'CODEX_HOME', 'X_RUN_ID']",
      "PATH HOME LANG", nil
    ),
    // The keys after the table's header belong to the table, whatever the author intended.
    ("[shell_environment_policy]\ninherit = 'all'\n\nsandbox_mode = 'danger-full-access'\napproval_policy = 'never'", all, nil),
    (
      "[sandbox_workspace_write]\nwritable_roots = ['/x']\n[shell_environment_policy]\nset = { STATE_DIR = '/x' }", all + " STATE_DIR", nil
    ),
    (
      "# >>> managed\n[mcp_servers.me]\ncommand = 'me'\nargs = ['--as-agent', 'mcp']\n[shell_environment_policy]\nset = { AS_AGENT = '.me' }\n# <<< managed",
      all + " AS_AGENT", nil
    ),
    (
      "model_provider = 'proxy'\n[model_providers.proxy]\nbase_url = 'http://127.0.0.1/v1'\nenv_key = 'PROXY_KEY'\nwire_api = 'responses'\n[shell_environment_policy]\nexclude = ['OTHER_SECRET']",
      all, nil
    ),
    (
      "model = 'gpt'\nmodel_reasoning_effort = 'low'\nallow_login_shell = false\n[shell_environment_policy]\ninherit = 'all'\nignore_default_excludes = false\ninclude_only = [\n  'PATH',\n  'HOME',\n  'LANG',\n  'CI',\n]",
      "PATH HOME LANG CI", nil
    ),
    (
      "[agents]\nenabled = false\n[apps._default]\nenabled = false\n[orchestrator.mcp]\nenabled = false\n[skills.bundled]\nenabled = false\n[shell_environment_policy]\ninherit = 'none'\nexperimental_use_profile = false",
      "", nil
    ),
    (
      "[hooks]\n[marketplaces]\n[mcp_servers]\n[memories]\nuse_memories = false\n[otel]\nexporter = 'none'\n[shell_environment_policy]\nignore_default_excludes = false\ninherit = 'none'\n[skills]\nconfig = []\n[tool_suggest]\ndiscoverables = []",
      "", nil
    ),
    (
      "disable_response_storage = true\nwindows_wsl_setup_acknowledged = true\nsuppress_unstable_features_warning = true\nfile_opener = 'vscode'\n[shell_environment_policy]\ninherit = 'all'\nignore_default_excludes = false",
      plain, nil
    ),
    ("model = 'gpt'\n[shell_environment_policy]\n", all, nil),
    (
      "web_search = 'live'\nhide_agent_reasoning = false\n[shell_environment_policy]\ninherit = 'all'\nexclude = ['*KEY*', '*SECRET*', '*TOKEN*', 'AWS_*']\nset = {}\ninclude_only = []\nexperimental_use_profile = false\n[feedback]\nenabled = false",
      "PATH HOME TERM LANG EDITOR CI CODEX_HOME", nil
    ),
    ("personality = 'pragmatic'\n[mcp_servers.docs]\nurl = 'https://example.invalid/mcp'", all, nil),
    ("profile = 'deep'\nmodel = 'gpt'\n[profiles.deep]\nmodel = 'o'\n[notice]\nhide_full_access_warning = true", all, nil),
    (
      "approval_policy = 'never'\n[features]\napps = false\n[shell_environment_policy]\ninclude_only = [\n    'PATH',\n    'HOME',\n]\nweb_search = 'live'\n[windows]\nsandbox = 'elevated'",
      "PATH HOME", nil
    ),
    (
      "[shell_environment_policy]\ninherit = 'core'\n[shell_environment_policy.set]\nTOOL_SEARCH = 'true'\n[mcp_servers.x]\ncommand = 'x'",
      "PATH HOME LANG TOOL_SEARCH", nil
    ),
    ("[[hooks.SessionStart]]\nmatcher = 'startup'\n[[hooks.SessionStart.hooks]]\ntype = 'command'\ncommand = 'x'", all, nil),
    ("[agents]\nenabled = true\nmax_concurrent_threads_per_session = 3", all, nil),
    (
      "[shell_environment_policy]\ninherit = 'core'\n\n[shell_environment_policy.set]\nBASE_URL = 'https://example.invalid/v1'", "PATH HOME LANG BASE_URL",
      "PATH HOME TERM LANG BASE_URL"
    ),
    (
      "forced_login_method = 'chatgpt'\nforced_chatgpt_workspace_id = 'x'\n[shell_environment_policy]\ninclude_only = ['PATH', '*_TOKEN', 'aws_*']", "PATH AWS_REGION GITHUB_TOKEN",
      nil
    ),
  ]

  @Test func thereAreEnough() { #expect(Self.table.count == 37) }

  private func names(_ content: PolicyContent, _ dialect: Dialect) -> String {
    var policy = Policy(dialect)
    policy.merge(content.layer)
    policy.mergeCommandLine(PolicyLayer())
    let outcome = policy.apply(to: List(Self.parent.map(entry)), seed: 1, explaining: false)
    return outcome.texts.map { String($0.prefix { $0 != "=" }) }.joined(separator: " ")
  }

  @Test(arguments: table)
  func underCodex(text: String, left: String, native: String?) throws {
    for isCodexFile in [true, false] {
      // A file given by name is recognized by its keys; a file without such keys means the same as an envscrub file.
      let document = try PolicyDocument(
        ByteString(text), layer: isCodexFile ? .user : .named, isCodexFile: isCodexFile, seed: 5)
      let reading = document.reading(underCodex: true)
      let content = try LayerReader.read(document, .codex, as: reading)
      #expect(names(content, .codex) == left)
      #expect(isCodexFile == false || reading == .codexFile)
    }
  }

  @Test(arguments: table)
  func natively(text: String, left: String, native: String?) throws {
    let document = try PolicyDocument(ByteString(text), layer: .named, seed: 5)
    do {
      #expect(names(try LayerReader.read(document), .envscrub) == native)
    } catch {
      #expect(native == nil)
      guard case .codexKey = error.kind else {
        Issue.record("\(error.kind)")
        return
      }
    }
  }

  /// The keys of the public reference and of the schema in Codex's sources, and some that are recognized by a prefix.
  static let keys = """
    model review_model model_provider model_providers model_context_window model_auto_compact_token_limit \
    model_reasoning_effort model_reasoning_summary model_verbosity model_instructions_file model_catalog_json \
    model_supports_reasoning_summaries model_auto_compact_token_limit_scope plan_mode_reasoning_effort approval_policy \
    approvals_reviewer auto_review sandbox_mode sandbox_workspace_write default_permissions permissions notify \
    mcp_servers mcp_oauth_callback_port mcp_oauth_callback_url mcp_oauth_credentials_store otel hooks notice tui history \
    file_opener features projects tools tool_suggest tool_output_token_limit web_search skills agents apps \
    apps_mcp_product_sku plugins marketplaces memories feedback analytics instructions developer_instructions \
    compact_prompt personality cli_auth_credentials_store forced_login_method forced_chatgpt_workspace_id \
    chatgpt_base_url openai_base_url oss_provider disable_response_storage disable_paste_burst hide_agent_reasoning \
    show_raw_agent_reasoning project_doc_max_bytes project_doc_fallback_filenames project_root_markers \
    check_for_update_on_startup commit_attribution background_terminal_max_timeout log_dir sqlite_home zsh_path windows \
    experimental_use_unified_exec_tool experimental_compact_prompt_file experimental_realtime_ws_base_url \
    experimental_realtime_ws_model experimental_thread_store preferred_auth_method service_tier \
    suppress_unstable_features_warning ghost_snapshot audio realtime debug desktop include_apps_instructions \
    include_environment_context include_permissions_instructions include_collaboration_mode_instructions orchestrator
    """.split(separator: " ").map(String.init)

  @Test func theReferenceHasMore() { #expect(Self.keys.count > 37) }

  @Test(arguments: keys)
  func oneMessage(key: String) throws {
    let findings = UnsafeMutablePointer<ErrorList>.allocate(capacity: 1)
    // Whatever else is wrong in it, or comes first.
    let other = key == "tui" ? "model" : "tui"
    for text in ["\(key) = 'x'\n\(other) = 'y'\ncolour = 1", "colour = 1\nprofile = 'x'\n[\(key)]\nx = 1\n[profiles.x]\nmodel = 'y'"] {
      findings.initialize(to: ErrorList())
      let document = try PolicyDocument(ByteString(text), layer: .named, seed: 5)
      _ = try LayerReader.read(document, findings: findings)
      #expect(findings.pointee.errors.map(\.kind) == [.codexKey(ByteString(key))])
    }
  }

  @Test(arguments: ["profile = 'x'\n[profiles.x]\nexclude = []", "seal = true", "allow_login_shell = false"])
  func oursAreNone(text: String) throws {
    _ = try LayerReader.read(PolicyDocument(ByteString(text), layer: .named, seed: 5))
  }
}
