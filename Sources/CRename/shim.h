// renameat2 of Linux, which Swift's Glibc module leaves out (it stands behind _GNU_SOURCE in <stdio.h>).
#pragma once

enum { CHITIEU_NO_REPLACE = 1, CHITIEU_EXCHANGE = 2 };

extern int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name, unsigned int flags);
