// Calls of Linux that Swift's Glibc module leaves out: renameat2 (it stands behind _GNU_SOURCE in <stdio.h>), statfs.
#pragma once

#include <sys/statfs.h>

enum { CHITIEU_NO_REPLACE = 1, CHITIEU_EXCHANGE = 2 };

extern int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name, unsigned int flags);

// What is asked of statfs(2): the kind of file system, and the bytes that a user without privileges may still write.
static inline int chitieu_file_system(const char *path, unsigned int *magic, unsigned long long *free_bytes) {
    struct statfs state;
    if (statfs(path, &state) != 0) return -1;
    *magic = (unsigned int)state.f_type;
    *free_bytes = (unsigned long long)state.f_bavail * (unsigned long long)state.f_bsize;
    return 0;
}
