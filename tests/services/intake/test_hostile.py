"""Files of noise, and real files cut and flipped: a grid or a sentence comes out, nothing else."""

from __future__ import annotations

import random
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.errors import ServandaError
from app.services.intake.clipboard import from_clipboard
from app.services.intake.gate import MB
from app.services.intake.reading import read_tables
from tests.measured import measured
from tests.services.intake import offices
from tests.store.desks import LONG

# ruff: noqa: PT017, S311 - a refusal is one of two good ends; nothing is kept secret by chance

pytestmark = [pytest.mark.faults, pytest.mark.slow]

HOUSE = Path(__file__).parents[3]
READ_ALL = """
import sys
from pathlib import Path
from app.domain.errors import ServandaError
from app.services.intake.reading import read_tables

if __name__ == "__main__":
    tried = 0
    for path in Path(sys.argv[1]).iterdir():
        try:
            read_tables(path)
        except ServandaError:
            pass
        tried += 1
    print(tried)
"""

FILES = 10_000 if LONG else 300
PARTS = 10

TEXTS = [
    offices.russian_csv(),
    offices.unicode_text(),
    offices.letters_csv(),
    offices.urdu_csv(),
    offices.announced_csv(),
    offices.web_page(),
]
ARCHIVES = [
    offices.matrix_xlsx(),
    offices.hidden_xlsx(),
    offices.agency_ods(),
    offices.matrix_docx(),
]


def noise(chance):
    return chance.randbytes(chance.randrange(1, 4_000))


def signs(chance):
    drawn = "\";,\t|\r\n='<table><tr><td colspan=9>\0\ufeffЖبaaa"
    return "".join(chance.choices(drawn, k=chance.randrange(1, 2_000))).encode(
        chance.choice(["utf-8", "utf-16", "utf-16-le"])
    )


def harmed(data, chance):
    """Bytes cut short, flipped, doubled or exchanged."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0 if len(data) > 20:
                del data[at:]
                data += b"x"
            case 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                data[at : at + 9] = chance.randbytes(9)
            case 3:
                data[at:at] = data[at : at + chance.randrange(200)]
            case _:
                data[at] = chance.choice(b'\0"<>&;,\r\n\xff')
    return bytes(data)


def harmed_within(data, chance):
    """An archive that is whole, with one of its parts harmed: the parsers meet that."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    part = chance.choice(
        [each for each in parts if each.endswith(".xml") and "theme" not in each and parts[each]]
    )
    parts[part] = harmed(parts[part], chance)
    return offices.zipped(parts)


WAYS = [
    lambda chance: (noise(chance), "x.csv"),
    lambda chance: (signs(chance), "x.csv"),
    lambda chance: (harmed(chance.choice(TEXTS), chance), "x.csv"),
    lambda chance: (harmed(chance.choice(TEXTS), chance), "x.txt"),
    lambda chance: (chance.choice(ARCHIVES)[: chance.randrange(2, 9_000)], "x.xlsx"),
    lambda chance: (harmed(chance.choice(ARCHIVES), chance), "x.xlsx"),
    lambda chance: (harmed_within(chance.choice(ARCHIVES), chance), "x.ods"),
    lambda chance: (harmed_within(chance.choice(ARCHIVES), chance), "x.docx"),
]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.timeout(3_000)
def test_whatever_a_file_holds_a_grid_or_a_sentence_comes_out(tmp_path, part):
    read = 0
    for number in range(part, FILES, PARTS):
        chance = random.Random(number)
        data, name = WAYS[number // PARTS % len(WAYS)](chance)
        path = tmp_path / name
        path.write_bytes(data)
        try:
            grids = read_tables(path)
        except ServandaError as error:
            assert str(error).endswith("."), f"file {number}"
            assert "\n" not in str(error), f"file {number}"
        else:
            assert all(each.rows for each in grids), f"file {number}"
            assert sum(len(row.cells) for each in grids for row in each.rows) < 100_000
            read += 1
    assert read > 0


@pytest.mark.timeout(3_000)
def test_whatever_is_on_the_clipboard_a_grid_or_a_sentence_comes_out():
    came = 0
    for number in range(FILES // 30):
        chance = random.Random(number)
        page = harmed(offices.web_page(), chance).decode("utf-8", "replace")
        text = harmed(offices.tsv(), chance).decode("utf-8", "replace")
        try:
            came += bool(from_clipboard(text, page).rows)
        except ServandaError as error:
            assert str(error).endswith(".")
    assert came > 0


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell")
def test_parsing_such_files_takes_little_memory(tmp_path):
    for number in range(20):
        harmed = harmed_within(offices.matrix_xlsx(), random.Random(number))
        (tmp_path / f"{number}.xlsx").write_bytes(harmed)
    done = measured(sys.executable, "-c", READ_ALL, tmp_path, cwd=HOUSE)
    assert done.stdout.split() == ["20"]
    assert done.memory < 2_000 * MB
