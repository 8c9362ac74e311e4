/* Prints the numbers of the open files, without opening one itself; or, with `open NUMBER... -- COMMAND...`, opens a
 * file at each number, as far as the limit allows, for COMMAND. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 2) {
    for (int number = 0, others = 0; number < 1 << 16; number++)
      if (fcntl(number, F_GETFD) >= 0) printf(others++ ? " %d" : "%d", number);
    return 0;
  }
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  int i = 1;
  for (; i < argc && strcmp(argv[i], "--"); i++) dup2(0, atoi(argv[i]));
  if (i + 1 >= argc) return 2;
  execvp(argv[i + 1], argv + i + 1);
  return perror(argv[i + 1]), 127;
}
