"""The tables of a register, as append-only migrations in raw SQL.

A migration, once released, is never edited: a later one is added. None imports the domain or
other store classes, so that an old register is always migrated by the words it was made for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x53565244
"""“SVRD” in the file's header: how a register is told from any other SQLite file."""

SCHEMA = 1
"""The number of migrations, kept as the file's `user_version`."""

FORMAT = 1
"""The version of the change log's canonical form."""

_RECORD = "rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE CHECK(id<>'')"
_GONE = "gone TEXT NOT NULL DEFAULT '' CHECK(gone IN('','binned','undone','erased'))"
_TO_COMMITMENT = "TEXT NOT NULL REFERENCES commitment(id) DEFERRABLE INITIALLY DEFERRED"


def _texts(names: str) -> str:
    return ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in names.split())


def _reference(name: str, table: str) -> str:
    return f"{name} TEXT REFERENCES {table}(id) DEFERRABLE INITIALLY DEFERRED"


_LOG = """
CREATE TABLE register(
 one INTEGER PRIMARY KEY CHECK(one=1), id TEXT NOT NULL, format INTEGER NOT NULL) STRICT;
CREATE TABLE change(
 seq INTEGER PRIMARY KEY,
 copy TEXT NOT NULL, n INTEGER NOT NULL CHECK(n>0),
 clock INTEGER NOT NULL CHECK(clock>=n),
 at INTEGER NOT NULL,
 actor TEXT NOT NULL, kind TEXT NOT NULL,
 label TEXT NOT NULL, undoes TEXT NOT NULL DEFAULT '',
 seen TEXT NOT NULL DEFAULT '',
 size INTEGER NOT NULL, schema INTEGER NOT NULL,
 hash BLOB NOT NULL CHECK(length(hash)=32), UNIQUE(copy,n)) STRICT;
CREATE INDEX change_at ON change(at);
CREATE INDEX change_undoes ON change(undoes) WHERE undoes<>'';
CREATE TABLE entry(
 seq INTEGER NOT NULL REFERENCES change, pos INTEGER NOT NULL,
 record TEXT NOT NULL, id TEXT NOT NULL,
 data TEXT, digest BLOB,
 PRIMARY KEY(seq,pos), CHECK((data IS NULL)<>(digest IS NULL))) STRICT, WITHOUT ROWID;
CREATE INDEX entry_id ON entry(id);
CREATE INDEX entry_erased ON entry(seq) WHERE data IS NULL;
CREATE TABLE blob(
 sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE copy(
 name TEXT PRIMARY KEY, n INTEGER NOT NULL, clock INTEGER NOT NULL,
 hash BLOB NOT NULL, told INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE conflict(
 record TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, vals TEXT NOT NULL,
 PRIMARY KEY(id,field)) STRICT;
CREATE TABLE braid(id TEXT PRIMARY KEY) STRICT;
CREATE TABLE claim(
 seat TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
 state TEXT NOT NULL CHECK(state IN('claimed','shown','summed')),
 PRIMARY KEY(seat,id)) STRICT, WITHOUT ROWID;
CREATE TABLE watch(
 seat TEXT NOT NULL, place TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL,
 away TEXT NOT NULL DEFAULT '',
 PRIMARY KEY(seat,place)) STRICT, WITHOUT ROWID;
"""

_RECORDS = f"""
CREATE TABLE relation({_RECORD}, {_texts("code first_name second_name")}, {_GONE}) STRICT;
CREATE TABLE organisation({_RECORD}, {_texts("name acronym country kind")},
 {_reference("parent", "organisation")}, {_GONE}) STRICT;
CREATE TABLE alias({_RECORD},
 organisation TEXT NOT NULL REFERENCES organisation(id) DEFERRABLE INITIALLY DEFERRED,
 {_texts("name language kind")}, {_GONE}) STRICT;
CREATE TABLE focalpoint({_RECORD},
 organisation TEXT NOT NULL REFERENCES organisation(id) DEFERRABLE INITIALLY DEFERRED,
 {_texts("name role email telephone post language")}, {_GONE}) STRICT;
CREATE TABLE source({_RECORD},
 {_texts("title publisher published language kind address accessed text file file_name")},
 {_GONE}) STRICT;
CREATE TABLE series({_RECORD}, {_texts("relation name acronym aliases")}, {_GONE}) STRICT;
CREATE TABLE commitment({_RECORD},
 {_texts("ref relation kind title summary status owed_by")},
 strength INTEGER CHECK(strength BETWEEN 0 AND 5),
 sector TEXT NOT NULL DEFAULT '',
 {_reference("owner", "organisation")},
 owner_basis TEXT NOT NULL DEFAULT '',
 {_reference("counterpart", "organisation")},
 {_reference("origin", "commitment")},
 {_texts("paragraph made_on made_at")},
 {_reference("timing", "timing")},
 {_texts("completion ball_with ball_since ball_letter")},
 priority INTEGER, update_days INTEGER CHECK(update_days>0),
 {_texts("review_on classification line_to_take remarks")},
 event INTEGER NOT NULL DEFAULT 0 CHECK(event IN(0,1)),
 {_reference("batch", "commitment")},
 batch_announced INTEGER CHECK(batch_announced>=0),
 {_GONE},
 clash TEXT NOT NULL DEFAULT '',
 sense TEXT NOT NULL DEFAULT '', anchored INTEGER NOT NULL DEFAULT 0,
 earliest TEXT, latest TEXT, done_earliest TEXT, done_latest TEXT,
 first_sense TEXT NOT NULL DEFAULT '', first_earliest TEXT, first_latest TEXT,
 readings INTEGER NOT NULL DEFAULT 0, disputed INTEGER NOT NULL DEFAULT 0,
 owner_words TEXT NOT NULL DEFAULT '', heard TEXT) STRICT;
CREATE TABLE timing({_RECORD}, commitment {_TO_COMMITMENT},
 {_texts("role words edtf sense basis why")},
 {_reference("anchor", "commitment")}, "offset" TEXT NOT NULL DEFAULT '',
 {_texts("asked_on asked_by agreed_on agreed_by reason")}, {_GONE}) STRICT;
CREATE TABLE move({_RECORD}, commitment {_TO_COMMITMENT},
 {_texts("field value happened_on why who")}, {_GONE}) STRICT;
CREATE TABLE note({_RECORD}, commitment {_TO_COMMITMENT}, {_texts("text happened_on as_of")},
 {_reference("reporter", "organisation")},
 {_texts("channel letter letter_date")}, completion TEXT, basis TEXT NOT NULL DEFAULT '',
 {_GONE}) STRICT;
CREATE TABLE evidence({_RECORD}, commitment {_TO_COMMITMENT},
 source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
 {_texts("supports quotation")}, starts INTEGER, ends INTEGER,
 {_texts("paragraph paraphrase stance")}, {_GONE}) STRICT;
CREATE TABLE link({_RECORD}, origin {_TO_COMMITMENT}, kind TEXT NOT NULL DEFAULT '',
 target {_TO_COMMITMENT}, presumed INTEGER NOT NULL DEFAULT 0 CHECK(presumed IN(0,1)),
 remark TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE TABLE milestone({_RECORD}, commitment {_TO_COMMITMENT},
 {_texts("label who due done_on")}, {_GONE}) STRICT;
CREATE TABLE appearance({_RECORD}, commitment {_TO_COMMITMENT}, session {_TO_COMMITMENT},
 {_texts("paragraph wording")}, strength INTEGER, {_GONE}) STRICT;
CREATE TABLE decision({_RECORD}, commitment {_TO_COMMITMENT}, session {_TO_COMMITMENT},
 upcoming {_TO_COMMITMENT}, {_texts("choice why status due_words due_edtf due_sense due_basis")},
 {_texts("paragraph chosen_on applied_on")}, {_GONE}) STRICT;
CREATE TABLE wording({_RECORD}, commitment {_TO_COMMITMENT}, {_texts("language text")},
 {_GONE}) STRICT;
CREATE TABLE meeting({_RECORD}, commitment {_TO_COMMITMENT}, {_reference("series", "series")},
 ordinal INTEGER, {_texts("host chairs")}, {_GONE}) STRICT;
CREATE TABLE term({_RECORD}, commitment {_TO_COMMITMENT},
 {_texts("starts start_rule initial ends renewal renewal_period minimum notice notice_event")},
 end_convention TEXT NOT NULL DEFAULT '', buffer INTEGER CHECK(buffer>=0),
 words TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE TABLE instrumentevent({_RECORD}, commitment {_TO_COMMITMENT},
 {_texts("kind party happened_on place until period remark")}, {_GONE}) STRICT;
CREATE TABLE savedview({_RECORD}, {_texts("name definition")}, {_GONE}) STRICT;
CREATE TABLE holiday({_RECORD}, {_texts("country day name")},
 off INTEGER CHECK(off IN(0,1)), {_texts("certainty origin reason")},
 {_GONE}) STRICT;
CREATE TABLE calendaryear({_RECORD}, country TEXT NOT NULL DEFAULT '', year INTEGER,
 weekend TEXT NOT NULL DEFAULT '', settled INTEGER CHECK(settled IN(0,1)),
 {_texts("origin drawn_from reason")}, {_GONE}) STRICT;
CREATE TABLE reminderrule({_RECORD}, {_reference("commitment", "commitment")},
 {_texts("family point leads counting")}, {_GONE}) STRICT;
CREATE TABLE reminder({_RECORD}, {_reference("commitment", "commitment")},
 {_texts("subject point lead target came_on state until news happened_on who note")},
 {_GONE}) STRICT;
CREATE TABLE support({_RECORD}, commitment {_TO_COMMITMENT},
 organisation TEXT NOT NULL REFERENCES organisation(id) DEFERRABLE INITIALLY DEFERRED,
 {_GONE}) STRICT;
CREATE TABLE letterround({_RECORD}, {_texts("reference dated_on deadline")},
 number INTEGER CHECK(number>0), title TEXT NOT NULL DEFAULT '',
 {_reference("concerns", "commitment")}, {_reference("previous", "letterround")},
 remark TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE TABLE letter({_RECORD},
 round TEXT NOT NULL REFERENCES letterround(id) DEFERRABLE INITIALLY DEFERRED,
 organisation TEXT NOT NULL REFERENCES organisation(id) DEFERRABLE INITIALLY DEFERRED,
 {_texts("form replied_on reply_letter withdrawn_on remark")}, {_GONE}) STRICT;
CREATE TABLE letterpoint({_RECORD},
 letter TEXT NOT NULL REFERENCES letter(id) DEFERRABLE INITIALLY DEFERRED,
 commitment {_TO_COMMITMENT}, {_reference("note", "note")}, {_GONE}) STRICT;
"""

# The indexes a list is sorted by leave out what is in the bin, so that its order can be read from
# them alone: without that every row is looked up, and a sort of 100,000 costs 20 times as much.
_INDEXES = """
CREATE UNIQUE INDEX commitment_ref ON commitment(ref,clash) WHERE gone NOT IN('undone','erased');
CREATE INDEX commitment_by_ref ON commitment(ref,gone);
CREATE INDEX commitment_by_title ON commitment(title COLLATE NOCASE) WHERE gone='';
CREATE INDEX commitment_by_kind ON commitment(kind) WHERE gone='';
CREATE INDEX commitment_by_sector ON commitment((sector=''), sector COLLATE NOCASE) WHERE gone='';
CREATE INDEX commitment_by_owed ON commitment((owed_by=''), owed_by) WHERE gone='';
CREATE INDEX commitment_by_owner_words
 ON commitment((owner_words=''), owner_words COLLATE NOCASE) WHERE gone='';
CREATE INDEX commitment_by_due ON commitment((latest IS NULL), latest, earliest) WHERE gone='';
CREATE INDEX commitment_by_start ON commitment(earliest) WHERE gone='' AND sense='span';
CREATE INDEX commitment_by_status ON commitment(status) WHERE gone='';
CREATE INDEX commitment_by_strength ON commitment((strength IS NULL), strength) WHERE gone='';
CREATE INDEX commitment_by_made ON commitment((made_on=''), made_on) WHERE gone='';
CREATE INDEX commitment_by_owner ON commitment(owner) WHERE owner IS NOT NULL;
CREATE INDEX commitment_by_counterpart ON commitment(counterpart) WHERE counterpart IS NOT NULL;
CREATE INDEX commitment_by_origin ON commitment(origin) WHERE origin IS NOT NULL;
CREATE INDEX commitment_by_batch ON commitment(batch) WHERE batch IS NOT NULL;
CREATE INDEX commitment_by_timing ON commitment(timing) WHERE timing IS NOT NULL;
CREATE INDEX commitment_gone ON commitment(gone) WHERE gone<>'';
CREATE INDEX timing_of ON timing(commitment);
CREATE INDEX timing_revised ON timing(commitment) WHERE role='revision';
CREATE INDEX timing_anchor ON timing(anchor) WHERE anchor IS NOT NULL;
CREATE INDEX move_of ON move(commitment);
CREATE INDEX note_of ON note(commitment);
CREATE INDEX evidence_of ON evidence(commitment);
CREATE INDEX evidence_from ON evidence(source);
CREATE INDEX link_from ON link(origin);
CREATE INDEX link_to ON link(target);
CREATE INDEX milestone_of ON milestone(commitment);
CREATE INDEX appearance_of ON appearance(commitment);
CREATE INDEX decision_of ON decision(commitment);
CREATE INDEX decision_from ON decision(session);
CREATE INDEX decision_for ON decision(upcoming);
CREATE INDEX wording_of ON wording(commitment);
CREATE INDEX meeting_of ON meeting(commitment);
CREATE INDEX meeting_in ON meeting(series);
CREATE INDEX term_of ON term(commitment);
CREATE INDEX instrumentevent_of ON instrumentevent(commitment);
CREATE INDEX reminder_of ON reminder(commitment) WHERE commitment IS NOT NULL;
CREATE INDEX reminder_state ON reminder(state) WHERE gone='';
CREATE INDEX reminderrule_of ON reminderrule(commitment) WHERE commitment IS NOT NULL;
CREATE INDEX commitment_by_review ON commitment(review_on) WHERE gone='' AND review_on<>'';
CREATE INDEX support_of ON support(commitment);
CREATE INDEX support_by ON support(organisation);
CREATE INDEX letterround_after ON letterround(previous) WHERE previous IS NOT NULL;
CREATE INDEX letter_in ON letter(round);
CREATE INDEX letter_to ON letter(organisation);
CREATE INDEX letterpoint_in ON letterpoint(letter);
CREATE INDEX letterpoint_of ON letterpoint(commitment);
CREATE INDEX letterpoint_noted ON letterpoint(note) WHERE note IS NOT NULL;
CREATE INDEX letterround_about ON letterround(concerns) WHERE concerns IS NOT NULL;
CREATE INDEX note_by ON note(reporter) WHERE reporter IS NOT NULL;
CREATE INDEX appearance_at ON appearance(session);
CREATE INDEX alias_of ON alias(organisation);
CREATE INDEX focalpoint_of ON focalpoint(organisation);
CREATE INDEX holiday_on ON holiday(country, day);
CREATE INDEX organisation_under ON organisation(parent) WHERE parent IS NOT NULL;
"""

SEARCHED = (
    "ref",
    "title",
    "summary",
    "sector",
    "owner_words",
    "paragraph",
    "made_at",
    "line_to_take",
    "remarks",
)
"""What the full-text index holds of a commitment."""


def _search() -> str:
    names = ", ".join(SEARCHED)
    old = ", ".join(f"old.{name}" for name in SEARCHED)
    new = ", ".join(f"new.{name}" for name in SEARCHED)
    forget = f"INSERT INTO search(search, rowid, {names}) VALUES('delete', old.rid, {old});"
    learn = f"INSERT INTO search(rowid, {names}) VALUES(new.rid, {new});"
    return f"""
CREATE VIRTUAL TABLE search USING fts5({names}, content='commitment', content_rowid='rid',
 tokenize='unicode61 remove_diacritics 2', prefix='1 2 3', detail='column');
CREATE TRIGGER search_added AFTER INSERT ON commitment BEGIN {learn} END;
CREATE TRIGGER search_removed AFTER DELETE ON commitment BEGIN {forget} END;
CREATE TRIGGER search_amended AFTER UPDATE OF {names} ON commitment BEGIN {forget} {learn} END;
"""


TRIGGERS = ("search_added", "search_amended", "search_removed")
"""The triggers a register must have after every migration (rebuilding a table drops them)."""


def migrations() -> Migrations:
    """Return every migration in order, as sqlite-utils runs them: each in its own transaction."""
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 - costs 0.1 s at start-up

    register = Migrations("servanda")

    @register(name="0001_register")
    def first(db: Database) -> None:
        """Lay down the log, the records, their indexes and the full-text index."""
        for part in (_LOG, _RECORDS, _INDEXES, _search()):
            for statement in _statements(part):
                db.conn.execute(statement)
        db.conn.execute("PRAGMA user_version=1")

    return register


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A schema by its number, the steps that lead to it, and the triggers it then has."""

    number: int
    steps: Callable[[], Migrations]
    triggers: tuple[str, ...] = TRIGGERS


RELEASED = Ladder(number=SCHEMA, steps=migrations)
"""The schema of this program."""


def _statements(script: str) -> list[str]:
    """Split a script of ours: a statement ends with a semicolon at the end of a line."""
    return [each.strip() for each in script.strip().split(";\n") if each.strip()]
