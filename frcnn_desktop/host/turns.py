"""How long the system lets a thread of this process work before another one has the core."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

TURN_NS = 100_000
"""The shortest turn that Linux knows."""
_SCHED_SETATTR = {"x86_64": 314, "aarch64": 274}
"""Its number among the system's calls: few C libraries have a function for it."""
_ATTRIBUTES = struct.Struct("=IIQiIQQQ")
"""`struct sched_attr`: its size, policy, flags, niceness, priority, runtime, deadline, period."""


def take_short_turns_on_cores() -> bool:
    """Let the calling thread, and those that it starts from now on, work for short turns. Returns whether
    the system was told; Linux before 6.12 makes nothing of it, other systems are not asked.

    Who asks for little at a time is served first then: the GUI thread, which wakes up for a key while a
    detection has all cores, instead of after milliseconds. No privilege is needed, and the share of each
    thread stays what it was.
    """
    number = _SCHED_SETATTR.get(platform.machine())
    if not sys.platform.startswith("linux") or number is None:
        return False
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        # Somebody has chosen another way for the whole program.
        return False
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    wanted = _ATTRIBUTES.pack(_ATTRIBUTES.size, os.SCHED_OTHER, 0, niceness, 0, TURN_NS, 0, 0)
    return ctypes.CDLL(None).syscall(number, 0, wanted, 0) == 0
