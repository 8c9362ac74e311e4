/* The static binary's allocator.  A process that ends in execve frees nothing: memory comes from the rest of the
 * data's last page, then from an arena on the stack, whose pages the kernel has ready, and then from mmap(2).
 * Compared to a general allocator this saves system calls, page faults and a mapping: a quarter of the cost of a
 * start.  The ordinary build, whose tests run long, keeps the system's allocator. */
#include "CSystem.h"

#ifdef ENVSCRUB_ARENA
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "Calls.h"

enum { ALIGNMENT = 16, ARENA = 60 << 10, STACK = 256 << 10, CHUNK = 1 << 20 };

/* The rest of the page that holds the data: every start writes to that page anyway; see static.ld. */
extern char data_page_rest[], data_page_end[];

/* musl's own definition would be the only initialized data of the whole binary, and without any a start copies a page
 * less.  It is the size of a thread's stack; there are no threads. */
unsigned __default_stacksize;

/* Free memory lies between the two.  It is handed out from its end downwards, in the direction in which the stack
 * grows. */
static uintptr_t start;
static uintptr_t next;

/* The start of the arena on the stack; 0 once it is in use. */
static uintptr_t stack_arena;

static int begin(uintptr_t arena, int (*body)(int, char **), int count, char **arguments) {
  stack_arena = arena;
  start = (uintptr_t)data_page_rest;
  next = (uintptr_t)data_page_end;
  return body(count, arguments);
}

/* No caller can continue without memory, and the command must not run under half a policy. */
static _Noreturn void exhausted(void) {
  static const char message[] = "envscrub: memory exhausted\n";
  write(2, message, sizeof message - 1);
  _exit(125);
}

static void *map(size_t length) {
  void *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) exhausted();
  return memory;
}

/* Not inlined: its caller would need that much stack itself. */
__attribute__((noinline)) static int run_on_arena(int (*body)(int, char **), int count, char **arguments) {
  _Alignas(ALIGNMENT) char arena[ARENA];
  return begin((uintptr_t)arena, body, count, arguments);
}

/* The same on a separate stack.  The assembler names all registers that a call may change: the compiler records for each
 * function which ones it changes, and callers keep values in the others (-enable-ipra). */
static int run_on_mapping(int (*body)(int, char **), int count, char **arguments) {
  char *memory = map(STACK + ARENA);
  char *top = memory + STACK;
  start = (uintptr_t)top;
  next = start + ARENA;
  int result = 125;
#if defined(__x86_64__)
  __asm__ volatile(
      "movq %%rsp, %%rbx\n\tmovq %[top], %%rsp\n\tcallq *%[body]\n\tmovq %%rbx, %%rsp"
      : "=a"(result), "+D"(count), "+S"(arguments)
      : [top] "r"(top), [body] "r"(body)
      : "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
        "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc", "memory");
#elif defined(__aarch64__)
  register long number __asm__("x0") = count;
  register char **words __asm__("x1") = arguments;
  __asm__ volatile(
      "mov x19, sp\n\tmov sp, %[top]\n\tblr %[body]\n\tmov sp, x19"
      : "+r"(number), "+r"(words)
      : [top] "r"(top), [body] "r"(body)
      : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x19",
        "x30", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23",
        "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "cc", "memory");
  result = (int)number;
#endif
  return result;
}

int ck_run(int (*body)(int, char **), int count, char **arguments) {
  /* Besides the arena a run takes 8 KB of stack, the most deeply nested document 105 KB (valgrind's massif), and the
   * kernel puts arguments and environment there, at least 128 KB.  Asking for the limit takes a system call, a fifth
   * of a microsecond; avoiding the stack would cost a page or two more, several microseconds. */
  struct rlimit limit;
  int is_small = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < 512 << 10;
  return is_small ? run_on_mapping(body, count, arguments) : run_on_arena(body, count, arguments);
}

static void *take(size_t alignment, size_t size) {
  if (size > PTRDIFF_MAX - alignment - CHUNK) exhausted();
  if (stack_arena && size + alignment > next - start && size < ARENA / 2) {
    /* The rest of the data's page is abandoned. */
    start = stack_arena;
    next = start + ARENA;
    stack_arena = 0;
  }
  if (size > next - start || ((next - size) & ~(uintptr_t)(alignment - 1)) < start) {
    size_t length = size + alignment > CHUNK ? size + alignment : CHUNK;
    char *chunk = map(length);
    if (length > CHUNK) return (void *)(((uintptr_t)chunk + alignment - 1) & ~(uintptr_t)(alignment - 1));
    /* The rest of the old chunk is abandoned: it is smaller than this request. */
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
