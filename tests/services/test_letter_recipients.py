"""To whom letters go: the head of a mail draft, whose attention a letter is for, who has nobody."""

from __future__ import annotations

import email
import email.policy
import io
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from app.domain.focal_points import FocalPoint, FocalRole, Recipients, recipients
from app.domain.identity import OrganisationId, new_id
from app.domain.letters import LetterForm
from app.domain.mail_addresses import in_ascii, seen
from app.services.letter_drafts import compose
from app.services.letter_eml import eml
from app.services.letter_files import prepare
from app.services.letter_text import letter_text
from tests.services.lettering import TODAY, at_desk, order
from tests.store.desks import created, folder, seated

MAIN, ALTERNATE, VALIDATOR = FocalRole


@pytest.fixture
def desk(register):
    return at_desk(register)


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "drafts"
    place.mkdir()
    return place


def held(organisation, name, role=MAIN, address="", **facts):
    return FocalPoint(
        id=new_id(), organisation=organisation, name=name, role=role, email=address, **facts
    )


def mail(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def people(header):
    """Names and addresses as a mail program reads them."""
    return (
        [] if header is None else [(each.display_name, each.addr_spec) for each in header.addresses]
    )


def test_a_draft_goes_to_the_main_one_with_the_alternates_in_copy(desk, out):
    desk.add_focal_point(held(desk.mofa, "Khan, Ayesha", MAIN, "a@example.org", post="Director"))
    desk.add_focal_point(held(desk.mofa, "Билал Ахмед, заместитель", ALTERNATE, "b@пример.бел"))
    desk.add_focal_point(held(desk.mofa, "Silent", ALTERNATE))
    desk.add_focal_point(held(desk.mofa, "Validator", VALIDATOR, "v@example.org"))
    done = prepare(desk, order(LetterForm.EML, [desk.mofa]), out, record=True)
    message = mail(done.files[0].read_bytes())
    assert people(message["To"]) == [("Khan, Ayesha", "a@example.org")]
    assert people(message["Cc"]) == [("Билал Ахмед, заместитель", "b@xn--e1afmkfd.xn--90ais")]
    assert "Attention: Khan, Ayesha, Director" in message.get_content().splitlines()
    assert "Validator" not in done.files[0].read_text("utf-8")
    assert done.drafts.unaddressed == ()


def test_who_has_no_address_gets_a_draft_without_a_recipient_and_is_named(desk, out):
    desk.add_focal_point(held(desk.mofa, "Ayesha Khan", VALIDATOR, "a@example.org"))
    done = prepare(desk, order(LetterForm.EML, [desk.mofa, desk.moc]), out, record=False)
    assert {each.label for each in done.drafts.unaddressed} == {"MoFA", "MoC"}
    for path in done.files:
        message = mail(path.read_bytes())
        assert message["To"] is message["Cc"] is None
        assert "Attention" not in message.get_content()


def test_a_letter_in_word_names_whose_attention_it_is_for_above_its_subject(desk, out):
    desk.add_focal_point(held(desk.mofa, "Ayesha Khan", MAIN, post="Deputy Secretary"))
    (path,) = prepare(desk, order(organisations=[desk.mofa]), out, record=False).files
    lines = [each.text for each in Document(io.BytesIO(path.read_bytes())).paragraphs]
    place = lines.index("Attention: Ayesha Khan, Deputy Secretary")
    assert lines[place - 1] == "To: Ministry of Foreign Affairs"
    assert lines[place + 1].startswith("Subject: ")


def test_a_template_may_ask_whose_attention_it_is_for(desk, out, tmp_path):
    desk.add_focal_point(held(desk.mofa, "Ayesha Khan", MAIN, post="Deputy Secretary"))
    template = Document()
    template.add_paragraph("For {{attention}}.")
    template.add_paragraph("{{points}}")
    template.save(tmp_path / "office.docx")
    wanted = order(organisations=[desk.mofa, desk.moc])
    files = prepare(desk, wanted, out, record=False, template=tmp_path / "office.docx").files
    first = {Document(io.BytesIO(each.read_bytes())).paragraphs[0].text for each in files}
    assert first == {"For Ayesha Khan, Deputy Secretary.", "For ."}


@pytest.mark.parametrize(
    ("language", "begins"), [("ru", "Кому"), ("ru-RU", "Кому"), ("ur", "To"), ("", "To")]
)
def test_an_agency_is_written_to_in_its_focal_points_language_as_far_as_there_are_words(
    desk, language, begins
):
    desk.add_focal_point(held(desk.mofa, "Ayesha Khan", MAIN, language=language))
    drafts = compose(desk.reader, order(organisations=[desk.mofa]), TODAY)
    assert letter_text(drafts, drafts.letters[0]).words.to == begins


def unfolded(content, header):
    """Names and addresses as the older of the two parsers reads them.

    The newer one leaves a blank between the encoded words of a name that stands on two lines.
    """
    raw = email.message_from_bytes(content).get_all(header, [])
    found = getaddresses([each.replace("\r\n", "") for each in raw])
    return [(str(make_header(decode_header(name))), address) for name, address in found]


hostile = st.one_of(
    st.text(min_size=1, max_size=120),
    st.sampled_from(
        [
            "Khan\r\nBcc: all@example.org",
            'Khan" <other@example.org>, "Bilal',
            "=?utf-8?q?Khan?= <other@example.org>",
            "خان، عائشہ (ڈپٹی سیکریٹری); " * 4,
            "Иванов, Иван <x@example.org> " * 5,
            "\u202eboss\u2066\u2069",
            "a" * 200,
            "a\\",
            "\ud800",
        ]
    ),
)


@pytest.fixture(scope="module")
def letter():
    """A letter to one agency."""
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        desk = at_desk(register)
        drafts = compose(desk.reader, order(LetterForm.EML, [desk.mofa]), TODAY)
        yield letter_text(drafts, drafts.letters[0])
        register.close()


@given(st.lists(st.tuples(hostile, hostile | st.just("a@example.org")), max_size=4))
def test_whatever_stands_in_a_register_names_nobody_else_in_the_head_of_a_mail(letter, told):
    """Also where it came unchecked, from a copy that was altered: nothing is added to the head."""
    body = OrganisationId("a" * 20)
    points = [
        held(body, name, MAIN if place == 0 else ALTERNATE, address)
        for place, (name, address) in enumerate(told)
    ]
    to = recipients(points)
    content = eml(letter, to)
    assert content == eml(letter, to)
    message = mail(content)
    assert set(message) <= {
        *("To", "Cc", "Subject", "X-Unsent", "MIME-Version"),
        *("Content-Type", "Content-Transfer-Encoding"),
    }
    assert len(message.keys()) == len(set(message.keys()))
    for header, meant in (("To", to.to), ("Cc", to.copies)):
        addresses = [in_ascii(each.email) for each in meant]
        assert [address for _, address in people(message[header])] == addresses
        names = [" ".join(seen(each.name).split()) for each in meant]
        assert unfolded(content, header) == list(zip(names, addresses, strict=True))
    head = content.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert message.get_content().startswith("Our reference: ")


def test_without_recipients_the_head_names_nobody(letter):
    message = mail(eml(letter, Recipients()))
    assert message["To"] is message["Cc"] is message["Bcc"] is None
