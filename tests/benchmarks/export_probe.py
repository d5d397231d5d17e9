"""Exports a register in a process of its own and prints seconds, rows and the peak of memory."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from app.domain.query import Query
from app.services.export import export_csv
from app.services.export_xlsx import export_xlsx
from app.store.driver import connect
from app.store.reader import Reader
from tests.benchmarks.children import peak_memory
from tests.benchmarks.generator import TODAY


def main(register: str, target: str, columns: str, guard: str) -> None:
    """Export `columns` of everything, in the usual order; to a workbook where the name ends so."""
    reader = Reader(connect(Path(register), read_only=True))
    start = time.perf_counter()
    asked = reader, Query(), TODAY, columns.split(","), Path(target)
    if target.endswith(".xlsx"):
        rows = export_xlsx(*asked)
    else:
        rows = export_csv(*asked, guard=guard == "guard")
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "rows": rows, "peak": peak_memory()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
