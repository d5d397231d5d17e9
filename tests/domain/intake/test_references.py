"""A commitment found again by its reference, however that was typed."""

from __future__ import annotations

import pytest

from app.domain.identity import CommitmentId
from app.domain.intake.holdings import Known
from app.domain.intake.references import References


def known(*refs: str) -> References:
    return References(
        Known(CommitmentId(ref), ref, "PK-BY", "title", "", "", "")
        for ref in refs or ("PK-BY/JMC-8/09", "PK-BY/JMC-8/12")
    )


@pytest.mark.parametrize(
    "ref", ["PK-BY/JMC-8/09", "pk-by/jmc-8/09", "Pk-By/JMC-8/09", "JMC-8/09", "jmc-8/09"]
)
def test_a_reference_in_another_case_or_without_its_countries_is_the_same(ref) -> None:
    found = known().meant(ref, "PK-BY")
    assert found is not None
    assert found.ref == "PK-BY/JMC-8/09"
    assert known().alike(ref) == ()


@pytest.mark.parametrize(
    "ref",
    [
        "РK-BY/JMC-8/12",  # a Cyrillic letter
        "PK–BY/JMC–8/12",
        "PK-BY / JMC-8 / 12",
        "pk-by/jmс-8/12",
        "JМC-8/12",
        "PK-BY/JMC-8/۱۲",
    ],
)
def test_a_reference_that_only_looks_like_another_is_not_it_and_is_told(ref) -> None:
    assert known().meant(ref, "PK-BY") is None
    assert known().alike(ref) == ("PK-BY/JMC-8/12",)


def test_a_register_that_has_both_letters_takes_each_as_it_is() -> None:
    held = known("С/1", "C/1")
    assert [getattr(held.meant(each), "ref", "") for each in ("С/1", "c/1")] == ["С/1", "C/1"]
    assert held.alike("C/1") == ()


def test_a_reference_that_looks_like_none_is_new() -> None:
    assert known().meant("PK-BY/JMC-8/3", "PK-BY") is None
    assert known().alike("PK-BY/JMC-8/3") == ()
