/* The static binary's allocator.  A process that ends in execve frees nothing: memory is handed out from
 * an arena on the stack, whose pages the kernel has at hand, and from mmap(2) beyond it.  Beside a real
 * allocator that saves system calls, page faults and a mapping, a quarter of what a start costs.  The
 * ordinary build, whose tests live long, keeps the system's allocator. */
#include "CSystem.h"

#ifdef ENVSCRUB_ARENA
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ALIGNMENT = 16, ARENA = 60 << 10, CHUNK = 1 << 20 };

/* What is left lies between the two; it is handed out from its end downwards, as the stack grows. */
static uintptr_t start;
static uintptr_t next;

int ck_run(int (*body)(int, char **), int count, char **arguments) {
  _Alignas(ALIGNMENT) char arena[ARENA];
  start = (uintptr_t)arena;
  next = start + ARENA;
  return body(count, arguments);
}

/* Nobody who asks for memory can go on without, and the command must not run on half a policy. */
static _Noreturn void exhausted(void) {
  static const char message[] = "envscrub: memory exhausted\n";
  write(2, message, sizeof message - 1);
  _exit(125);
}

static void *take(size_t alignment, size_t size) {
  if (size > PTRDIFF_MAX - alignment - CHUNK) exhausted();
  if (size > next - start || ((next - size) & ~(uintptr_t)(alignment - 1)) < start) {
    /* What is left of the old chunk stays behind: less than what is asked for now. */
    size_t length = size + alignment > CHUNK ? size + alignment : CHUNK;
    char *chunk = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (chunk == MAP_FAILED) exhausted();
    if (length > CHUNK) return (void *)(((uintptr_t)chunk + alignment - 1) & ~(uintptr_t)(alignment - 1));
    start = (uintptr_t)chunk;
    next = start + length;
  }
  next = (next - size) & ~(uintptr_t)(alignment - 1);
  return (void *)next;
}

void *malloc(size_t size) { return take(ALIGNMENT, size); }

void *aligned_alloc(size_t alignment, size_t size) {
  return take(alignment < ALIGNMENT ? ALIGNMENT : alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = take(alignment < ALIGNMENT ? ALIGNMENT : alignment, size);
  return 0;
}

void free(void *memory) { (void)memory; }
size_t malloc_usable_size(void *memory) { (void)memory; return 0; }
#else
int ck_run(int (*body)(int, char **), int count, char **arguments) { return body(count, arguments); }
#endif
