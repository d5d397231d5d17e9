"""What offices call our fields, statuses and kinds in their own tables: English, Russian, Urdu.

Names are compared by `plain`: without case, points and brackets. A name that could mean two things
stands under both, and is then asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Status, statuses

SERIAL = "serial"
"""A column that only counts the rows of its table; nothing of it is kept."""

_BETWEEN = re.compile(r"[\s.:;,*_\-–—/\\()\[\]«»\"“”'’№#]+")


@lru_cache(maxsize=1 << 14)  # the names of columns and agencies come again in every row
def plain(text: str) -> str:
    """Return a name for comparing: no case, no marks between words, one blank where there were."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _BETWEEN.sub(" ", folded).strip()


def names_of(text: str) -> tuple[str, ...]:
    """Return the names that a text lists between bars, for comparing."""
    return tuple(plain(each) for each in text.split("|"))


FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "ref": names_of(
        "ref|reference|ref no|reference no|reference code|register no|our ref|код|шифр|"
        "регистрационный номер|حوالہ|حوالہ نمبر"
    ),
    SERIAL: names_of(
        "s no|sr|sr no|sl no|sno|s n|serial|serial no|no|n|nr|n n|nn|п п|№ п п|пп|n п п|номер п п|"
        "порядковый номер|نمبر شمار|شمار"
    ),
    "paragraph": names_of(
        "пункта|para|paragraph|para no|paragraph no|para number|protocol para|point no|point|"
        "item no|clause|article|пункт|п|номер пункта|пункт протокола|пункт плана|пункты|"
        "پیرا|پیرا نمبر|شق"
    ),
    "title": names_of(
        "title|commitment|commitments|decision|decisions|decision taken|agreed decision|subject|"
        "action|actions|action item|action points|action point|agreed action|activity|activities|"
        "task|description|agreed points|points and commitments|agenda item|issue|measure|measures|"
        "name|topic|наименование|название|мероприятие|мероприятия|содержание|поручение|решение|"
        "решения|формулировка|вопрос|тема|обязательство|договоренность|договоренности|"
        "наименование мероприятия|содержание поручения|عنوان|فیصلہ|فیصلے|نکتہ|نکات|اقدام|موضوع|"
        "طے شدہ نکات"
    ),
    "summary": names_of("summary|details|detail|background|описание|суть|подробности|خلاصہ|تفصیل"),
    "kind": names_of(
        "kind|type|nature|document type|type of document|вид|тип|вид документа|قسم|نوعیت"
    ),
    "sector": names_of(
        "sector|sectors|area|areas|area of cooperation|field|field of cooperation|theme|"
        "сфера|сектор|отрасль|направление|направление сотрудничества|область сотрудничества|شعبہ"
    ),
    "owner": names_of(
        "owner|lead|lead agency|lead ministry|lead organisation|lead organization|responsible|"
        "responsibility|responsible ministry|responsible agency|responsible organisation|ministry|"
        "ministries|ministry division|ministry agency|ministry department|agency|agencies|"
        "organisation|organization|department|action by|focal ministry|implementing agency|"
        "executing agency|concerned ministry|responsible ministry agency|исполнитель|исполнители|"
        "ответственный исполнитель|ответственные исполнители|ответственный|ответственные|"
        "ведомство|министерство|ответственное ведомство|ذمہ دار ادارہ|ذمہ دار وزارت|وزارت|"
        "متعلقہ وزارت|ادارہ|متعلقہ ادارہ"
    ),
    "supporting": names_of(
        "supporting|supporting agencies|supporting agency|supporting ministries|other agencies|"
        "stakeholders|in coordination with|support|supporting departments|"
        "соисполнитель|соисполнители|معاون ادارے|معاون ادارہ|"
        "دیگر ادارے"
    ),
    "counterpart": names_of(
        "counterpart|counterparts|counterpart ministry|counterpart agency|foreign counterpart|"
        "other side|belarusian side|belarus side|партнер|партнеры|с белорусской стороны|"
        "белорусская сторона|от белорусской стороны|ہم منصب|ہم منصب ادارہ"
    ),
    "owed_by": names_of(
        "owed by|responsible side|responsible party|side|party|сторона|ответственная сторона|"
        "ذمہ دار فریق|فریق"
    ),
    "origin": names_of(
        "origin|session|source|meeting|made at session|протокол|заседание|документ основание|"
        "основание|اجلاس|ماخذ"
    ),
    "made_on": names_of(
        "made on|date made|date of decision|decision date|date of signing|date signed|signed on|"
        "signature date|agreed on|date of agreement|дата решения|дата подписания|дата поручения|"
        "تاریخ فیصلہ|تاریخ دستخط"
    ),
    "made_at": names_of("made at|place|place of signing|venue|место|место подписания|مقام"),
    "due": names_of(
        "due|due date|due on|deadline|deadlines|timeline|timelines|time line|target date|by when|"
        "timeframe|time frame|target|expected completion|end date|due edtf|срок|сроки|"
        "срок исполнения|сроки исполнения|плановый срок|срок выполнения|контрольный срок|"
        "میعاد|مقررہ تاریخ|آخری تاریخ|مدت"
    ),
    "done": names_of(
        "done on|completed on|date completed|implemented on|date implemented|fulfilled on|"
        "actual completion date|actual date of completion|actual date|actually completed on|"
        "фактическая дата|фактическая дата исполнения|дата фактического исполнения|"
        "фактически исполнено|фактический срок исполнения|مکمل ہونے کی تاریخ|اصل تاریخ تکمیل"
    ),
    "due_words": names_of("due words|due as stated|срок словами"),
    "status": names_of(
        "status|current status|present status|implementation status|status of implementation|state|"
        "статус|состояние|отметка об исполнении|статус исполнения|حیثیت|صورتحال|کیفیت"
    ),
    "progress": names_of(
        "progress|progress made|latest update|update|updates|latest position|current position|"
        "position|present position|progress so far|latest status|ход исполнения|ход выполнения|"
        "информация об исполнении|информация о ходе исполнения|پیش رفت|تازہ صورتحال"
    ),
    "completion": names_of("completion|degree of completion|степень исполнения"),
    "remarks": names_of(
        "remarks|remark|comments|comment|notes|note|observations|примечание|примечания|"
        "комментарий|комментарии|ریمارکس|تبصرہ|کیفیت نوٹ"
    ),
    "letter": names_of("letter|letter no|letter number|письмо|номер письма|исходящий|مراسلہ نمبر"),
    "letter_date": names_of("letter date|date of letter|дата письма|تاریخ مراسلہ"),
    "as_of": names_of("as of|as on|position as of|по состоянию на"),
    "strength": names_of("strength|strength of language"),
    "classification": names_of("classification|marking|гриф|درجہ بندی"),
    "priority": names_of("priority|приоритет|ترجیح"),
    "review_on": names_of("review on|review date|дата пересмотра"),
    "ball_with": names_of("ball with|action with|на чьей стороне"),
    "ball_since": names_of("ball since"),
    "ball_letter": names_of("ball letter"),
    "update_days": names_of("update days"),
    "line_to_take": names_of("line to take"),
    "owner_basis": names_of("owner basis"),
    "due_sense": names_of("due sense"),
    "due_basis": names_of("due basis"),
    "due_why": names_of("due why"),
}
"""Every field that an import knows, with the names it goes by."""

LATER_DATES = names_of(
    "revised date|revised due date|revised deadline|revised timeline|revised target date|"
    "revised target|new date|new due date|new deadline|extended date|extended deadline|"
    "уточненный срок|пересмотренный срок|новый срок|продленный срок|نظر ثانی شدہ تاریخ|نئی تاریخ"
)
"""Columns of a date that took the place of another: they are the due date."""

FIRST_DATES = names_of(
    "original date|original due date|original deadline|original timeline|original target date|"
    "original target|initial date|initial deadline|первоначальный срок|исходный срок|"
    "ابتدائی تاریخ|اصل تاریخ"
)
"""Columns of a date that another may have taken the place of."""

DOUBTFUL_DATES = frozenset(
    names_of(
        "completion date|date of completion|implementation date|date of implementation|"
        "дата исполнения|дата выполнения|дата завершения|تاریخ تکمیل|تکمیل کی تاریخ"
    )
)
"""Columns of dates by which something is to be done, or on which it was done."""

DATE_WORDS = frozenset(names_of("date|dates|дата|даты|تاریخ"))
"""Words of a column's name by which it plainly holds dates, of whatever."""

DEADLINE_WORDS = frozenset(
    names_of("due|deadline|timeline|timeframe|срок|сроки|дедлайн|میعاد|مہلت")
)
"""Words of a column's name by which its dates are plainly those by which something is due."""

STATUS_WORDS = frozenset(names_of("status|статус|состояние|حیثیت|صورتحال"))
"""Words of a column's name by which it plainly tells the status."""


def _statuses(
    undertaking: Status | None = None,
    meeting: Status | None = None,
    instrument: Status | None = None,
) -> dict[Family, Status]:
    found = {
        Family.UNDERTAKING: undertaking,
        Family.MEETING: meeting,
        Family.INSTRUMENT: instrument,
    }
    return {family: status for family, status in found.items() if status is not None}


_S = Status
_MEANT: tuple[tuple[str, dict[Family, Status]], ...] = (
    (
        (
            "pending|open|outstanding|not started|not yet started|to be done|awaited|на контроле|"
            "не начато|زیر التوا|زیرِ التوا"
        ),
        _statuses(_S.OPEN, _S.FORESEEN, _S.UNDER_NEGOTIATION),
    ),
    (
        (
            "in progress|under process|in process|under implementation|being implemented|ongoing|"
            "on going|wip|work in progress|under way|underway|partially implemented|"
            "partly implemented|partially completed|partly completed|частично исполнено|"
            "частично выполнено|исполнено частично|выполнено частично|исполняется|"
            "в работе|в процессе|на исполнении|выполняется|в стадии исполнения|عمل درآمد جاری|"
            "زیر عمل|جاری"
        ),
        _statuses(_S.IN_PROGRESS, None, _S.UNDER_NEGOTIATION),
    ),
    (
        "on hold|suspended|held in abeyance|in abeyance|приостановлено|приостановлен|معطل",
        _statuses(_S.ON_HOLD),
    ),
    (
        (
            "implemented|fulfilled|completed|complete|done|achieved|accomplished|executed|"
            "fully implemented|исполнено|выполнено|завершено|реализовано|عمل درآمد مکمل|مکمل"
        ),
        _statuses(_S.FULFILLED, _S.HELD, None),
    ),
    (
        "closed|disposed of|settled|снято с контроля|закрыто|نمٹا دیا گیا",
        _statuses(_S.CLOSED, _S.CLOSED, None),
    ),
    ("superseded|replaced|заменено|تبدیل شدہ", _statuses(_S.SUPERSEDED, None, _S.SUPERSEDED)),
    ("withdrawn|отозвано|واپس لے لیا گیا", _statuses(_S.WITHDRAWN)),
    (
        (
            "lapsed|no longer relevant|overtaken by events|dropped time passed|"
            "утратило актуальность|неактуально"
        ),
        _statuses(_S.LAPSED, _S.CANCELLED, None),
    ),
    ("dropped|ساقط", _statuses(None, _S.CANCELLED)),
    ("planned|foreseen|scheduled|планируется|запланировано|متوقع", _statuses(None, _S.FORESEEN)),
    ("dates agreed|сроки согласованы|تاریخیں طے شدہ", _statuses(None, _S.DATES_AGREED)),
    ("held|took place|состоялось|проведено|منعقد ہو چکا", _statuses(None, _S.HELD)),
    ("postponed|перенесено|отложено|ملتوی", _statuses(None, _S.POSTPONED)),
    ("cancelled|canceled|отменено|منسوخ", _statuses(None, _S.CANCELLED)),
    (
        (
            "under negotiation|being negotiated|draft under negotiation|на согласовании|"
            "زیر مذاکرات|زیرِ مذاکرات"
        ),
        _statuses(None, None, _S.UNDER_NEGOTIATION),
    ),
    (
        "text agreed|agreed text|текст согласован|متن پر اتفاق",
        _statuses(None, None, _S.AGREED_TEXT),
    ),
    ("signed|подписано|подписан|دستخط شدہ", _statuses(None, None, _S.SIGNED)),
    ("in force|действует|вступил в силу|نافذ العمل", _statuses(None, None, _S.IN_FORCE)),
    ("expired|срок действия истек|истек|میعاد ختم", _statuses(None, None, _S.EXPIRED)),
    ("terminated|прекращено|ختم کر دیا گیا", _statuses(None, None, _S.TERMINATED)),
    ("draft|черновик|проект документа|مسودہ", _statuses(_S.DRAFT, _S.DRAFT, _S.DRAFT)),
)

_IN_TABLES = {name: meant for names, meant in _MEANT for name in names_of(names)}

STATUS_NAMES: Mapping[str, Mapping[Family, Status]] = _IN_TABLES | {
    plain(each.value): _IN_TABLES.get(plain(each.value), {})
    | {family: each for family in Family if each in statuses(family)}
    for each in Status
}
"""What a word in a status column proposes for each family; a family that is not there is asked."""

ASKED_STATUSES = frozenset(
    names_of(
        "deferred|delayed|отсрочено|مؤخر|overdue|просрочено|late|not implemented|not completed|"
        "not fulfilled|not done|не исполнено|не выполнено|не реализовано"
    )
)
"""Words that could mean several things, or are no status but a matter of dates: always asked."""

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.ACTION, "action|action point|activity|task|measure|мероприятие|поручение|اقدام"),
    (Kind.PROJECT, "project|joint venture|joint project|проект|совместное предприятие|منصوبہ"),
    (
        Kind.SIGNATURE,
        (
            "signature|text to be signed|document to be signed|документ к подписанию|"
            "دستاویز برائے دستخط"
        ),
    ),
    (
        Kind.STUDY,
        "study|feasibility study|feasibility|технико экономическое обоснование|тэо|امکانی جائزہ",
    ),
    (Kind.SESSION, "session|jmc|jec|commission session|заседание|заседание комиссии|اجلاس"),
    (
        Kind.WORKING_GROUP,
        "working group|wg|joint working group|jwg|рабочая группа|ورکنگ گروپ",
    ),
    (Kind.VISIT, "visit|визит|دورہ"),
    (
        Kind.INTERNAL_MEETING,
        "internal meeting|inter ministerial meeting|review meeting|внутреннее совещание|совещание",
    ),
    (Kind.TREATY, "treaty|договор|معاہدہ ٹریٹی"),
    (Kind.AGREEMENT, "agreement|соглашение|معاہدہ"),
    (
        Kind.MOU,
        (
            "mou|memorandum of understanding|memorandum|меморандум|меморандум о взаимопонимании|"
            "مفاہمتی یادداشت"
        ),
    ),
    (Kind.PROTOCOL, "protocol|протокол|پروٹوکول"),
    (Kind.MINUTES, "minutes|agreed minutes|протокол встречи|запись беседы|روداد"),
    (Kind.ROADMAP, "roadmap|road map|дорожная карта|روڈ میپ"),
    (
        Kind.COMMUNIQUE,
        "communique|joint communique|joint statement|коммюнике|совместное коммюнике|مشترکہ اعلامیہ",
    ),
    (
        Kind.EXCHANGE_OF_NOTES,
        "exchange of notes|notes verbales|обмен нотами|سفارتی نوٹوں کا تبادلہ",
    ),
    (Kind.CONTRACT, "contract|контракт|ٹھیکہ"),
)

KIND_NAMES: Mapping[str, Kind] = {
    name: kind for kind, names in _KINDS for name in (*names_of(names), plain(kind.value))
}
"""What a word in a column of kinds means."""
