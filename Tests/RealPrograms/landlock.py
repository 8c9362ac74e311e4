"""Enters the domain that seal makes and drops the same capabilities, then runs a command:  landlock.py COMMAND ...

leaks.py copies it to where every user can read it.  If the kernel has no such domain, the status is 77.
"""

import ctypes
import os
import sys

SKIPPED = 77

libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0  # PR_SET_NO_NEW_PRIVS
header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
assert libc.capget(header, sets) == 0
for number in (19, 21, 38):  # CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON
    for which in range(3):
        sets[number // 32 * 3 + which] &= ~(1 << number % 32)
assert libc.capset(header, sets) == 0
attributes = (ctypes.c_uint64 * 3)(0, 0, 2)  # LANDLOCK_SCOPE_SIGNAL
ruleset = libc.syscall(444, attributes, ctypes.c_size_t(24), 0)
if ruleset < 0 or libc.syscall(446, ruleset, 0) != 0:
    sys.exit(SKIPPED)
os.close(ruleset)
os.execvp(sys.argv[1], sys.argv[1:])
