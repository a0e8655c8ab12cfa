"""What the built program starts with."""

import sys

from events_console.__main__ import main

sys.exit(main())
