"""Words of brief, handover note and briefing pack, in Russian and Urdu.

What reports share stands in `russian` and `urdu`.
"""

from __future__ import annotations

from collections.abc import Mapping

RUSSIAN: Mapping[str, str] = {}

URDU: Mapping[str, str] = {}
