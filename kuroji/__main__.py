"""`python -m kuroji`."""

import sys

from kuroji.cli import main

sys.exit(main())
