#!/bin/sh
# What a run of the binary costs, each figure with its goal beside it:  cost.sh [--check] BINARY
# --check fails where a goal is missed; see cost.py.
exec python3 "$(dirname "$0")/cost.py" "$@"
