"""How much memory a command takes, whoever runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

_BETWEEN = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([done.returncode, done.stdout.decode(), done.stderr.decode(), most]))
"""


@dataclass(frozen=True)
class Measured:
    """A command that ended: its exit code, what it said, the most memory it had in bytes."""

    exit_code: int
    stdout: str
    stderr: str
    memory: int


def measured(*command: object, cwd: object = None) -> Measured:
    """Run `command`, or fail; its own children's memory counts where it exceeds its own.

    A small process stands between, as Linux lets a child begin with the peak of whoever started
    it, and a process that has run a thousand tests has a high one. Not for Windows.
    """
    line = [sys.executable, "-I", "-c", _BETWEEN, *map(str, command)]
    said = subprocess.run(line, cwd=cwd, check=True, capture_output=True, text=True).stdout
    exit_code, stdout, stderr, most = json.loads(said)
    return Measured(exit_code, stdout, stderr, most * (1 if sys.platform == "darwin" else 1_024))
