/* A filter of seccomp(2) as containers have it:  filter CALL=ERROR... -- COMMAND...
 *
 * Each CALL of the table below is answered with the number ERROR. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)

enum { ANY = -1, NO_NEW_PRIVS = 38, MAKES = 0 };

/* A call; if one of its arguments decides, its place and value. prctl is denied only for no_new_privs, and a ruleset
 * either after the question for the version or even for that question. */
static const struct { const char *name; unsigned call; int place, value; } calls[] = {
    {"prctl", SYS_prctl, 0, NO_NEW_PRIVS}, {"capset", SYS_capset, ANY, 0}, {"close_range", 436, ANY, 0},
    {"landlock", 444, ANY, 0}, {"landlock_create_ruleset", 444, 2, MAKES}, {"landlock_restrict_self", 446, ANY, 0}};

int main(int argc, char **argv) {
  static struct sock_filter program[64];
  unsigned short length = 0;
  int i = 1;
  for (; i < argc && strcmp(argv[i], "--") && length < 56; i++) {
    size_t end = strcspn(argv[i], "="), which = 0, count = sizeof calls / sizeof *calls;
    while (which < count && (strlen(calls[which].name) != end || strncmp(argv[i], calls[which].name, end))) which++;
    if (which == count || !argv[i][end]) return fprintf(stderr, "filter: %s\n", argv[i]), 2;
    int decides = calls[which].place != ANY;
    struct sock_filter one[] = {
        LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[which].call, 0, 3),
        LOAD(args[decides ? calls[which].place : 0]),
        BPF_JUMP(decides ? BPF_JMP | BPF_JEQ | BPF_K : BPF_JMP | BPF_JGE | BPF_K, (unsigned)calls[which].value, 0, 1),
        ANSWER(SECCOMP_RET_ERRNO | (unsigned)atoi(argv[i] + end + 1))};
    memcpy(program + length, one, sizeof one);
    length += sizeof one / sizeof *one;
  }
  program[length++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
  if (i + 1 >= argc) return 2;
  struct sock_fprog whole = {length, program};
  /* With the privilege to do so, no_new_privs is not set: prctl can then be seen to fail. */
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) < 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) < 0) return perror("filter"), 2;
  }
  execvp(argv[i + 1], argv + i + 1);
  return perror(argv[i + 1]), 127;
}
