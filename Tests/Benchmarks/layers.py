"""The files of a run with all layers, about 1 KB each, written as people write them."""

SYSTEM = """\
# The policy of this machine.  Owner: platform team; reviewed each quarter, last in October.
# Questions go to the channel #build-env.  What nobody may loosen is in requirements.toml.

[shell_environment_policy]
inherit = "all"

# Names that look like secrets and are none.
keep = ["KEYBOARD_LAYOUT", "MAX_TOKENS", "SSH_KEYGEN_*"]

# Secrets whose names do not say so.
exclude = [
  "*PASSWORD*", "*CREDENTIAL*", "*_DSN",
  "AWS_*", "AZURE_*", "GCP_*",           # cloud accounts of people, not of builds
  "VAULT_*", "DATABASE_URL",
]

[shell_environment_policy.set]
NO_COLOR = "1"                           # logs are read by machines
GIT_TERMINAL_PROMPT = "0"                # and nobody is there to answer
DEBIAN_FRONTEND = "noninteractive"

# Coding agents: `envscrub --profile=agent some-agent`.
[profiles.agent]
inherit = "core"
exclude = ["SSH_*", "GPG_*"]
set = { PAGER = "cat", GIT_PAGER = "cat" }

[[expect]]
kept = ["PATH", "HOME", "KEYBOARD_LAYOUT"]
dropped = ["AWS_PROFILE", "DATABASE_URL"]
"""

USER = """\
# What I want in my own commands, beside what the machine says.
# Check with `envscrub --check`; see what it does with `envscrub --explain`.

[shell_environment_policy]

# Accounts of mine that no build needs.
exclude = [
  "ANTHROPIC_*", "OPENAI_*", "HF_*",
  "*_SESSION", "*_COOKIE*",
  "SPOTIFY_*",                          # the tray icon exports these, nobody knows why
]

# The system's list, and one more: a later list replaces an earlier one.
keep = ["KEYBOARD_LAYOUT", "MAX_TOKENS", "SSH_KEYGEN_*", "SORT_KEY"]

[shell_environment_policy.set]
PAGER = "cat"
EDITOR = "vi"
LESS = "-FRX"
PYTHONDONTWRITEBYTECODE = "1"           # no __pycache__ in every checkout

# The editor's own terminal publishes packages: it needs what others must not have.
#     envscrub --profile=editor make release
[profiles.editor]
keep = ["NPM_TOKEN", "GH_TOKEN"]
set = { TERM_PROGRAM = "editor" }

[[expect]]
kept = ["EDITOR", "PATH"]
dropped = ["OPENAI_ORG", "MY_SESSION"]
"""

PROJECT = """\
# The policy of this project: what its build, its tests and its tools may see.
# Trust it with `envscrub --trust` after you have read it; it is small on purpose.

[shell_environment_policy]

# Services of production.  Tests talk to the ones in compose.yaml.
exclude = ["SENTRY_*", "STRIPE_*", "SENDGRID_*", "POSTGRES_*", "PGHOST"]

[shell_environment_policy.set]
NODE_ENV = "development"
DATABASE_URL = "postgres://localhost/project_test"
LOG_LEVEL = "debug"
TZ = "UTC"                              # two tests compare dates

# First `envscrub --profile=install npm ci`, which needs the registry,
# then `envscrub --profile=build npm run build`, which needs nothing at all.
[profiles.install]
keep = ["NPM_TOKEN"]

[profiles.build]
include_only = ["PATH", "HOME", "LANG", "LC_*", "TERM", "TMPDIR", "NODE_ENV"]
set = { CI = "true" }

[[expect]]
kept = ["PATH", "LANG"]
dropped = ["STRIPE_ACCOUNT", "PGHOST"]
"""

REQUIREMENTS = """\
# What nobody on this machine can loosen.
[requirements.ignore_default_excludes]
allowed = [false]

[requirements.exclude]
always = ["LD_*", "BASH_ENV", "PYTHONSTARTUP"]

[requirements.set]
forbidden = ["LD_*", "BASH_*"]

[[requirements.rules]]
glob = "rm -rf /*"
decision = "forbidden"
"""
