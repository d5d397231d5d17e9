"""The officer's verbs, each within a change that is already open.

`Register` runs one verb as one change; `Register.together` runs several, as the sample and a
bulk edit do. Every rule of the domain is asked here, whoever calls.
"""

from __future__ import annotations

from app.services.acts.bin import BinActs
from app.services.acts.commitments import CommitmentActs
from app.services.acts.organisations import OrganisationActs
from app.services.acts.tables import TableActs
from app.services.acts.views import ViewActs


class Acts(CommitmentActs, OrganisationActs, TableActs, ViewActs, BinActs):
    """What may be done within one change; nothing is final until the change is."""
