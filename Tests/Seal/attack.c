/* What a command tries on processes outside of it.
 *
 *   attack start COMMAND...   becomes a parent and a sibling with something to find, and runs COMMAND
 *   attack [fork|again]       tries all on both: a line `WHAT WHOM yes` or `WHAT WHOM ERROR` each
 *
 * What is found counts, not what can be opened.  Who tries is told where to look, which is more than an attacker
 * knows: a guess that holds counts too. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_NUMBER = 40, PIDFD_SEND_SIGNAL = 424, PIDFD_OPEN = 434, PIDFD_GETFD = 438 };
static const char planted[] = "fake-planted";
static char *secret;  /* at the same address in parent and sibling */

static char path[64];
static const char *below(int pid, const char *name) {
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  return path;
}

/* 0 if the file holds the text, else errno; ENODATA if it could be read but doesn't hold it. */
static int holds(const char *name, const char *text) {
  static char buffer[1 << 16];
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  ssize_t count = 0, one;
  while ((one = read(file, buffer + count, sizeof buffer - count)) > 0) count += one;
  int error = one < 0 ? errno : 0;
  close(file);
  if (error) return error;
  return memmem(buffer, count, text, strlen(text)) ? 0 : ENODATA;
}

static int links(const char *name) {
  char target[256];
  return readlink(name, target, sizeof target) > 0 ? 0 : errno;
}

static int environment(int pid) { return holds(below(pid, "environ"), planted); }
static int maps(int pid) { return holds(below(pid, "maps"), "[stack]"); }
static int auxiliary(int pid) { return holds(below(pid, "auxv"), "\6"); }
static int file_link(int pid) { return links(below(pid, "fd/40")); }
static int file_open(int pid) { return holds(below(pid, "fd/40"), planted); }
static int working(int pid) { return links(below(pid, "cwd")); }
static int root(int pid) { return links(below(pid, "root")); }
static int through_root(int pid) {
  int directory = open(below(pid, "root/"), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return errno;
  close(directory);
  return 0;
}
static int executable(int pid) { return links(below(pid, "exe")); }
static int namespace(int pid) { return links(below(pid, "ns/mnt")); }
static int thread(int pid) {
  char name[64];
  snprintf(name, sizeof name, "task/%d/environ", pid);
  return holds(below(pid, name), planted);
}

/* At the known address, and in the ranges that maps lists. */
static int memory(int pid) {
  int file = open(below(pid, "mem"), O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  char found[sizeof planted] = "";
  if (pread(file, found, sizeof found, (off_t)(uintptr_t)secret) < 0) return errno;
  if (strcmp(found, planted)) return ENODATA;
  FILE *regions = fopen(below(pid, "maps"), "re");
  if (!regions) return 0;
  char line[512];
  unsigned long from, to;
  int seen = 0;
  while (!seen && fgets(line, sizeof line, regions))
    if (strstr(line, "[stack]") && sscanf(line, "%lx-%lx rw", &from, &to) == 2) {
      char *copy = malloc(to - from);
      ssize_t count = pread(file, copy, to - from, (off_t)from);
      seen = count > 0 && memmem(copy, count, planted, strlen(planted));
    }
  return seen ? 0 : ENODATA;
}

static int attach(int pid) {
  if (ptrace(PTRACE_ATTACH, pid, 0, 0) < 0) return errno;
  waitpid(pid, NULL, __WALL);
  ptrace(PTRACE_DETACH, pid, 0, 0);
  return 0;
}
static int seize(int pid) {
  if (ptrace(PTRACE_SEIZE, pid, 0, 0) < 0) return errno;
  ptrace(PTRACE_INTERRUPT, pid, 0, 0);
  waitpid(pid, NULL, __WALL);
  ptrace(PTRACE_DETACH, pid, 0, 0);
  return 0;
}

static int vm_read(int pid) {
  char found[sizeof planted] = "";
  struct iovec here = {found, sizeof found}, there = {secret, sizeof found};
  if (process_vm_readv(pid, &here, 1, &there, 1, 0) < 0) return errno;
  return strcmp(found, planted) ? ENODATA : 0;
}
static int vm_write(int pid) {
  struct iovec here = {(void *)planted, sizeof planted}, there = {secret, sizeof planted};
  return process_vm_writev(pid, &here, 1, &there, 1, 0) < 0 ? errno : 0;
}

static int get_file(int pid) {
  int process = (int)syscall(PIDFD_OPEN, pid, 0);
  if (process < 0) return errno;
  int file = (int)syscall(PIDFD_GETFD, process, FILE_NUMBER, 0);
  int error = file < 0 ? errno : 0;
  char found[sizeof planted] = "";
  if (!error && (pread(file, found, sizeof found, 0) < 0 || strcmp(found, planted))) error = ENODATA;
  close(process);
  return error;
}

static int same(int pid) { return syscall(SYS_kcmp, getpid(), pid, 3 /* KCMP_FS */, 0, 0) < 0 ? errno : 0; }

static int measure(int pid) {
  struct perf_event_attr what = {.type = PERF_TYPE_SOFTWARE, .size = sizeof what, .config = PERF_COUNT_SW_TASK_CLOCK,
                                 .exclude_kernel = 1, .exclude_hv = 1};
  int file = (int)syscall(SYS_perf_event_open, &what, pid, -1, -1, 0);
  if (file < 0) return errno;
  close(file);
  return 0;
}

static int signals(int pid) { return kill(pid, SIGWINCH) < 0 ? errno : 0; }
static int signals_by_file(int pid) {
  int process = (int)syscall(PIDFD_OPEN, pid, 0);
  if (process < 0) return errno;
  int error = syscall(PIDFD_SEND_SIGNAL, process, SIGWINCH, NULL, 0) < 0 ? errno : 0;
  close(process);
  return error;
}

/* As the owner of a pipe, the process would get a signal when the pipe is written to; blocked, the signal stays
 * pending. */
static int signals_by_owner(int pid) {
  int ends[2];
  char line[256];
  unsigned long long pending = 0;
  if (pipe2(ends, O_CLOEXEC) < 0 || fcntl(ends[0], F_SETSIG, SIGUSR2) < 0) return errno;
  if (fcntl(ends[0], F_SETOWN, pid) < 0) return errno;
  if (fcntl(ends[0], F_SETFL, O_ASYNC) < 0 || write(ends[1], "", 1) < 0) return errno;
  close(ends[0]);
  close(ends[1]);
  FILE *status = fopen(below(pid, "status"), "re");
  if (!status) return errno;
  while (fgets(line, sizeof line, status)) sscanf(line, "ShdPnd: %llx", &pending);
  fclose(status);
  return pending >> (SIGUSR2 - 1) & 1 ? 0 : ENODATA;
}

static const struct { const char *name; int (*try)(int pid); } tries[] = {
    {"environ", environment}, {"task-environ", thread}, {"mem", memory}, {"maps", maps}, {"auxv", auxiliary},
    {"fd-link", file_link}, {"fd-open", file_open}, {"cwd", working}, {"root", root}, {"root-open", through_root},
    {"exe", executable}, {"ns", namespace}, {"attach", attach}, {"seize", seize}, {"vm_readv", vm_read},
    {"vm_writev", vm_write}, {"pidfd_getfd", get_file}, {"kcmp", same}, {"perf_event", measure}, {"kill", signals},
    {"pidfd_signal", signals_by_file}, {"sigio", signals_by_owner}};

static int attack(void) {
  const char *whom[] = {"parent", "sibling"}, *told = getenv("TARGETS");
  int pids[2];
  if (!told || sscanf(told, "%d %d %p", &pids[0], &pids[1], (void **)&secret) != 3) return 2;
  for (int i = 0; i < 2; i++)
    for (size_t j = 0; j < sizeof tries / sizeof *tries; j++) {
      int error = tries[j].try(pids[i]);
      printf("%s %s %s\n", tries[j].name, whom[i], error ? strerrorname_np(error) : "yes");
    }
  return 0;
}

static int start(char **command) {
  secret = strdup(planted);
  int file = memfd_create("secret", MFD_CLOEXEC);
  if (write(file, planted, sizeof planted) < 0 || dup3(file, FILE_NUMBER, O_CLOEXEC) < 0) return 3;
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR2);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  int sibling = fork();
  if (sibling == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) pause();
  }
  char told[64];
  snprintf(told, sizeof told, "TARGETS=%d %d %p", getpid(), sibling, (void *)secret);
  int child = fork(), status;
  if (child == 0) {
    putenv(told);
    sigprocmask(SIG_UNBLOCK, &blocked, NULL);
    execvp(command[0], command);
    _exit(127);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  kill(sibling, SIGKILL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv) {
  if (argc > 2 && !strcmp(argv[1], "start")) return start(argv + 2);
  if (argc > 1 && !strcmp(argv[1], "again")) execl("/proc/self/exe", "attack", "fork", NULL);
  if (argc > 1 && !strcmp(argv[1], "fork")) {
    int child = fork(), status;
    if (child) return waitpid(child, &status, 0) < 0 || status;
  }
  return attack();
}
