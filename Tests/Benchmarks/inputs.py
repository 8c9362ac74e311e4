"""The environments and policy files of cost.py."""

# Names as they are on a developer's machine, and nothing among them that looks like a secret.
ORDINARY = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/home/someone",
    "SHELL": "/bin/bash", "USER": "someone", "LOGNAME": "someone", "PWD": "/home/someone/src/project",
    "OLDPWD": "/home/someone", "SHLVL": "2", "LANG": "C.UTF-8", "LC_TIME": "C.UTF-8", "TERM": "xterm-256color",
    "COLORTERM": "truecolor", "EDITOR": "vim", "VISUAL": "vim", "PAGER": "less", "LESS": "-FRX",
    "MANPATH": "/usr/local/share/man:/usr/share/man", "TMPDIR": "/tmp", "TZ": "Europe/Berlin",
    "HOSTNAME": "builder-07", "DISPLAY": ":0", "XDG_RUNTIME_DIR": "/run/user/1000", "XDG_DATA_DIRS": "/usr/share",
    "XDG_CURRENT_DESKTOP": "GNOME", "DESKTOP_STARTUP": "none", "MAIL": "/var/mail/someone",
    "LS_COLORS": "di=01;34:ln=01;36:so=01;35:pi=40;33:ex=01;32:*.tar=01;31:*.gz=01;31:*.zip=01;31:*.png=01;35",
    "HISTSIZE": "10000", "HISTCONTROL": "ignoreboth", "GOPATH": "/home/someone/go", "GOFLAGS": "-mod=mod",
    "CARGO_HOME": "/home/someone/.cargo", "RUSTUP_HOME": "/home/someone/.rustup", "RUST_BACKTRACE": "1",
    "JAVA_HOME": "/usr/lib/jvm/default-java", "NODE_ENV": "development",
    "NPM_CONFIG_PREFIX": "/home/someone/.npm",
    "PYTHONUNBUFFERED": "1", "VIRTUAL_ENV": "/home/someone/src/project/.venv", "PIP_REQUIRE_VIRTUALENV": "true",
    "CC": "gcc", "CXX": "g++", "CFLAGS": "-O2 -g", "MAKEFLAGS": "-j8", "CI": "false",
    "DEBIAN_FRONTEND": "noninteractive", "GIT_EDITOR": "vim", "GIT_PAGER": "less", "NO_PROXY": "localhost,127.0.0.1",
    "http_proxy": "http://proxy.example:3128",
}

# About 1 KB, as an administrator writes it.
CONFIG = """\
# What the build agents may see. Owner: platform team; reviewed each quarter.
[shell_environment_policy]
inherit = "all"
ignore_default_excludes = false

# Names that look like secrets and are none.
keep = ["KEYBOARD_LAYOUT", "MAX_TOKENS", "SSH_KEYGEN_*"]

include_only = [
  "PATH", "HOME", "SHELL", "USER", "LOGNAME", "PWD",
  "TERM", "COLORTERM", "TMPDIR", "TZ", "LANG", "LC_*",
  "EDITOR", "PAGER",
  "NODE_ENV",
  "VIRTUAL_ENV",
  "CARGO_*", "RUST*",
  "GO*",          # GOPATH, GOFLAGS and the like
  "XDG_*_DIR*",
]

exclude = [
  "*PASSWORD*", "*PASSWD*", "*CREDENTIAL*", "*_DSN", "*_PAT",
  "AWS_*", "AZURE_*", "GCP_*", "GOOGLE_*", "CLOUDFLARE_*",
  "DOCKER_AUTH_*", "KUBE*", "VAULT_*", "CONSUL_*",
  "npm_config_*auth*", "PIP_*INDEX_URL", "TWINE_*",
  "DATABASE_URL", "REDIS_URL", "[A-Z]*_WEBHOOK",
]

[shell_environment_policy.set]
CI = "true"
NO_COLOR = "1"
PAGER = "cat"
GIT_PAGER = "cat"
GIT_TERMINAL_PROMPT = "0"
DEBIAN_FRONTEND = 'noninteractive'
PYTHONDONTWRITEBYTECODE = "1"
CARGO_TERM_COLOR = "never"
LANG = "C.UTF-8"
http_proxy = "http://proxy.example.net:3128"
"""

# As long as Linux lets one entry be, and with much that could begin a credential.
LONG = ("x://y/ d='e' k:v eyJ token=${A} " * 4096)[: (128 << 10) - 16]

WORDS = """ACCOUNT ARCHIVE BADGE BILLING CHANNEL CIPHER CLIENT COOKIE DEPLOY DIGEST ESCROW FINGER GATEWAY HANDLE INVOICE
JOURNAL LEDGER LICENCE MEMBER NOTARY ORDER PAYROLL PERSON PORTAL QUOTA RECEIPT RECOVERY REFUND SALARY SEALED SESAME SIGNER
STAFF TENANT TICKET TREASURY VAULT VOUCHER WALLET WITNESS""".split()


def hundred_patterns():
    """Of every form, and none that drops a variable of many(): what is handed on must be what GNU env hands on."""
    patterns = [f"*{word}*" for word in WORDS]
    patterns += [f"{word}_*" for word in WORDS[:25]]
    patterns += [f"*_{word}" for word in WORDS[25:]]
    patterns += [f"{word[:2]}?{word[3:]}_[0-9]*" for word in WORDS[:20]]
    assert len(patterns) == 100
    listed = "".join(f'  "{pattern}",\n' for pattern in patterns)
    return f"[shell_environment_policy]\nexclude = [\n{listed}]\n"


def many(count):
    """`count` variables, with prefixes as services get them from whoever starts them."""
    endings = [
        "SERVICE_HOST=10.0.{}.{}", "SERVICE_PORT=80{}{}", "LOG_LEVEL=info-{}-{}", "CACHE_DIR=/var/cache/app/{}/{}"]
    environment = {"PATH": ORDINARY["PATH"], "HOME": ORDINARY["HOME"]}
    for index in range(count - len(environment)):
        name, value = endings[index % len(endings)].split("=")
        environment[f"APP{index}_{name}"] = value.format(index // 250 % 250, index % 250)
    return environment
