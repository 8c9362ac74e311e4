/* What envscrub asks of the kernel: one system call a function.  A function returns a result or -errno, so that no
 * caller depends on errno.  Nothing here knows policies. */
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stdint.h>
#include <stddef.h>

/* Runs the program, whose main is body.  No memory may be allocated before. */
int ck_run(int (*body)(int, char **), int count, char **arguments);

/* What fstat(2) tells about an open file. */
struct ck_facts {
  uint32_t mode;
  uint32_t owner;
  uint32_t group;
  uint64_t size;
  uint64_t device;
  uint64_t inode;
  uint64_t links;  /* hard links */
};

/* How a file is opened.  O_RDONLY, O_CLOEXEC, O_NOCTTY and O_NONBLOCK are always set, so that opening a FIFO or a
 * device returns at once. */
enum {
  CK_OPEN_FILE = 0,         /* symbolic links are followed */
  CK_OPEN_FILE_NO_LINK = 1, /* ELOOP if the last component is a symbolic link */
  CK_OPEN_DIRECTORY = 2,    /* O_PATH | O_DIRECTORY: needs no right to list it */
  CK_OPEN_LIST = 3,         /* O_DIRECTORY: for listing or locking */
  CK_OPEN_TERMINAL = 4,     /* O_RDWR, and blocking */
  CK_OPEN_PART = 5,         /* CK_OPEN_DIRECTORY, but ENOTDIR (macOS: ELOOP) for a symbolic link */
};

#ifdef __APPLE__
enum { CK_AT_CWD = -2, CK_SIGNAL_CHILD = 20 };
/* fcntl(2), F_GETPATH: the open file's path, at most 1,024 bytes. */
int ck_path(int descriptor, char *buffer);
#else
enum { CK_AT_CWD = -100, CK_SIGNAL_CHILD = 17 };
#endif
/* openat(2); CK_AT_CWD for the working directory.  A descriptor or -errno. */
int ck_open(int directory, const char *path, int how);
/* openat2(2) of a directory, with CK_OPEN_DIRECTORY or CK_OPEN_LIST: ELOOP if any component is a symbolic link.
 * ENOSYS before Linux 5.6 and on macOS; ENOSYS or EPERM under a seccomp(2) filter that doesn't know it. */
int ck_open_unlinked(const char *path, int how);
int ck_close(int descriptor);
int ck_facts(int descriptor, struct ck_facts *facts);
long ck_read(int descriptor, void *buffer, size_t count);
long ck_write(int descriptor, const void *buffer, size_t count);
/* readlinkat(2): EINVAL if it is no link. */
long ck_readlink(int directory, const char *path, char *buffer, size_t count);
int ck_chdir(const char *path);
int ck_fchdir(int directory);
/* fgetxattr(2) of system.posix_acl_access: 1 if the file has an access control list (acl(5)) besides its mode.  The
 * descriptor must not be of O_PATH. */
int ck_has_access_list(int descriptor);
/* tcflush(3) with TCIFLUSH: discards unread input. */
int ck_discard_input(int terminal);
/* getcwd(2), the system call: the length with the NUL, or -errno. */
long ck_getcwd(char *buffer, size_t count);
/* fstatat(2) without following links: the file's owner. */
int ck_owner(const char *path, uint32_t *owner);
/* getdents64(2): bytes of struct linux_dirent64, 0 at the end. */
long ck_list(int descriptor, void *buffer, size_t count);
/* mkdirat(2), then fchmodat(2) to exactly that mode. */
int ck_make_directory(int directory, const char *name, uint32_t mode);
/* openat(2) with O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, then fchmod(2) to exactly that mode. */
int ck_create(int directory, const char *name, uint32_t mode);
int ck_remove(int directory, const char *name);
/* renameat(2) within the directory. */
int ck_rename(int directory, const char *from, const char *to);
int ck_sync(int descriptor);
/* flock(2), exclusive: waits for other holders. */
int ck_lock(int descriptor);
/* faccessat(2) with X_OK: 0 if this process, whose real and effective ids are equal, may execute the file. */
int ck_may_execute(const char *path);
/* The same with W_OK. */
int ck_may_write(const char *path);
/* stat(2), following links. */
int ck_facts_at(const char *path, struct ck_facts *facts);
/* Returns only -errno. */
int ck_execve(const char *path, char *const *arguments, char *const *environment);
/* The terminal's columns (0: it does not say), or -errno if the descriptor is no terminal. */
int ck_terminal_columns(int descriptor);
/* The terminal's rows in the same way. */
int ck_terminal_rows(int descriptor);

/* rt_sigaction(2) and rt_sigprocmask(2) by the kernel's numbers, 1 to 64: musl hides 32 to 34.
 * Bit n-1 of a mask is signal n. */
int ck_signal_is_ignored(int signal);
int ck_signal_set_ignored(int signal, int ignored);
int ck_signal_mask_get(uint64_t *mask);
int ck_signal_mask_set(uint64_t mask);

/* getauxval(3): what the kernel passed to this process at its start, without a system call. */
enum {
  CK_AUX_REAL_USER = 11,
  CK_AUX_EFFECTIVE_USER = 12,
  CK_AUX_REAL_GROUP = 13,
  CK_AUX_EFFECTIVE_GROUP = 14,
  CK_AUX_SECURE = 23,
  CK_AUX_RANDOM = 25,
  CK_AUX_EXECUTED = 31,  /* AT_EXECFN: the path that execve(2) was given; for a script the script's */
};
unsigned long ck_auxiliary(unsigned long type);

/* landlock(7).  The version of its interface, from 1, or -errno. */
int ck_landlock_version(void);
/* A ruleset that handles these rights on files and these scopes: a descriptor or -errno. */
int ck_landlock_create(uint64_t files, uint64_t scoped);
/* Allows these rights beneath the directory. */
int ck_landlock_allow(int ruleset, uint64_t files, int directory);
/* For this process and its future children; requires no_new_privs or CAP_SYS_ADMIN. */
int ck_landlock_enter(int ruleset);
/* PR_SET_NO_NEW_PRIVS of prctl(2). */
int ck_no_new_privileges(void);

/* capget(2), capset(2): bit n for capability n. */
struct ck_capabilities {
  uint64_t effective;
  uint64_t permitted;
  uint64_t inheritable;
};
int ck_capabilities(struct ck_capabilities *capabilities);
int ck_set_capabilities(const struct ck_capabilities *capabilities);

/* close_range(2), both ends included. */
int ck_close_range(uint32_t first, uint32_t last);

/* connect(2) without waiting: to a socket(7) at a path, or to a port of this host.  A descriptor or -errno. */
int ck_connect_path(const char *path, int datagram);
int ck_connect_port(int port, int version6);
/* send(2), without SIGPIPE. */
long ck_send(int socket, const void *bytes, size_t count);
/* poll(2): 0 if the time ran out. */
int ck_wait_until_ready(int descriptor, int to_write, int milliseconds);
/* clock_gettime(2), of CLOCK_REALTIME or CLOCK_MONOTONIC. */
void ck_time(int monotonic, int64_t *seconds, int64_t *nanoseconds);
/* nanosleep(2), less than a second. */
void ck_sleep(int64_t nanoseconds);
/* uname(2): the node's name. */
int ck_host_name(char *buffer, size_t count);
int ck_parent(void);
int ck_process(void);

/* memfd_create(2). */
int ck_unnamed_file(void);
/* lseek(2) to the start. */
int ck_rewind(int descriptor);
/* fork(2) and execve(2): the program reads from input and writes to /dev/null, its errors too if silent.  It
 * inherits no other descriptor, and no ignored or blocked signal.  Its process id, or -errno. */
int ck_start(char *const *arguments, char *const *environment, int input, int silent);
/* waitpid(2) without waiting: 0 while it runs, then its exit status plus one, or 128 plus the signal plus one. */
int ck_ended(int child);
/* Kills it and everything that it started, and collects its status. */
void ck_end(int child);

/* openat(2) with O_RDWR | O_NOFOLLOW; create makes a new file with mode 600. */
int ck_open_to_write(int directory, const char *name, int append, int create);
/* fstatat(2) without following links. */
int ck_facts_in(int directory, const char *name, struct ck_facts *facts);
/* flock(2), exclusive, without waiting. */
int ck_try_lock(int descriptor);
/* pread(2). */
long ck_read_at(int descriptor, void *buffer, size_t count, int64_t offset);
/* pwrite(2). */
long ck_write_at(int descriptor, const void *buffer, size_t count, int64_t offset);
int ck_truncate(int descriptor, int64_t size);
/* fcntl(2), F_GETFD: 1 if execve(2) closes the descriptor, else 0. */
int ck_is_closed_on_exec(int descriptor);
/* fcntl(2), F_GETFL: 1 for reading plus 2 for writing. */
int ck_access_mode(int descriptor);
/* getrlimit(2), RLIMIT_CORE: the soft limit. */
int ck_core_limit(uint64_t *limit);

/* environ(7) as it was at the start of the process. */
char **ck_environment(void);

_Noreturn void ck_exit(int status);

#endif
