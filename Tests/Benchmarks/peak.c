/* peak: the most memory that a program held on its way to executing another one.
 *
 *   peak PROGRAM [ARG...]
 *
 * Prints VmHWM, in kB, of PROGRAM at the entry of the first execve it makes itself, then kills it.  VmHWM belongs
 * to the address space, and execve makes a new one; ru_maxrss would be at least that of whoever spawned PROGRAM.
 * Kernels from 6.2 to 6.16 print counters that lag by some pages for each processor; where the pages counted
 * one by one (smaps_rollup) are more, those are printed. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what) {
  fprintf(stderr, "peak: %s\n", what);
  exit(1);
}

/* The kB of the line that starts with `field` in /proc/PID/FILE, or -1. */
static long kilobytes(pid_t pid, const char *file, const char *field) {
  char path[64], line[256], format[32];
  long found = -1;
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
  snprintf(format, sizeof format, "%s: %%ld kB", field);
  FILE *stream = fopen(path, "r");
  if (!stream) return -1;
  while (found < 0 && fgets(line, sizeof line, stream))
    if (sscanf(line, format, &found) != 1) found = -1;
  fclose(stream);
  return found;
}

int main(int argc, char **argv) {
  if (argc < 2) fail("usage: peak PROGRAM [ARG...]");
  pid_t pid = fork();
  if (pid < 0) fail("fork failed");
  if (pid == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) _exit(1);
    raise(SIGSTOP);
    execv(argv[1], argv + 1);
    _exit(1);
  }

  int status, started = 0, deliver = 0;
  if (waitpid(pid, &status, 0) < 0 || !WIFSTOPPED(status)) fail("the program can't be traced");
  long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC;
  if (ptrace(PTRACE_SETOPTIONS, pid, 0, options)) fail("PTRACE_SETOPTIONS failed");
  for (;;) {
    if (ptrace(PTRACE_SYSCALL, pid, 0, deliver) || waitpid(pid, &status, 0) < 0) fail("the program can't be continued");
    if (!WIFSTOPPED(status)) fail("the program ended before it executed another");
    deliver = 0;
    if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8)) {
      started = 1;
    } else if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
      deliver = WSTOPSIG(status);
    } else if (started) {
      struct __ptrace_syscall_info call;
      if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof call, &call) < 0) fail("PTRACE_GET_SYSCALL_INFO failed");
      if (call.op == PTRACE_SYSCALL_INFO_ENTRY && (call.entry.nr == SYS_execve || call.entry.nr == SYS_execveat)) break;
    }
  }
  long peak = kilobytes(pid, "status", "VmHWM"), counted = kilobytes(pid, "smaps_rollup", "Rss");
  if (peak < 0) fail("no VmHWM in /proc");
  printf("%ld\n", counted > peak ? counted : peak);
  return 0;
}
