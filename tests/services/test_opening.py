"""Opening a register and making a new one."""

from __future__ import annotations

import contextlib
import os
import stat

import pytest

from app.domain.errors import NotFoundError, ReadOnlyError, StorageError
from app.services.opening import create_register, open_register


def test_a_new_register_is_empty_and_writable(tmp_path, places, clock):
    made = create_register(tmp_path / "r.servanda", places, clock, "officer")
    with contextlib.closing(made):
        assert made.reader.relations() == []
        assert not made.read_only
        assert made.add_relation("PK-BY", "Pakistan", "Belarus").n == 1


def test_what_was_written_is_there_when_it_is_opened_again(register, places, clock):
    register.close()
    again = open_register(register.store.path, places, clock, "officer")
    with contextlib.closing(again):
        assert [each.code for each in again.reader.relations()] == ["PK-BY"]


def test_the_same_computer_goes_on_under_the_same_name(register, places, clock):
    register.close()
    again = open_register(register.store.path, places, clock, "officer")
    with contextlib.closing(again):
        assert again.undo().label == "New relation"


def test_the_account_stands_in_the_log(sample):
    row = next(sample.reader.each_row(_everything(), sample.clock.today()))
    assert {each.actor for each in sample.store.history(row.id)} == {"officer"}


def test_a_register_that_is_not_there_is_not_made(tmp_path, places, clock):
    with pytest.raises(NotFoundError):
        open_register(tmp_path / "r.servanda", places, clock, "officer")
    assert not (tmp_path / "r.servanda").exists()


def test_reading_makes_no_folders(sample_path, places, clock):
    opened = open_register(sample_path, places, clock, "officer", read_only=True)
    with contextlib.closing(opened):
        assert opened.reader.count(_everything(), clock.today()) == 76
    assert not places.data.exists()


def test_nothing_is_written_where_only_reading_was_asked_for(sample_path, places, clock):
    opened = open_register(sample_path, places, clock, "officer", read_only=True)
    with contextlib.closing(opened):
        assert opened.read_only
        with pytest.raises(ReadOnlyError):
            opened.add_relation("PK-TR", "Pakistan", "Türkiye")


def test_a_file_of_that_name_is_not_replaced(tmp_path, places, clock):
    file = tmp_path / "r.servanda"
    file.write_text("Dear colleague")
    with pytest.raises(StorageError, match="already"):
        create_register(file, places, clock, "officer")
    assert file.read_text() == "Dear colleague"


def test_a_missing_folder_of_the_program_does_not_hinder_reading(sample_path, places, clock):
    places.data.write_text("in the way")
    opened = open_register(sample_path, places, clock, "officer")
    with contextlib.closing(opened):
        assert opened.reader.count(_everything(), clock.today()) == 76
        with pytest.raises(StorageError, match="Nothing was changed"):
            opened.add_relation("PK-TR", "Pakistan", "Türkiye")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX modes")
def test_register_and_folders_are_the_officers_alone(register, places):
    assert stat.S_IMODE(register.store.path.stat().st_mode) == 0o600
    for folder in (places.data, places.backups, places.copies):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def _everything():
    from app.domain.query import Query

    return Query()
