"""``python -m bot.guidance``: the table on the terminal."""

import signal
import sys

from bot.guidance.print_table import main

# Ended by a closed pipe (``| head``) like any other printing command, without a traceback.
if hasattr(signal, "SIGPIPE"):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
sys.exit(main())
