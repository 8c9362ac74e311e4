/* Runs a command step by step, until it executes another program:  single-step COMMAND [ARGUMENT]...
 *
 * Prints the address of each instruction once, in the order in which they ran first, relative to the first.  ptrace(2)
 * shows the run as it is: under an emulator new system calls fail, and what follows them is another path.  x86-64. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SPAN = 4 << 20 };  /* bytes around the first instruction */
static char seen[SPAN];

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    execve(argv[1], argv + 1, environ);
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) return 1;
  ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL);
  ptrace(PTRACE_CONT, child, 0, 0);
  if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) return 1;

  unsigned long first = 0;
  do {
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, child, 0, &registers) != 0) return 1;
    if (!first) first = registers.rip;
    long offset = (long)(registers.rip - first);
    if (offset >= -SPAN / 2 && offset < SPAN / 2 && !seen[offset + SPAN / 2]) {
      seen[offset + SPAN / 2] = 1;
      printf("%ld\n", offset);
    }
    ptrace(PTRACE_SINGLESTEP, child, 0, 0);
  } while (waitpid(child, &status, 0) == child && WIFSTOPPED(status) &&
           status >> 8 != (SIGTRAP | PTRACE_EVENT_EXEC << 8));
  return WIFSTOPPED(status) ? 0 : 1;
}
