"""Where a bundle starts: the same door as `python -m app` and the command `servanda`."""

import sys
from multiprocessing import freeze_support

# A process that parses a file from elsewhere starts here too: it does its work and ends.
freeze_support()

from app.__main__ import main  # noqa: E402 - which that process does without

sys.exit(main())
