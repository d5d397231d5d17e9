"""A calendar file through a real CalDAV server: what it gives back changes nothing, twice."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from base64 import b64encode
from contextlib import suppress
from http.client import HTTPConnection
from operator import attrgetter

import pytest

from app.domain.calendar_entry import Alarm
from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.services.calendar_comparison import Outcome
from app.services.calendar_file import export_calendar
from app.services.calendar_import import compared, taken
from app.services.calendar_reading import read_calendar
from tests.conftest import TODAY

_ATTEMPTS = 5
_PATIENCE = 30
_SETTINGS = """
[auth]
type = none
[storage]
filesystem_folder = {folder}
[logging]
level = warning
[server]
hosts = 127.0.0.1:{port}
"""


class Server:
    """A Radicale on the loopback, with one calendar."""

    def __init__(self, port):
        self._port = port

    def ask(self, method, path, body=None):
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            heading = {
                "Authorization": "Basic " + b64encode(b"officer:any").decode(),
                "Content-Type": "text/calendar; charset=utf-8",
            }
            connection.request(method, path, body, heading)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def put(self, data):
        status, said = self.ask("PUT", "/officer/promises/", data)
        assert status == 201, said

    def get(self):
        status, data = self.ask("GET", "/officer/promises/")
        assert status == 200, data
        return data


@pytest.fixture
def server(tmp_path):
    """A calendar server in a folder of its own, on a port that was free a moment ago."""
    for attempt in range(_ATTEMPTS):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = tmp_path / f"radicale-{attempt}.ini"
        folder = tmp_path / f"calendars-{attempt}"
        settings.write_text(_SETTINGS.format(folder=folder, port=port), encoding="utf-8")
        with (tmp_path / f"radicale-{attempt}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "radicale", "--config", str(settings)],
                stdout=log,
                stderr=log,
            )
        try:
            if _answers(process, port):
                yield Server(port)
                return
        finally:
            process.terminate()
            process.wait(_PATIENCE)
    pytest.fail("Radicale did not start: " + (tmp_path / "radicale-0.log").read_text())


def _answers(process, port):
    """Wait until somebody listens, or the process has given up: then the port was taken."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
                return False
        else:
            return True
    return False


def everything(register, target):
    bells = (Alarm(on=TODAY, words="soon; look, “there”\nand there"),)
    export_calendar(register.reader, Query(), TODAY, target, alarms=lambda _: bells)
    return target.read_bytes()


def through(server, data, target):
    """Hand a file to the server and write what it gives back; which is not byte for byte ours."""
    server.put(data)
    target.write_bytes(server.get())
    return target


@pytest.fixture
def odd(sample):
    """The sample with texts in three scripts, all that must be escaped, and a term."""
    for title, summary in (
        ("ٹریکٹر پلانٹ، فیصل آباد", "پہلی سطر\nدوسری سطر؛ آخر\\n"),
        ("Завод «Беларус»; 50, 60: \\N \\n", "a,b;c:d\"e'\r\n\r\nf\u2028g\x85h\tz" * 9),
        ("🚜👩‍🌾 " * 30, "BEGIN:VEVENT\nEND:VCALENDAR\n " + "х" * 300),
    ):
        sample.propose(
            Commitment(id=CommitmentId(new_id()), ref="", relation="PK-BY", kind=Kind.PROJECT,
                       title=title, summary=summary, owed_by="PK", sector="a,b;c"),
            timing=Timing(edtf="2027-03~", words=title, basis=Basis.STATED),
        )  # fmt: skip
    identity = sample.reader.find("PK-BY/VIS-2025-04/08")
    sample.set_term(identity, starts="2025-04-11", initial="P2Y", renewal="tacit",
                    renewal_period="P1Y", notice="P6M")  # fmt: skip
    sample.record_event(identity, "in force", happened_on="2025-04-11")
    return sample


@pytest.mark.slow
def test_what_a_server_gives_back_changes_nothing_and_comes_no_second_time(odd, server, tmp_path):
    data = everything(odd, tmp_path / "out.ics")
    sent = read_calendar(tmp_path / "out.ics")
    back = read_calendar(through(server, data, tmp_path / "back.ics"))
    assert len(sent) > 50
    assert sorted(back, key=attrgetter("uid")) == sorted(
        (each for each in sent), key=attrgetter("uid")
    ), "days, texts, statuses and our own values are what they were"
    before = odd.store.heads()
    lines = compared(odd, back)
    assert {each.outcome for each in lines} == {Outcome.SAME}
    assert odd.store.heads() == before


@pytest.mark.slow
def test_what_was_moved_on_a_phone_comes_back_through_a_server_once(odd, server, tmp_path):
    identity = odd.reader.find("PK-BY/JMC-8/30")
    data = everything(odd, tmp_path / "out.ics")
    through(server, data, tmp_path / "back.ics")
    moved = (tmp_path / "back.ics").read_bytes()
    place = moved.index(b"X-SERVANDA-REF:PK-BY/JMC-8/30")
    begin = moved.rindex(b"BEGIN:VEVENT", 0, place)
    whole = moved[begin : moved.index(b"END:VEVENT", place)]
    changed = whole.replace(b"DATE:20261231", b"DATE:20261014").replace(
        b"DATE:20270101", b"DATE:20261015"
    )
    assert changed != whole
    again = through(server, moved.replace(whole, changed), tmp_path / "again.ics")
    lines = compared(odd, read_calendar(again))
    (line,) = [each for each in lines if each.outcome is not Outcome.SAME]
    assert (line.outcome, line.ref, line.timing.edtf) == (
        Outcome.DATE, "PK-BY/JMC-8/30", "2026-10-14",
    )  # fmt: skip
    taken(odd, lines, {line.number})
    assert odd.reader.row(identity).bounds.latest.isoformat() == "2026-10-14"
    lines = compared(odd, read_calendar(again))
    assert {each.outcome for each in lines} == {Outcome.SAME}
    server.put(everything(odd, tmp_path / "out.ics"))
    (tmp_path / "back.ics").write_bytes(server.get())
    lines = compared(odd, read_calendar(tmp_path / "back.ics"))
    assert {each.outcome for each in lines} == {Outcome.SAME}
