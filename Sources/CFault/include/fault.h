// Loaded before libc by the crash harness (LD_PRELOAD), never linked: see fault.c.
#pragma once
