/* A filter of seccomp(2) as containers have it:  filter CALL=ERROR... -- COMMAND...
 *
 * Each CALL by its number is answered with the number ERROR; 157 (prctl) only where it asks for no_new_privs, and 444
 * only where a ruleset is to be made, unless it is written 444v: then also the question for the version. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define SKIP_UNLESS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count)
#define SKIP_IF(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, count, 0)
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)

enum { PRCTL = 157, LANDLOCK_CREATE_RULESET = 444, NO_NEW_PRIVS = 38, VERSION = 1 };

int main(int argc, char **argv) {
  static struct sock_filter program[64];
  unsigned short length = 0;
  int i = 1;
  for (; i < argc && strcmp(argv[i], "--") && length < 56; i++) {
    char *end;
    unsigned call = (unsigned)strtoul(argv[i], &end, 10);
    int with_version = *end == 'v';
    unsigned answer = SECCOMP_RET_ERRNO | (unsigned)atoi(strchr(argv[i], '=') + 1);
    struct sock_filter one[] = {LOAD(nr), SKIP_UNLESS(call, 3), LOAD(args[0]), SKIP_UNLESS(NO_NEW_PRIVS, 1), ANSWER(answer)};
    if (call == LANDLOCK_CREATE_RULESET) {
      one[2] = (struct sock_filter)LOAD(args[2]);
      one[3] = (struct sock_filter)SKIP_IF(with_version ? VERSION + 1 : VERSION, 1);
    } else if (call != PRCTL) {
      one[2] = one[3] = (struct sock_filter)LOAD(nr);
    }
    memcpy(program + length, one, sizeof one);
    length += sizeof one / sizeof *one;
  }
  program[length++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
  if (i + 1 >= argc) return 2;
  struct sock_fprog whole = {length, program};
  /* Who may do it without no_new_privs does: prctl can then be seen to fail. */
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) < 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) < 0) return perror("filter"), 2;
  }
  execvp(argv[i + 1], argv + i + 1);
  return perror(argv[i + 1]), 127;
}
