/* The functions of CSystem.c that need Linux, for macOS.  Nobody has run this yet: it was compiled against stand-in
 * headers, and tested on Linux as far as the calls exist there. */
#ifdef __APPLE__
#include "CSystem.h"
#include "Results.h"

#include <dirent.h>
#include <fcntl.h>
#include <mach-o/dyld.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int ck_linux_error(int number) {
  static const struct { int here, there; } known[] = {
      {EDEADLK, 35}, {EAGAIN, 11}, {ENAMETOOLONG, 36}, {ENOLCK, 37}, {ENOSYS, 38}, {ENOTEMPTY, 39}, {ELOOP, 40},
      {EOVERFLOW, 75}, {ENOTSOCK, 88}, {EMSGSIZE, 90}, {ENOTSUP, 95}, {EOPNOTSUPP, 95}, {ENOBUFS, 105}, {ENOTCONN, 107},
      {ETIMEDOUT, 110}, {ECONNREFUSED, 111}, {ECONNRESET, 104}, {ESTALE, 116}, {EDQUOT, 122}, {ECANCELED, 125}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].here == number) return known[i].there;
  /* The first 34 are the same.  The others become larger than any of Linux, so none is mistaken for one. */
  return number <= 34 ? number : 1000 + number;
}

long ck_getcwd(char *buffer, size_t count) {
  return getcwd(buffer, count) ? (long)strlen(buffer) + 1 : -ck_linux_error(errno);
}

int ck_path(int descriptor, char *buffer) { return OR_ERRNO(fcntl(descriptor, F_GETPATH, buffer)); }

int ck_may_execute(const char *path) { return OR_ERRNO(faccessat(AT_FDCWD, path, X_OK, 0)); }

int ck_may_write(const char *path) { return OR_ERRNO(faccessat(AT_FDCWD, path, W_OK, 0)); }

/* Fills the buffer with struct linux_dirent64.  Only one directory is listed at a time, each to its end. */
long ck_list(int descriptor, void *buffer, size_t count) {
  static DIR *open_directory;
  static struct dirent *entry;
  if (!open_directory) {
    int again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (again < 0 || !(open_directory = fdopendir(again))) return -ck_linux_error(errno);
    entry = readdir(open_directory);
  }
  size_t used = 0;
  for (; entry; entry = readdir(open_directory)) {
    uint16_t length = (uint16_t)((19 + strlen(entry->d_name) + 1 + 7) & ~7u);
    if (used + length > count) return used ? (long)used : -22; /* EINVAL, as Linux */
    char *record = (char *)buffer + used;
    memset(record, 0, length);
    memcpy(record + 16, &length, sizeof length);
    strcpy(record + 19, entry->d_name);
    used += length;
  }
  if (used == 0) {
    closedir(open_directory);
    open_directory = NULL;
  }
  return (long)used;
}

int ck_signal_is_ignored(int signal) {
  struct sigaction action;
  int result = OR_ERRNO(sigaction(signal, NULL, &action));
  return result < 0 ? result : action.sa_handler == SIG_IGN;
}

int ck_signal_set_ignored(int signal, int ignored) {
  struct sigaction action = {.sa_handler = ignored ? SIG_IGN : SIG_DFL};
  return OR_ERRNO(sigaction(signal, &action, NULL));
}

int ck_signal_mask_get(uint64_t *mask) {
  sigset_t set;
  int result = OR_ERRNO(sigprocmask(SIG_BLOCK, NULL, &set));
  *mask = 0;
  for (int signal = 1; signal < NSIG && result == 0; signal++)
    if (sigismember(&set, signal) == 1) *mask |= (uint64_t)1 << (signal - 1);
  return result;
}

int ck_signal_mask_set(uint64_t mask) {
  sigset_t set;
  sigemptyset(&set);
  for (int signal = 1; signal < NSIG; signal++)
    if (mask >> (signal - 1) & 1) sigaddset(&set, signal);
  return OR_ERRNO(sigprocmask(SIG_SETMASK, &set, NULL));
}

/* On macOS access control lists grant rights that the mode doesn't show, and groups are not private.  So a file
 * always counts as having a list. */
int ck_has_access_list(int descriptor) { return 1; }

/* None of this exists here: ENOSYS, as an old Linux answers. */
int ck_open_unlinked(const char *path, int how) { return -38; }
int ck_landlock_version(void) { return -38; }
int ck_landlock_create(uint64_t files, uint64_t scoped) { return -38; }
int ck_landlock_allow(int ruleset, uint64_t files, int directory) { return -38; }
int ck_landlock_enter(int ruleset) { return -38; }
int ck_no_new_privileges(void) { return -38; }
int ck_capabilities(struct ck_capabilities *capabilities) { return -38; }
int ck_set_capabilities(const struct ck_capabilities *capabilities) { return -38; }
int ck_close_range(uint32_t first, uint32_t last) { return -38; }

/* There is no auxiliary vector here.  The executed file is the program itself even for a script, so a script's
 * truncated first line isn't noticed. */
unsigned long ck_auxiliary(unsigned long type) {
  static uint64_t random[2];
  static char executed[4096];
  uint32_t size = sizeof executed;
  switch (type) {
    case CK_AUX_REAL_USER: return getuid();
    case CK_AUX_EFFECTIVE_USER: return geteuid();
    case CK_AUX_REAL_GROUP: return getgid();
    case CK_AUX_EFFECTIVE_GROUP: return getegid();
    case CK_AUX_SECURE: return issetugid() != 0;
    case CK_AUX_RANDOM:
      arc4random_buf(random, sizeof random);
      return (unsigned long)random;
    case CK_AUX_EXECUTED: return _NSGetExecutablePath(executed, &size) == 0 ? (unsigned long)executed : 0;
    default: return 0;
  }
}
#endif
