"""The command line as a test uses it: one call runs one command on the test's own register."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner

from app.cli.program import program
from app.cli.session import Start


@dataclass
class Shell:
    """Runs commands; `windows` keeps what the window was asked to open with."""

    start: Start
    before: list[str]
    windows: list = field(default_factory=list)

    def __call__(self, *arguments):
        """Run a command on the register of the test."""
        return self.bare(*self.before, *arguments)

    def bare(self, *arguments):
        """Run a command line as it is."""
        return CliRunner().invoke(
            program(), [str(each) for each in arguments], obj=self.start, catch_exceptions=False
        )

    def json(self, *arguments):
        """Run a command that must succeed and read what it answers."""
        answer = self(*arguments, "--json")
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.stdout)

    def refs(self, *arguments):
        """The references a list gives, in its order."""
        return [each["ref"] for each in self.json("list", *arguments)["items"]]


@pytest.fixture
def shell_on(clock, places):
    """Give a shell for the register at a path."""

    def made(path):
        windows = []

        def window(request):
            windows.append(request)
            return 7

        start = Start(clock=clock, actor="officer", window=window, busy_ms=20)
        before = ["--data", places.data, "--register", path]
        return Shell(start=start, before=before, windows=windows)

    return made


@pytest.fixture
def empty(shell_on, tmp_path):
    """A shell where there is no register yet."""
    return shell_on(tmp_path / "mine.servanda")


@pytest.fixture
def shell(shell_on, sample_path):
    """A shell on a register with the sample."""
    return shell_on(sample_path)


@pytest.fixture
def fresh(empty):
    """A shell on an empty register about Pakistan and Belarus."""
    assert empty("new", "--relation", "PK-BY", "--names", "Pakistan,Belarus").exit_code == 0
    return empty
