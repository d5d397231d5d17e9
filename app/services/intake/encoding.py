"""In which letters a text file is written: by its mark, as UTF-8, or as a proposal to look at."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from app.domain.errors import InvalidValueError
from app.services.intake.gate import refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the name of its encoding, and whether that is no more than a proposal."""

    text: str
    encoding: str
    proposed: bool = False


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORN = {"cp1251": "windows-1251", "cp1252": "windows-1252", "cp1256": "windows-1256"}
_WORN |= {"koi8_r": "koi8-r"}
_CANDIDATES = ("cp1251", "cp1252", "cp1256", "cp866", "koi8_r")
"""What offices that write English, Russian and Urdu have used, the likeliest first."""

_FREQUENT = (
    dict(
        zip(
            "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
            (
                *(11, 8.5, 8, 7.4, 6.7, 6.3, 5.5, 4.7, 4.5, 4.4, 3.5, 3.2, 3, 2.8, 2.6, 2, 1.9),
                *(1.7, 1.7, 1.7, 1.6, 1.4, 1.2, 1, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.3),
            ),
            strict=True,
        )
    )
    | dict.fromkeys("іўانيلمروتبدعسپچکگہھیے“”‘’„–—…«»№•éèêàâçñöüäßîôû", 5.0)
    | {"\xa0": 9.0}
)
"""How often a letter stands in a hundred of a Russian text; for others, that it is usual at all."""

_BEGINNING = _SLICE = 1 << 20
_LITTLE_MESS = 0.1
_WORDS = 4_000
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WIDE_SHARE = 0.05
_WIDE_RATIO = 4
_DIVIDES = re.compile(r"[\n\r\t;,|]")
_NOT_TEXT = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF8_LONGEST = 4
_NUL = "holds NUL characters, which no table in plain text has: it is damaged or of an unknown kind"
_UNKNOWN = "is of an unknown kind: tables come from CSV, Excel, OpenDocument and Word files"


def decoded(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text that the bytes hold, in `encoding` where that is given.

    A mark at the beginning counts, then strict UTF-8, then a proposal. Raises `InvalidValueError`
    where nothing fits, and for what is no text.
    """
    found = _found(data, name) if encoding is None else _told(data, name, encoding)
    if "\0" in found.text:
        raise refused(name, _NUL)
    return found


def _told(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding.strip())
    except LookupError:
        raise InvalidValueError(
            "encoding", f"There is no encoding “{encoding}”. Write for example windows-1251."
        ) from None
    except ValueError:
        raise InvalidValueError("encoding", f"“{name}” is not written in {encoding}.") from None
    return Decoded(text=text.removeprefix("\ufeff"), encoding=encoding.strip())


def _found(data: bytes, name: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = _in_slices(data, encoding)
            except UnicodeDecodeError as error:
                raise refused(
                    name, f"is damaged or only half written: its text is not {encoding.upper()}"
                ) from error
            return Decoded(text=text.removeprefix("\ufeff"), encoding=encoding)
    if b"\0" in data:
        return _wide(data, name)
    try:
        return Decoded(text=_in_slices(data, "utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and len(data) - error.start < _UTF8_LONGEST
        if cut and not data[: error.start].isascii():
            raise refused(name, "is only half written: it ends within a letter") from error
    return _proposed(data, name)


def _in_slices(data: bytes, encoding: str) -> str:
    """Decode a megabyte at a time: to decode fifty at once holds every other thread up.

    Raises `UnicodeDecodeError` as decoding it all at once does.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        parts = [decoder.decode(data[at : at + _SLICE]) for at in range(0, len(data), _SLICE)]
        parts.append(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return data.decode(encoding)  # which says where in the whole
    return "".join(parts)


def _wide(data: bytes, name: str) -> Decoded:
    """Return UTF-16 that came without its mark: every other byte of its signs and blanks is nil."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    encoding, more, less = (
        ("utf-16-le", second, first) if second > first else ("utf-16-be", first, second)
    )
    likely = more > _WIDE_SHARE * len(data) / 2 and more > _WIDE_RATIO * less
    try:
        text = data.decode(encoding) if likely else ""
    except UnicodeDecodeError:
        text = ""
    if not _DIVIDES.search(text) or _NOT_TEXT.search(text[:_BEGINNING]):
        raise refused(name, _NUL)
    return Decoded(text=text, encoding=encoding, proposed=True)


def _proposed(data: bytes, name: str) -> Decoded:
    """Return the text in the likeliest of the old encodings that can be written so."""
    if _NOT_TEXT.search(data[:_BEGINNING].decode("latin-1")):
        raise refused(name, _UNKNOWN)
    for encoding in _ranked(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Decoded(text=text, encoding=_WORN.get(encoding, encoding), proposed=True)
    raise refused(name, "is in an encoding that cannot be told: name it, or save it as UTF-8")


def _ranked(data: bytes) -> list[str]:
    """Return the encodings that the letters of a text speak for, the likeliest first.

    The library says which of them give no mess. Two often do: every small Russian letter of
    windows-1251 is a capital one of KOI8-R. Among those, how frequent the letters are decides.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only where nothing else tells

    # The words alone that tell anything: a few among many English ones would go unheard.
    words = b" ".join(each[0] for each in islice(_WORD.finditer(data), _WORDS))
    matches = list(from_bytes(words, cp_isolation=list(_CANDIDATES), enable_fallback=False))
    least = min((each.chaos for each in matches), default=0.0)
    ranked = sorted(
        matches,
        key=lambda each: (
            each.chaos > least + _LITTLE_MESS,
            -_frequency(words.decode(each.encoding, "replace")),
            _CANDIDATES.index(each.encoding),
        ),
    )
    return [each.encoding for each in ranked]


def _frequency(text: str) -> float:
    """Return how frequent the letters of a text are on the average, in per cent."""
    letters = [each for each in text.lower() if not each.isascii()]
    return sum(_FREQUENT.get(each, 0.0) for each in letters) / max(1, len(letters))
