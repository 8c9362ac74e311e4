#define _GNU_SOURCE
#include "CSystem.h"
#include "Results.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#endif

#include "Calls.h"

#ifndef O_PATH  /* macOS: listing the directory must be allowed there */
#define O_PATH O_RDONLY
#endif

int ck_open(int directory, const char *path, int how) {
  int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  if (how == CK_OPEN_FILE_NO_LINK) flags |= O_NOFOLLOW;
  if (how == CK_OPEN_DIRECTORY) flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
  if (how == CK_OPEN_PART) flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  if (how == CK_OPEN_LIST) flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  if (how == CK_OPEN_TERMINAL) flags = O_RDWR | O_CLOEXEC | O_NOCTTY;
  return OR_ERRNO(openat(directory, path, flags));
}

/* A file that is written to must not get the number 0, 1 or 2 if the process was started with these closed: the next
 * message would go into it. */
static int above_standard(int descriptor) {
  if (descriptor < 0 || descriptor > 2) return descriptor;
  int above = OR_ERRNO(fcntl(descriptor, F_DUPFD_CLOEXEC, 3));
  close(descriptor);
  return above;
}

int ck_close(int descriptor) { return OR_ERRNO(close(descriptor)); }

static int facts_of(int result, const struct stat *status, struct ck_facts *facts) {
  if (result < 0) return OR_ERRNO(result);
  *facts = (struct ck_facts){
      .mode = status->st_mode, .owner = status->st_uid, .group = status->st_gid,
      .size = status->st_size, .device = status->st_dev, .inode = status->st_ino, .links = status->st_nlink};
  return 0;
}

int ck_facts(int descriptor, struct ck_facts *facts) {
  struct stat status;
  return facts_of(fstat(descriptor, &status), &status, facts);
}

int ck_facts_at(const char *path, struct ck_facts *facts) {
  struct stat status;
  return facts_of(stat(path, &status), &status, facts);
}

int ck_facts_in(int directory, const char *name, struct ck_facts *facts) {
  struct stat status;
  return facts_of(fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW), &status, facts);
}

long ck_read(int descriptor, void *buffer, size_t count) {
  return OR_ERRNO(read(descriptor, buffer, count));
}

long ck_write(int descriptor, const void *buffer, size_t count) {
  return OR_ERRNO(write(descriptor, buffer, count));
}

long ck_readlink(int directory, const char *path, char *buffer, size_t count) {
  return OR_ERRNO(readlinkat(directory, path, buffer, count));
}

int ck_chdir(const char *path) { return OR_ERRNO(chdir(path)); }

int ck_fchdir(int directory) { return OR_ERRNO(fchdir(directory)); }

int ck_discard_input(int terminal) { return OR_ERRNO(tcflush(terminal, TCIFLUSH)); }

int ck_owner(const char *path, uint32_t *owner) {
  struct stat status;
  int result = OR_ERRNO(fstatat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW));
  if (result == 0) *owner = status.st_uid;
  return result;
}

int ck_make_directory(int directory, const char *name, uint32_t mode) {
  int result = OR_ERRNO(mkdirat(directory, name, mode));
  return result < 0 ? result : OR_ERRNO(fchmodat(directory, name, mode, 0));  /* regardless of the umask */
}

int ck_create(int directory, const char *name, uint32_t mode) {
  int descriptor =
      above_standard(OR_ERRNO(openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)));
  if (descriptor < 0) return descriptor;
  int result = OR_ERRNO(fchmod(descriptor, mode));  /* regardless of the umask */
  if (result < 0) close(descriptor);
  return result < 0 ? result : descriptor;
}

int ck_remove(int directory, const char *name) { return OR_ERRNO(unlinkat(directory, name, 0)); }

int ck_rename(int directory, const char *from, const char *to) {
  return OR_ERRNO(renameat(directory, from, directory, to));
}

int ck_sync(int descriptor) { return OR_ERRNO(fsync(descriptor)); }

int ck_lock(int descriptor) { return OR_ERRNO(flock(descriptor, LOCK_EX)); }

int ck_execve(const char *path, char *const *arguments, char *const *environment) {
  return OR_ERRNO(execve(path, arguments, environment));
}

int ck_terminal_columns(int descriptor) {
  struct winsize size;
  int result = OR_ERRNO(ioctl(descriptor, TIOCGWINSZ, &size));
  return result < 0 ? result : size.ws_col;
}

int ck_terminal_rows(int descriptor) {
  struct winsize size;
  int result = OR_ERRNO(ioctl(descriptor, TIOCGWINSZ, &size));
  return result < 0 ? result : size.ws_row;
}

int ck_is_closed_on_exec(int descriptor) {
  int flags = OR_ERRNO(fcntl(descriptor, F_GETFD, 0));
  return flags < 0 ? flags : flags & FD_CLOEXEC;
}

int ck_access_mode(int descriptor) {
  int flags = OR_ERRNO(fcntl(descriptor, F_GETFL, 0));
  if (flags < 0) return flags;
  return flags & O_PATH ? 0 : (flags & O_ACCMODE) + 1;
}

int ck_core_limit(uint64_t *limit) {
  struct rlimit limits;
  int result = OR_ERRNO(getrlimit(RLIMIT_CORE, &limits));
  if (result == 0) *limit = limits.rlim_cur;
  return result;
}

extern char **environ;
char **ck_environment(void) { return environ; }

void ck_exit(int status) { _exit(status); }

/* Calls without a portable form; Darwin.c has them for macOS. */
#ifdef __linux__
int ck_open_unlinked(const char *path, int how) {
  /* struct open_how of openat2(2).  Its number is the same on all architectures; musl's headers may lack it. */
  enum { OPENAT2 = 437, RESOLVE_NO_SYMLINKS = 4 };
  struct {
    uint64_t flags, mode, resolve;
  } question = {O_DIRECTORY | O_CLOEXEC | (how == CK_OPEN_LIST ? O_RDONLY : O_PATH), 0, RESOLVE_NO_SYMLINKS};
  return OR_ERRNO((int)syscall(OPENAT2, AT_FDCWD, path, &question, sizeof question));
}

int ck_has_access_list(int descriptor) {
  long size = OR_ERRNO(fgetxattr(descriptor, "system.posix_acl_access", NULL, 0));
  if (size == -61 /* ENODATA */ || size == -95 /* EOPNOTSUPP */) return 0;
  return size < 0 ? (int)size : 1;
}

long ck_getcwd(char *buffer, size_t count) { return OR_ERRNO(syscall(SYS_getcwd, buffer, count)); }

long ck_list(int descriptor, void *buffer, size_t count) {
  return OR_ERRNO(syscall(SYS_getdents64, descriptor, buffer, count));
}

int ck_may_execute(const char *path) { return OR_ERRNO((int)syscall(SYS_faccessat, AT_FDCWD, path, X_OK)); }

int ck_may_write(const char *path) { return OR_ERRNO((int)syscall(SYS_faccessat, AT_FDCWD, path, W_OK)); }

/* The kernel's own struct sigaction; the same on x86-64 and arm64. */
struct kernel_sigaction {
  unsigned long handler;
  unsigned long flags;
  unsigned long restorer;
  uint64_t mask;
};

int ck_signal_is_ignored(int signal) {
  struct kernel_sigaction action;
  int result = OR_ERRNO((int)syscall(SYS_rt_sigaction, signal, NULL, &action, sizeof action.mask));
  return result < 0 ? result : action.handler == 1;
}

int ck_signal_set_ignored(int signal, int ignored) {
  struct kernel_sigaction action = {.handler = ignored ? 1 : 0};
  return OR_ERRNO((int)syscall(SYS_rt_sigaction, signal, &action, NULL, sizeof action.mask));
}

int ck_signal_mask_get(uint64_t *mask) {
  return OR_ERRNO((int)syscall(SYS_rt_sigprocmask, 0, NULL, mask, sizeof *mask));
}

int ck_signal_mask_set(uint64_t mask) {
  const int set_mask = 2; /* SIG_SETMASK, generic and x86 */
  return OR_ERRNO((int)syscall(SYS_rt_sigprocmask, set_mask, &mask, NULL, sizeof mask));
}

unsigned long ck_auxiliary(unsigned long type) { return getauxval(type); }
#endif
