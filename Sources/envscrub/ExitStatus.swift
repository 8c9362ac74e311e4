/// The exit statuses of env(1), for runs that end without COMMAND's own status.
enum ExitStatus {
  static var success: Int32 { 0 }
  /// `--check` found something.
  static var found: Int32 { 1 }
  /// envscrub itself failed; COMMAND was not started.
  static var failed: Int32 { 125 }
  /// COMMAND was found, but could not be run.
  static var notRunnable: Int32 { 126 }
  static var notFound: Int32 { 127 }
}
