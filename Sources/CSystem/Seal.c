/* What seals the command off: landlock(7), capabilities(7), no_new_privs of prctl(2), close_range(2).  The calls are
 * made by number, which is the same on x86-64 and arm64: musl's headers may lack them. */
#define _GNU_SOURCE
#include "CSystem.h"
#include "Results.h"

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LANDLOCK_CREATE_RULESET = 444, LANDLOCK_ADD_RULE = 445, LANDLOCK_RESTRICT_SELF = 446, CLOSE_RANGE = 436 };

int ck_landlock_version(void) { return OR_ERRNO((int)syscall(LANDLOCK_CREATE_RULESET, NULL, 0, 1)); }

/* struct landlock_ruleset_attr of version 6. */
struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scoped;
};

int ck_landlock_create(uint64_t files, uint64_t scoped) {
  struct ruleset ruleset = {.files = files, .scoped = scoped};
  /* Older versions know only its first member. */
  size_t size = scoped ? sizeof ruleset : sizeof ruleset.files;
  return OR_ERRNO((int)syscall(LANDLOCK_CREATE_RULESET, &ruleset, size, 0));
}

int ck_landlock_allow(int ruleset, uint64_t files, int directory) {
  struct {
    uint64_t files;
    int32_t directory;
  } __attribute__((packed)) beneath = {files, directory};
  return OR_ERRNO((int)syscall(LANDLOCK_ADD_RULE, ruleset, 1, &beneath, 0));
}

int ck_landlock_enter(int ruleset) { return OR_ERRNO((int)syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0)); }

int ck_no_new_privileges(void) { return OR_ERRNO((int)syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L)); }

/* struct __user_cap_header_struct and two of __user_cap_data_struct, version 3: 64 capabilities, low half first. */
struct capability_header {
  uint32_t version;
  int32_t process;
};
enum { CAPABILITY_VERSION = 0x20080522 };

int ck_capabilities(struct ck_capabilities *capabilities) {
  struct capability_header header = {CAPABILITY_VERSION, 0};
  uint32_t halves[2][3];
  int result = OR_ERRNO((int)syscall(SYS_capget, &header, halves));
  if (result < 0) return result;
  capabilities->effective = halves[0][0] | (uint64_t)halves[1][0] << 32;
  capabilities->permitted = halves[0][1] | (uint64_t)halves[1][1] << 32;
  capabilities->inheritable = halves[0][2] | (uint64_t)halves[1][2] << 32;
  return 0;
}

int ck_set_capabilities(const struct ck_capabilities *capabilities) {
  struct capability_header header = {CAPABILITY_VERSION, 0};
  uint32_t halves[2][3] = {
      {(uint32_t)capabilities->effective, (uint32_t)capabilities->permitted, (uint32_t)capabilities->inheritable},
      {capabilities->effective >> 32, capabilities->permitted >> 32, capabilities->inheritable >> 32}};
  return OR_ERRNO((int)syscall(SYS_capset, &header, halves));
}

int ck_close_range(uint32_t first, uint32_t last) { return OR_ERRNO((int)syscall(CLOSE_RANGE, first, last, 0)); }
#endif
