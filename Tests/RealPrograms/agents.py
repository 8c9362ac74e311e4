#!/usr/bin/env python3
"""Runs the recipes for agents and task runners with the real programs:  agents.py BINARY

just, tox, pre-commit and the mcp package come from PyPI into a temporary directory.  The recipes are those of
man/envscrub-recipes.7: its examples are run with these programs, and its settings for an MCP server are given to a
client.  If PyPI can't be reached, nothing is tested and a message says so; with CI=true that is a failure.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "..", "man", "envscrub-recipes.7")
PACKAGES = ["mcp>=2,<3", "rust-just<2", "tox<5", "pre-commit<5"]
PROGRAMS = ["just", "tox", "pre-commit"]
SECRETS = {"ISSUES_TOKEN": "fake1", "OPENAI_API_KEY": "fake2", "AWS_SECRET_ACCESS_KEY": "fake3"}

# Two tools: one lists its own variables that hold a secret, the other those of a program that it starts.
SERVER = """\
import os, subprocess, sys
from mcp.server.mcpserver import MCPServer
server = MCPServer("issues")

@server.tool()
def mine() -> str:
    return " ".join(sorted(name for name, value in os.environ.items() if "fake" in value))

@server.tool()
def childs() -> str:
    code = 'import os; print(*sorted(name for name, value in os.environ.items() if "fake" in value))'
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

server.run()
"""
CLIENT = """\
import asyncio, json, os, sys
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

async def main(settings):
    # As a client does that hands on all that it has.
    parameters = StdioServerParameters(command=settings["command"], args=settings["args"],
                                       env={**os.environ, **settings["env"]})
    async with stdio_client(parameters) as (reads, writes):
        async with ClientSession(reads, writes) as session:
            await session.initialize()
            for tool in ("mine", "childs"):
                print(tool, (await session.call_tool(tool, {})).content[0].text)

asyncio.run(main(json.loads(sys.argv[1])))
"""


def skip(why):
    print(f"agents: skipped: {why}")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


def settings():
    """The settings of the MCP server in the manual page."""
    with open(PAGE, encoding="utf-8") as file:
        display = re.search(r"^\.Bd -literal -offset indent\n(\{\n.*?mcpServers.*?\n\})\n\.Ed$", file.read(), re.S | re.M)
    found = json.loads(display[1].replace("\\-", "-"))["mcpServers"]["issues"]
    found["env"] = {"ISSUES_TOKEN": SECRETS["ISSUES_TOKEN"]}
    return found


def check_mcp(place, path):
    """Returns the number of failed comparisons."""
    for name, text in (("server.py", SERVER), ("client.py", CLIENT)):
        with open(os.path.join(place, name), "w", encoding="utf-8") as file:
            file.write(text)
    through = settings()
    plain = dict(through, command=through["args"][1], args=through["args"][2:])
    everything = " ".join(sorted(SECRETS))
    failures = 0
    for way, server, expected in (("plain", plain, everything), ("through envscrub", through, "ISSUES_TOKEN")):
        done = subprocess.run(["python3", "client.py", json.dumps(server)], cwd=place, capture_output=True, text=True,
                              env={"PATH": path, "HOME": place, **SECRETS}, timeout=60)
        if done.stdout != f"mine {expected}\nchilds {expected}\n":
            failures += 1
            print(f"FAILED an MCP server {way}: expected {expected}\n{done.stdout}{done.stderr}")
    return failures


def main(binary):
    with tempfile.TemporaryDirectory(prefix="agents.") as place:
        venv = os.path.join(place, "venv")
        os.mkdir(os.path.join(place, "bin"))
        os.symlink(binary, os.path.join(place, "bin", "envscrub"))
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        done = subprocess.run([os.path.join(venv, "bin/pip"), "-q", "--disable-pip-version-check", "install", *PACKAGES],
                              capture_output=True, text=True)
        if done.returncode:
            skip(f"pip can't install {' '.join(PACKAGES)}: {done.stderr.strip().splitlines()[-1:]}")
        path = f"{place}/bin:{venv}/bin:/usr/bin:/bin"
        failures = check_mcp(place, path)
        print(f"agents: an MCP server by the mcp package, plain and through envscrub: {failures} failed")
        done = subprocess.run([sys.executable, os.path.join(HERE, "..", "Tools", "examples.py"), binary, PAGE],
                              env=dict(os.environ, PATH=f"{venv}/bin:{os.environ['PATH']}"), capture_output=True, text=True)
        print(done.stdout + done.stderr, end="")
        missing = [name for name in PROGRAMS if re.search(rf"\b{name}\b.* not installed", done.stdout)]
        if missing:
            print(f"FAILED not run: {' '.join(missing)}")
        return failures or done.returncode or bool(missing)


if len(sys.argv) != 2:
    sys.exit("usage: agents.py BINARY")
sys.exit(1 if main(os.path.abspath(sys.argv[1])) else 0)
