#define _GNU_SOURCE
#include "CKernel.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OR_ERRNO(call) ({ __typeof__(call) result_ = (call); result_ < 0 ? -errno : result_; })

int ck_open(int directory, const char *path, int how) {
  int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  if (how == CK_OPEN_FILE_NO_LINK) flags |= O_NOFOLLOW;
  if (how == CK_OPEN_DIRECTORY) flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
  return OR_ERRNO(openat(directory, path, flags));
}

int ck_close(int descriptor) { return OR_ERRNO(close(descriptor)); }

int ck_facts(int descriptor, struct ck_facts *facts) {
  struct stat status;
  int result = OR_ERRNO(fstat(descriptor, &status));
  if (result < 0) return result;
  *facts = (struct ck_facts){
      .mode = status.st_mode, .owner = status.st_uid, .group = status.st_gid,
      .size = status.st_size, .device = status.st_dev, .inode = status.st_ino};
  return 0;
}

long ck_read(int descriptor, void *buffer, size_t count) {
  return OR_ERRNO(read(descriptor, buffer, count));
}

long ck_write(int descriptor, const void *buffer, size_t count) {
  return OR_ERRNO(write(descriptor, buffer, count));
}

long ck_readlink(const char *path, char *buffer, size_t count) {
  return OR_ERRNO(readlink(path, buffer, count));
}

int ck_chdir(const char *path) { return OR_ERRNO(chdir(path)); }

int ck_may_execute(const char *path) { return OR_ERRNO((int)syscall(SYS_faccessat, AT_FDCWD, path, X_OK)); }

int ck_mode(const char *path, uint32_t *mode) {
  struct stat status;
  int result = OR_ERRNO(stat(path, &status));
  if (result == 0) *mode = status.st_mode;
  return result;
}

int ck_execve(const char *path, char *const *arguments, char *const *environment) {
  return OR_ERRNO(execve(path, arguments, environment));
}

int ck_terminal_columns(int descriptor) {
  struct winsize size;
  int result = OR_ERRNO(ioctl(descriptor, TIOCGWINSZ, &size));
  return result < 0 ? result : size.ws_col;
}

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

extern char **environ;
char **ck_environment(void) { return environ; }

void ck_exit(int status) { _exit(status); }
