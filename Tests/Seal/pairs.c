/* Times two commands by turns:  pairs COUNT COMMAND1... -- COMMAND2...
 *
 * Prints the medians of both and of the differences, in microseconds. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double once(char **command) {
  struct timespec begin, end;
  pid_t pid;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  if (posix_spawn(&pid, command[0], NULL, NULL, command, environ) || waitpid(pid, &status, 0) < 0 || status) {
    fprintf(stderr, "pairs: %s failed\n", command[0]);
    exit(1);
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (end.tv_sec - begin.tv_sec) * 1e6 + (end.tv_nsec - begin.tv_nsec) / 1e3;
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, by_value);
  return values[count / 2];
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 0, second = 2;
  while (second < argc && strcmp(argv[second], "--")) second++;
  if (count < 1 || second < 3 || second + 1 >= argc) return 2;
  argv[second] = NULL;
  char **commands[] = {argv + 2, argv + second + 1};
  size_t size = count * sizeof(double);
  double *times[2] = {malloc(size), malloc(size)}, *more = malloc(size);
  for (int i = -5; i < count; i++) { /* five to warm up */
    double taken[2];
    for (int j = 0; j < 2; j++) taken[(i + j) & 1] = once(commands[(i + j) & 1]);
    if (i < 0) continue;
    for (int j = 0; j < 2; j++) times[j][i] = taken[j];
    more[i] = taken[1] - taken[0];
  }
  double first = median(times[0], count), other = median(times[1], count);
  printf("%.1f %.1f %.1f\n", first, other, median(more, count));
  return 0;
}
