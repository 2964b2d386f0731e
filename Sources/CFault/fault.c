// What may happen to a program's writes, at a chosen one of them: the process is killed, the disk is full or broken, the power
// goes. Loaded before libc (LD_PRELOAD), so that it sees every write of SQLite, of Foundation and of our own.
//
// CHITIEU_FAULT = kill@N    killed before the N-th operation
//                 torn@N    killed in the middle of the N-th, where it writes
//                 power@N   the N-th does not happen, and all that was not followed by an fsync is undone
//                 full@N    from the N-th on there is no space
//                 broken@N  the N-th fails with EIO, once
//                 count     nothing happens
// CHITIEU_FAULT_LOG = a file that gets the number of operations when the program ends
//
// Counted: write, pwrite, writev, ftruncate, fsync, fdatasync, rename, link, unlink, mkdir, and opens that make a file.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, TORN, POWER, FULL, BROKEN };

static enum mode mode;
static long target;
static long done;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

// A file or folder that was written, held open for the rest of the run: closing it would take SQLite's locks away.
struct node {
    struct node *older;
    dev_t device;
    ino_t number;
    int descriptor;
};
static struct node *nodes;

// What is undone when the power goes, newest first.
struct undo {
    struct undo *older;
    enum { BYTES, SIZE, NAME_GONE, NAME_MADE, MOVED, EXCHANGED } what;
    struct node *node; // the file (BYTES, SIZE) or the folder
    off_t at;
    size_t count;
    char *bytes;
    char name[NAME_MAX + 1];
    int other; // MOVED: the folder that it came from; NAME_GONE: the file
    char old[NAME_MAX + 1];
};
static struct undo *newest;

static void begin(void) {
    static int begun;
    if (begun) return;
    begun = 1;
    const char *text = getenv("CHITIEU_FAULT");
    if (!text) return;
    const char *names[] = {"", "count", "kill@", "torn@", "power@", "full@", "broken@"};
    for (int i = COUNT; i <= BROKEN; i++)
        if (!strncmp(text, names[i], strlen(names[i]))) {
            mode = i;
            target = atol(text + strlen(names[i]));
        }
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("CHITIEU_FAULT_LOG");
    if (mode == OFF || !path) return;
    mode = OFF;
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%ld\n", done);
        fclose(file);
    }
}

static int is_file(int fd) {
    struct stat state;
    // What a program says is not what it keeps.
    return fd > 2 && fstat(fd, &state) == 0 && S_ISREG(state.st_mode);
}

static void undo_all(void) {
    enum mode was = mode;
    mode = OFF;
    for (struct undo *u = newest; u; u = u->older) {
        switch (u->what) {
        case BYTES: (void)!REAL(pwrite)(u->node->descriptor, u->bytes, u->count, u->at); break;
        case SIZE: (void)!REAL(ftruncate)(u->node->descriptor, u->at); break;
        case NAME_MADE: REAL(unlinkat)(u->node->descriptor, u->name, 0); break;
        case NAME_GONE: {
            // A file without a name cannot be linked again: its bytes are written anew.
            int fd = REAL(openat)(u->node->descriptor, u->name, O_WRONLY | O_CREAT | O_EXCL, 0600);
            char buffer[1 << 16];
            off_t at = 0;
            ssize_t got;
            while (fd >= 0 && (got = pread(u->other, buffer, sizeof buffer, at)) > 0) {
                (void)!REAL(pwrite)(fd, buffer, (size_t)got, at);
                at += got;
            }
            struct stat state;
            if (fd >= 0 && fstat(u->other, &state) == 0) {
                fchmod(fd, state.st_mode & 07777);
                struct timespec times[2] = {state.st_atim, state.st_mtim};
                futimens(fd, times);
                close(fd);
            }
            break;
        }
        case EXCHANGED:
            REAL(renameat2)(u->node->descriptor, u->name, u->other, u->old, RENAME_EXCHANGE);
            break;
        case MOVED: REAL(renameat)(u->node->descriptor, u->name, u->other, u->old); break;
        }
    }
    mode = was;
}

static void die(void) {
    if (mode == POWER) undo_all();
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// Counts an operation. 0: it happens; otherwise the errno of its failure. Killed: does not come back.
static int step(int writes, int makes_room) {
    begin();
    if (mode == OFF) return 0;
    long number = ++done;
    if (mode == FULL && number >= target && writes && !makes_room) return ENOSPC;
    if (number != target) return 0;
    if (mode == KILL || mode == POWER || (mode == TORN && !writes)) die();
    return mode == BROKEN ? EIO : 0;
}

static struct node *node_of(int fd) {
    struct stat state;
    if (fstat(fd, &state) != 0) return NULL;
    for (struct node *n = nodes; n; n = n->older)
        if (n->device == state.st_dev && n->number == state.st_ino) return n;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int own = REAL(openat)(AT_FDCWD, path, S_ISDIR(state.st_mode) ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CLOEXEC);
    if (own < 0) return NULL;
    struct node *n = calloc(1, sizeof *n);
    n->device = state.st_dev;
    n->number = state.st_ino;
    n->descriptor = own;
    n->older = nodes;
    nodes = n;
    return n;
}

static struct undo *remember(int what, int fd) {
    struct node *node = mode == POWER ? node_of(fd) : NULL;
    if (!node) return NULL;
    struct undo *u = calloc(1, sizeof *u);
    u->what = what;
    u->node = node;
    u->older = newest;
    newest = u;
    return u;
}

static void remember_write(int fd, off_t at, size_t count) {
    struct stat state;
    if (mode != POWER || fstat(fd, &state) != 0 || !S_ISREG(state.st_mode)) return;
    if (at + (off_t)count > state.st_size) {
        struct undo *u = remember(SIZE, fd);
        if (u) u->at = state.st_size;
    }
    if (at < state.st_size) {
        struct undo *u = remember(BYTES, fd);
        if (u) {
            u->at = at;
            u->bytes = malloc(count);
            ssize_t got = pread(u->node->descriptor, u->bytes, count, at);
            u->count = got > 0 ? (size_t)got : 0;
        }
    }
}

static void forget(int fd) {
    struct node *node = mode == POWER ? node_of(fd) : NULL;
    for (struct undo **at = &newest; node && *at;) {
        struct undo *u = *at;
        if (u->node == node) {
            *at = u->older;
            free(u->bytes);
            free(u);
        } else {
            at = &u->older;
        }
    }
}

// The folder of a path, opened, and the name in it.
static int folder(int fd, const char *path, char *name) {
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    char *slash = strrchr(copy, '/');
    const char *last = slash ? slash + 1 : copy;
    memset(name, 0, NAME_MAX + 1);
    memcpy(name, last, strnlen(last, NAME_MAX));
    if (slash) *slash = 0;
    const char *where = slash ? (slash == copy ? "/" : copy) : ".";
    return REAL(openat)(fd, where, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static void remember_name(int what, int fd, const char *path, int gone) {
    if (mode != POWER) return;
    char name[NAME_MAX + 1];
    int own = folder(fd, path, name);
    if (own < 0) return;
    struct undo *u = remember(what, own);
    if (u) {
        memcpy(u->name, name, sizeof name);
        u->other = gone;
    }
    close(own);
}

static int opened(int fd, const char *path, int flags) {
    return (flags & O_CREAT) && faccessat(fd, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
}

#define FAIL(error) do { errno = (error); return -1; } while (0)

ssize_t write(int fd, const void *bytes, size_t count) {
    if (!is_file(fd)) return REAL(write)(fd, bytes, count);
    pthread_mutex_lock(&lock);
    int error = step(1, 0);
    off_t at = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    if (mode == TORN && done == target) {
        (void)!REAL(write)(fd, bytes, count / 2);
        die();
    }
    if (!error) remember_write(fd, at, count);
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    return REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    if (!is_file(fd)) return REAL(pwrite)(fd, bytes, count, at);
    pthread_mutex_lock(&lock);
    int error = step(1, 0);
    if (mode == TORN && done == target) {
        (void)!REAL(pwrite)(fd, bytes, count / 2, at);
        die();
    }
    if (!error) remember_write(fd, at, count);
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    return REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return pwrite(fd, bytes, count, at); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    ssize_t all = 0;
    for (int i = 0; i < count; i++) {
        ssize_t put = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (put < 0) return all ? all : -1;
        all += put;
        if ((size_t)put < parts[i].iov_len) break;
    }
    return all;
}

int ftruncate(int fd, off_t size) {
    pthread_mutex_lock(&lock);
    struct stat state = {0};
    fstat(fd, &state);
    int error = step(1, size <= state.st_size);
    if (!error && size < state.st_size) {
        remember_write(fd, size, (size_t)(state.st_size - size));
        struct undo *u = remember(SIZE, fd);
        if (u) u->at = state.st_size;
    }
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    return REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int fsync(int fd) {
    pthread_mutex_lock(&lock);
    int error = step(0, 0);
    if (!error) forget(fd);
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    // What is asked for is noted; the harness does not need the disk itself.
    return mode == OFF ? REAL(fsync)(fd) : 0;
}

int fdatasync(int fd) { return fsync(fd); }

static int move(int from, const char *old, int to, const char *name, unsigned flags) {
    pthread_mutex_lock(&lock);
    int error = step(0, 0);
    char there[NAME_MAX + 1], here[NAME_MAX + 1];
    int source = mode == POWER ? folder(from, old, here) : -1;
    int goal = mode == POWER ? folder(to, name, there) : -1;
    // What is replaced is gone with the move.
    int gone = mode == POWER && !flags ? openat(to, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    int result = REAL(renameat2)(from, old, to, name, flags);
    int kept = errno;
    if (result == 0 && goal >= 0) {
        pthread_mutex_lock(&lock);
        if (gone >= 0) remember_name(NAME_GONE, to, name, gone);
        struct undo *u = remember(MOVED, goal);
        if (u) {
            if (flags & RENAME_EXCHANGE) u->what = EXCHANGED;
            memcpy(u->name, there, sizeof there);
            memcpy(u->old, here, sizeof here);
            struct node *from_node = node_of(source);
            u->other = from_node ? from_node->descriptor : -1;
        }
        pthread_mutex_unlock(&lock);
    }
    if (source >= 0) close(source);
    if (goal >= 0) close(goal);
    errno = kept;
    return result;
}

int rename(const char *old, const char *name) { return move(AT_FDCWD, old, AT_FDCWD, name, 0); }
int renameat(int from, const char *old, int to, const char *name) { return move(from, old, to, name, 0); }
int renameat2(int from, const char *old, int to, const char *name, unsigned flags) {
    return move(from, old, to, name, flags);
}

int linkat(int from, const char *old, int to, const char *name, int flags) {
    pthread_mutex_lock(&lock);
    int error = step(1, 0);
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    int result = REAL(linkat)(from, old, to, name, flags);
    int kept = errno;
    pthread_mutex_lock(&lock);
    if (result == 0) remember_name(NAME_MADE, to, name, 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

int link(const char *old, const char *name) { return linkat(AT_FDCWD, old, AT_FDCWD, name, 0); }

int unlinkat(int fd, const char *name, int flags) {
    pthread_mutex_lock(&lock);
    int error = step(0, 1);
    int gone = !error && mode == POWER && !(flags & AT_REMOVEDIR) ? openat(fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    int result = REAL(unlinkat)(fd, name, flags);
    int kept = errno;
    pthread_mutex_lock(&lock);
    if (result == 0 && gone >= 0) remember_name(NAME_GONE, fd, name, gone);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return result;
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int mkdirat(int fd, const char *name, mode_t rights) {
    pthread_mutex_lock(&lock);
    int error = faccessat(fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : step(1, 0);
    pthread_mutex_unlock(&lock);
    if (error) FAIL(error);
    return REAL(mkdirat)(fd, name, rights);
}

int mkdir(const char *name, mode_t rights) { return mkdirat(AT_FDCWD, name, rights); }

// The last argument of an open that may make a file.
#define RIGHTS(flags) ({ \
    mode_t given = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list list; \
        va_start(list, flags); \
        given = va_arg(list, mode_t); \
        va_end(list); \
    } \
    given; \
})

int openat(int fd, const char *path, int flags, ...) {
    mode_t rights = RIGHTS(flags);
    begin();
    int makes = mode != OFF && opened(fd, path, flags);
    if (makes) {
        pthread_mutex_lock(&lock);
        int error = step(1, 0);
        pthread_mutex_unlock(&lock);
        if (error) FAIL(error);
    }
    int result = REAL(openat)(fd, path, flags, rights);
    if (makes && result >= 0) {
        int kept = errno;
        pthread_mutex_lock(&lock);
        remember_name(NAME_MADE, fd, path, 0);
        pthread_mutex_unlock(&lock);
        errno = kept;
    }
    return result;
}

int open(const char *path, int flags, ...) {
    mode_t rights = RIGHTS(flags);
    return openat(AT_FDCWD, path, flags, rights);
}

int openat64(int fd, const char *path, int flags, ...) {
    mode_t rights = RIGHTS(flags);
    return openat(fd, path, flags, rights);
}

int open64(const char *path, int flags, ...) {
    mode_t rights = RIGHTS(flags);
    return openat(AT_FDCWD, path, flags, rights);
}
