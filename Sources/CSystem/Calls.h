/* System calls whose library functions do more than a program of one thread needs: musl's take locks, find the vDSO and
 * stand in for what old kernels lack, in 5 KB of code and with initialized data, see static.ld.  macOS has no other way
 * than those functions. */
#ifdef __linux__
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#define fork() ((int)syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L))
#define fcntl(descriptor, command, argument) ((int)syscall(SYS_fcntl, descriptor, command, argument))
#define fchmodat(directory, name, mode, flags) ((int)syscall(SYS_fchmodat, directory, name, mode))
#define getrlimit(resource, limit) ((int)syscall(SYS_prlimit64, 0, resource, NULL, limit))
#define clock_gettime(clock, time) ((int)syscall(SYS_clock_gettime, clock, time))
#define mmap(address, length, protection, flags, descriptor, offset) \
  ((void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, offset))
#endif
