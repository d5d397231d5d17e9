"""Words of quarterly return, slippage and what changed, in Russian and Urdu.

What reports share stands in `russian` and `urdu`.
"""

from __future__ import annotations

from collections.abc import Mapping

RUSSIAN: Mapping[str, str] = {}

URDU: Mapping[str, str] = {}
