#!/bin/sh
# Runs a script with the first Python on this machine that is new enough.
# Usage: sh scripts/python.sh scripts/run.py [arguments]; PYTHON=/path/to/python overrides the choice.
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done
echo "Samling needs Python 3.11 or newer, and none was found (on Debian or Ubuntu: apt-get install python3 python3-venv)." >&2
exit 1
