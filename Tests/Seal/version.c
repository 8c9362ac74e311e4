/* A kernel with another version of Landlock:  version RECORD VERSION COMMAND...
 *
 * The question for the version is answered with VERSION, a negative one being an error; every other call of Landlock
 * reaches the kernel, and stands in the file RECORD with its arguments before it does. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };

static int listener(void) {
  struct sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, CREATE_RULESET, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, RESTRICT_SELF, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog whole = {sizeof program / sizeof *program, program};
  int file = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &whole);
  if (file >= 0) return file;
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &whole);
}

static union {
  char bytes[CMSG_SPACE(sizeof(int))];
  struct cmsghdr aligned;
} control;
static struct msghdr message(struct iovec *part) {
  return (struct msghdr){
      .msg_iov = part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control};
}

static void send_file(int to, int file) {
  struct iovec part = {"", 1};
  struct msghdr whole = message(&part);
  struct cmsghdr *head = CMSG_FIRSTHDR(&whole);
  *head = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof file), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
  memcpy(CMSG_DATA(head), &file, sizeof file);
  sendmsg(to, &whole, 0);
}

static int receive_file(int from) {
  char byte;
  struct iovec part = {&byte, 1};
  struct msghdr whole = message(&part);
  int file;
  if (recvmsg(from, &whole, MSG_CMSG_CLOEXEC) <= 0 || !CMSG_FIRSTHDR(&whole)) return -1;
  memcpy(&file, CMSG_DATA(CMSG_FIRSTHDR(&whole)), sizeof file);
  return file;
}

/* Reads the process's memory at an address; all bits are set if it can't be read. */
static void read_from(int pid, uint64_t address, void *to, size_t count) {
  struct iovec here = {to, count}, there = {(void *)(uintptr_t)address, count};
  if (process_vm_readv(pid, &here, 1, &there, 1, 0) != (ssize_t)count) memset(to, 0xff, count);
}

static void answer(int file, FILE *record, int version) {
  struct seccomp_notif asked = {0};
  if (ioctl(file, SECCOMP_IOCTL_NOTIF_RECV, &asked) < 0) return;
  struct seccomp_notif_resp said = {.id = asked.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
  const uint64_t *words = (const uint64_t *)asked.data.args;
  if (asked.data.nr == CREATE_RULESET && words[2] == 1) {
    said.flags = 0;
    if (version < 0) said.error = version;
    else said.val = version;
    fprintf(record, "version address=%#lx size=%lu\n", (unsigned long)words[0], (unsigned long)words[1]);
  } else if (asked.data.nr == CREATE_RULESET) {
    uint64_t attributes[3] = {0};
    size_t size = words[1] < sizeof attributes ? words[1] : sizeof attributes;
    read_from((int)asked.pid, words[0], attributes, size);
    fprintf(record, "create size=%lu flags=%lu files=%#lx network=%#lx scoped=%#lx\n", (unsigned long)words[1],
            (unsigned long)words[2], (unsigned long)attributes[0], (unsigned long)attributes[1],
            (unsigned long)attributes[2]);
  } else if (asked.data.nr == ADD_RULE) {
    struct { uint64_t files; int32_t directory; } __attribute__((packed)) rule;
    char link[64], where[256] = "";
    read_from((int)asked.pid, words[2], &rule, sizeof rule);
    snprintf(link, sizeof link, "/proc/%u/fd/%d", asked.pid, rule.directory);
    if (readlink(link, where, sizeof where - 1) < 0) strcpy(where, "unknown");
    fprintf(record, "allow type=%lu files=%#lx beneath=%s flags=%lu\n", (unsigned long)words[1],
            (unsigned long)rule.files, where, (unsigned long)words[3]);
  } else {
    fprintf(record, "enter flags=%lu\n", (unsigned long)words[1]);
  }
  fflush(record);
  ioctl(file, SECCOMP_IOCTL_NOTIF_SEND, &said);
}

int main(int argc, char **argv) {
  int pair[2], status;
  FILE *record = argc < 4 ? NULL : fopen(argv[1], "we");
  if (!record || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return 2;
  pid_t child = fork();
  if (child == 0) {
    int file = listener();
    if (file < 0) return perror("version"), _exit(2), 2;
    send_file(pair[0], file);
    close(file);
    execvp(argv[3], argv + 3);
    _exit(127);
  }
  close(pair[0]);
  int file = receive_file(pair[1]);
  if (file < 0) return 2;
  /* Until the last process under the filter has ended. */
  for (struct pollfd one = {file, POLLIN, 0}; poll(&one, 1, -1) >= 0 && !(one.revents & POLLHUP);)
    if (one.revents & POLLIN) answer(file, record, atoi(argv[2]));
  if (waitpid(child, &status, 0) < 0) return 2;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
