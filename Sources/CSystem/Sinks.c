/* Where records go besides files: sockets on this host, and a command that reads one. */
#define _GNU_SOURCE
#include "CSystem.h"
#include "Results.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "Calls.h"

#ifndef MSG_NOSIGNAL /* macOS: a socket option there */
#define MSG_NOSIGNAL 0
#endif

static int start_socket(int family, int type, const void *address, socklen_t size) {
  int socket_ = OR_ERRNO(socket(family, type, 0));
  if (socket_ < 0) return socket_;
  fcntl(socket_, F_SETFD, FD_CLOEXEC);
  fcntl(socket_, F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
  setsockopt(socket_, SOL_SOCKET, SO_NOSIGPIPE, &(int){1}, sizeof(int));
#endif
  int result = OR_ERRNO(connect(socket_, address, size));
  if (result < 0 && result != -115 /* EINPROGRESS */ && result != -36 /* the same, of macOS */) {
    close(socket_);
    return result;
  }
  return socket_;
}

int ck_connect_path(const char *path, int datagram) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t size = strlen(path) + 1;
  if (size > sizeof address.sun_path) return -36; /* ENAMETOOLONG */
  memcpy(address.sun_path, path, size);
  return start_socket(AF_UNIX, datagram ? SOCK_DGRAM : SOCK_STREAM, &address, sizeof address);
}

int ck_connect_port(int port, int version6) {
  if (version6) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    return start_socket(AF_INET6, SOCK_STREAM, &address, sizeof address);
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return start_socket(AF_INET, SOCK_STREAM, &address, sizeof address);
}

long ck_send(int socket_, const void *bytes, size_t count) {
  return OR_ERRNO(send(socket_, bytes, count, MSG_NOSIGNAL));
}

int ck_wait_until_ready(int descriptor, int to_write, int milliseconds) {
  struct pollfd question = {.fd = descriptor, .events = to_write ? POLLOUT : POLLIN};
  return OR_ERRNO(poll(&question, 1, milliseconds));
}

void ck_time(int monotonic, int64_t *seconds, int64_t *nanoseconds) {
  struct timespec now = {0};
  clock_gettime(monotonic ? CLOCK_MONOTONIC : CLOCK_REALTIME, &now);
  *seconds = now.tv_sec;
  *nanoseconds = now.tv_nsec;
}

void ck_sleep(int64_t nanoseconds) {
  struct timespec time = {.tv_nsec = nanoseconds};
  nanosleep(&time, NULL);
}

int ck_host_name(char *buffer, size_t count) {
  struct utsname names;
  int result = OR_ERRNO(uname(&names));
  if (result < 0) return result;
  size_t size = strlen(names.nodename) + 1;
  if (size > count) return -36; /* ENAMETOOLONG */
  memcpy(buffer, names.nodename, size);
  return 0;
}

int ck_parent(void) { return getppid(); }

int ck_process(void) { return getpid(); }

/* An anonymous file for the input of a command: the whole text is there before the command reads. */
int ck_unnamed_file(void) {
#ifdef __linux__
  return OR_ERRNO((int)syscall(SYS_memfd_create, "record", 1 /* MFD_CLOEXEC */));
#else
  char name[] = "/tmp/envscrub.XXXXXX";
  int file = OR_ERRNO(mkstemp(name));
  if (file >= 0) unlink(name);
  return file;
#endif
}

int ck_rewind(int descriptor) { return lseek(descriptor, 0, SEEK_SET) < 0 ? OR_ERRNO(-1) : 0; }

int ck_start(char *const *arguments, char *const *environment, int input, int silent) {
  int child = OR_ERRNO(fork());
  if (child != 0) return child;
  setpgid(0, 0);  /* so that its children are killed with it */
  for (int number = 1; number < 32; number++) ck_signal_set_ignored(number, 0);
  ck_signal_mask_set(0);
  int null = openat(AT_FDCWD, "/dev/null", O_RDWR);
  /* Its output must not mix with the command's. */
  if (dup2(input, 0) < 0 || dup2(null, 1) < 0 || (silent && dup2(null, 2) < 0)) _exit(127);
  if (ck_close_range(3, ~0U) < 0)
    for (int number = 3; number < 1024; number++) close(number);
  execve(arguments[0], arguments, environment);
  _exit(127);
}

int ck_ended(int child) {
  int status = 0;
  int result = OR_ERRNO(waitpid(child, &status, WNOHANG));
  if (result <= 0) return result;
  return 1 + (WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

void ck_end(int child) {
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

/* Files of records. */

int ck_open_to_write(int directory, const char *name, int append, int create) {
  int flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  if (append) flags |= O_APPEND;
  if (create) flags |= O_CREAT | O_EXCL;
  int descriptor = OR_ERRNO(openat(directory, name, flags, 0600));  /* musl's open(3) sets FD_CLOEXEC a second time */
  if (descriptor < 0 || !create) return descriptor;
  int result = OR_ERRNO(fchmod(descriptor, 0600));  /* regardless of the umask */
  if (result < 0) close(descriptor);
  return result < 0 ? result : descriptor;
}

int ck_try_lock(int descriptor) { return OR_ERRNO(flock(descriptor, LOCK_EX | LOCK_NB)); }

long ck_read_at(int descriptor, void *buffer, size_t count, int64_t offset) {
  return OR_ERRNO(pread(descriptor, buffer, count, offset));
}

long ck_write_at(int descriptor, const void *buffer, size_t count, int64_t offset) {
  return OR_ERRNO(pwrite(descriptor, buffer, count, offset));
}

int ck_truncate(int descriptor, int64_t size) { return OR_ERRNO(ftruncate(descriptor, size)); }
