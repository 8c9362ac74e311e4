import Bytes
import TOML

/// The keys of Codex's own configuration file, and those of its policy table.  One of the former in an envscrub file
/// shows that the two kinds of files were mixed up.
enum CodexKeys {
  /// Whether Codex's file has this key at its top level.  `profile` and `profiles` are left out: envscrub has them too.
  static func contains(_ name: ByteString) -> Bool {
    if WordIterator.number(of: name, in: names) != nil { return true }
    var words = WordIterator(prefixes, separator: UInt8(ascii: " "))
    while let prefix = words.next() {
      if name.count > prefix.count, name.hasPrefix(prefix) { return true }
    }
    return false
  }

  // From the configuration reference of Codex and the JSON schema in its sources, 2026.
  private static var names: ByteString {
    """
    agents analytics approval_policy approvals_reviewer apps apps_mcp_product_sku audio auto_review chatgpt_base_url \
    check_for_update_on_startup cli_auth_credentials_store commit_attribution compact_prompt debug default_permissions \
    desktop developer_instructions disable_paste_burst disable_response_storage features feedback file_opener \
    forced_chatgpt_workspace_id forced_login_method ghost_snapshot hide_agent_reasoning history hooks \
    include_apps_instructions include_collaboration_mode_instructions include_environment_context \
    include_permissions_instructions instructions log_dir marketplaces mcp_servers memories model notice notify \
    network_access openai_base_url orchestrator oss_provider otel permissions personality plan_mode_reasoning_effort plugins preferred_auth_method \
    project_root_markers projects realtime review_model sandbox_mode sandbox_workspace_write service_tier \
    show_raw_agent_reasoning skills sqlite_home suppress_unstable_features_warning tool_output_token_limit tool_suggest \
    tools tui web_search windows windows_wsl_setup_acknowledged zsh_path
    """
  }

  private static var prefixes: ByteString { "model_ mcp_oauth_ project_doc_ background_terminal_ experimental_" }

  /// A boolean key of Codex's policy table that Codex never reads.
  static var unread: ByteString { "experimental_use_profile" }

  /// The key of Codex's dialect that an unknown key of the policy table was probably meant to be.
  static func nearestInTable(to name: ByteString) -> ByteString? {
    // By its letters it is near to `exclude`, which is the opposite.
    if name == "include" || name == "includes" { return Setting.includeOnly.name }
    return Nearest.word(to: name, in: "inherit ignore_default_excludes include_only exclude filters set")
  }
}

extension TOMLDocument {
  /// The first top-level key that only Codex's own file has; nil if there is none.
  var firstCodexKey: TOMLNode? {
    for node in children(of: root) {
      let name = key(of: node)
      if !FileKey.isKnown(name), CodexKeys.contains(name) { return node }
    }
    return nil
  }
}
