"""The officer's verbs, each within a change that is already open.

`Register` runs one verb as one change; `Register.together` runs several, as the sample and a
bulk edit do. Every rule of the domain is asked here, whoever calls.
"""

from __future__ import annotations

from app.services.acts.batches import BatchActs
from app.services.acts.bin import BinActs
from app.services.acts.decisions import DecisionActs
from app.services.acts.focal_points import FocalPointActs
from app.services.acts.held import HeldActs
from app.services.acts.holidays import HolidayActs
from app.services.acts.inputs import InputActs
from app.services.acts.organisations import OrganisationActs
from app.services.acts.reminders import ReminderActs
from app.services.acts.tables import TableActs
from app.services.acts.terms import TermActs
from app.services.acts.views import ViewActs


class Acts(
    TermActs,
    BatchActs,
    InputActs,
    DecisionActs,
    OrganisationActs,
    FocalPointActs,
    TableActs,
    HeldActs,
    ViewActs,
    HolidayActs,
    ReminderActs,
    BinActs,
):
    """What may be done within one change; nothing is final until the change is."""
