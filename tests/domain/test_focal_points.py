"""Focal points: what may stand in their fields, and to whom of them a letter goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.focal_facts import LONGEST, checked, fact
from app.domain.focal_points import FocalPoint, FocalRole, attention, recipients, same
from app.domain.identity import OrganisationId, new_id
from app.domain.mail_addresses import LONGEST_ADDRESS, in_ascii

BODY = OrganisationId("a" * 20)
MAIN, ALTERNATE, VALIDATOR = FocalRole
ADDRESSES = (
    "desk@example.org",
    "a.khan+jmc@commerce.gov.pk",
    "o'neil@example.org",
    "desk@intranet",
    "канцелярия".encode("idna").decode() + "@example.org",
)
NO_ADDRESSES = (
    "desk",
    "@example.org",
    "desk@",
    "desk@@example.org",
    "desk@one@two.org",
    "de sk@example.org",
    "desk@exam ple.org",
    "desk@example.org\r\nBcc: all@example.org",
    "desk@example.org\nSubject: other",
    "desk@example.org, other@example.org",
    "desk@example.org; other@example.org",
    "Desk <desk@example.org>",
    "desk@example.org>",
    '"desk"@example.org',
    "desk@example..org",
    ".desk@example.org",
    "desk@-example.org",
    "desk@exa\u202emple.org",
    "desk@example\u200b.org",
    "desk@example.org\x00",
    "канцелярия@example.org",
    "d" * LONGEST_ADDRESS + "@example.org",
    f"desk@{'e' * 64}.org",
)


def point(name="Ayesha Khan", role=MAIN, email="", **facts):
    return FocalPoint(id=new_id(), organisation=BODY, name=name, role=role, email=email, **facts)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_kept_as_it_was_given(text):
    assert fact("email", f"  {text} ") == text
    assert in_ascii(text) == text


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address_is_refused_and_counts_as_none(text):
    with pytest.raises(InvalidValueError) as refusal:
        fact("email", text)
    assert refusal.value.field == "email"
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) < 200
    assert point(email=text).address == ""


def test_a_domain_in_another_script_is_kept_as_given_and_written_in_its_coded_form():
    kept = fact("email", "desk@пример.бел")
    assert kept == "desk@пример.бел"
    assert point(email=kept).address == "desk@xn--e1afmkfd.xn--90ais"


@given(st.text())
def test_whatever_is_typed_as_an_address_is_refused_or_steers_nothing(text):
    try:
        kept = fact("email", text)
    except InvalidValueError:
        assert in_ascii(text.strip()) == ""
        return
    address = in_ascii(kept)
    assert bool(address) == bool(kept)
    assert address.count("@") == (1 if kept else 0)
    assert not set(address) & set(' ,;:<>()[]"\\\r\n\t')
    assert address.isascii()
    assert len(address) <= LONGEST_ADDRESS


@given(st.text(min_size=1, max_size=300))
def test_a_name_is_one_line_without_what_cannot_be_seen(text):
    if not any(each.isalnum() for each in text) or len(text) > LONGEST:
        return
    kept = fact("name", text)
    assert kept == " ".join(kept.split())
    assert len(kept) <= LONGEST
    assert not any(each in kept for each in "\r\n\t\x00\u202e\u2028")
    assert fact("name", kept) == kept


def test_urdu_keeps_the_joiners_it_is_written_with():
    assert fact("name", "عائشہ\u200cخان") == "عائشہ\u200cخان"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", " "),
        ("name", "—\n"),
        ("post", "x" * (LONGEST + 1)),
        ("role", "boss"),
        ("language", "in Urdu"),
        ("organisation", "b" * 20),
    ],
)
def test_what_no_field_holds_is_refused_naming_it(name, value):
    with pytest.raises(InvalidValueError) as refusal:
        fact(name, value)
    assert refusal.value.field == name


def test_facts_are_kept_tidy():
    given_ = point(" Ayesha   Khan\n", email=" desk@example.org ", post="Deputy\tSecretary")
    kept = checked(replace(given_, language="RU", telephone=" +92 51 9205075 "))
    assert (kept.name, kept.post) == ("Ayesha Khan", "Deputy Secretary")
    assert (kept.email, kept.telephone, kept.language) == (
        "desk@example.org",
        "+92 51 9205075",
        "ru",
    )


def test_the_main_one_is_written_to_with_the_alternates_in_copy_and_no_validator():
    main = point("Main", MAIN, "main@example.org")
    others = [point(f"Alternate {n}", ALTERNATE, f"a{n}@example.org") for n in range(2)]
    validator = point("Validator", VALIDATOR, "v@example.org")
    silent = point("Alternate 3", ALTERNATE)
    assert recipients([validator, others[0], main, silent, others[1]]) == ((main,), tuple(others))


def test_where_the_main_one_has_no_address_the_alternates_stand_in():
    main, other = point("Main", MAIN), point("Other", ALTERNATE, "a@example.org")
    assert recipients([main, other]) == ((other,), ())
    assert recipients([main, point("V", VALIDATOR, "v@example.org")]) == ((), ())
    assert recipients([]) == ((), ())


def test_a_letter_is_for_the_main_one_else_for_the_first_alternate():
    main, other = point("Main", MAIN), point("Other", ALTERNATE)
    assert attention([other, main]) == main
    assert attention([point("V", VALIDATOR), other, point("Third", ALTERNATE)]) == other
    assert attention([point("V", VALIDATOR)]) is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("A", "x@example.org"), ("B", "X@Example.org"), True),
        (("A", "x@example.org"), ("A", "y@example.org"), False),
        (("A", "x@example.org"), ("A", ""), False),
        (("Ayesha", ""), ("AYESHA", ""), True),
        (("A", ""), ("B", ""), False),
    ],
)
def test_two_are_one_by_their_address_and_without_any_by_their_name(one, other, alike):
    first, second = (point(name, email=email) for name, email in (one, other))
    assert same(first, second) is alike
    assert same(second, first) is alike
