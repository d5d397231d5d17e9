"""Where a bundle starts: the same door as `python -m app` and the command `servanda`."""

import sys

from app.__main__ import main

sys.exit(main())
