"""Runs a module as a part that ends when its supervisor ends, even by kill -9: ``python -m bot.attached``."""

import ctypes
import os
import runpy
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1
_LOOK_SECONDS = 0.5


def main() -> None:
    """``PARENT_PID MODULE [ARGUMENT…]``: run the module as a program, for as long as the parent lives."""
    parent, module, arguments = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    _end_with(parent)
    # Ctrl-C reaches the whole process group; the supervisor alone decides who stops, and in which order
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with(parent: int) -> None:
    """Have this process killed when ``parent`` ends, in whatever way."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it could be watched
            os._exit(1)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
