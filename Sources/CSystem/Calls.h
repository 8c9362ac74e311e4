/* System calls whose library functions do more than a program of one thread needs: musl's take locks, find the vDSO and
 * stand in for what old kernels lack, in 7 KB of code and with initialized data, see static.ld.  macOS has no other way
 * than those functions. */
#ifdef __linux__
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define fork() ((int)syscall(SYS_clone, (long)SIGCHLD, 0L, 0L, 0L, 0L))
#define fcntl(descriptor, command, argument) ((int)syscall(SYS_fcntl, descriptor, command, argument))
#define openat(directory, name, ...) ((int)syscall(SYS_openat, directory, name, __VA_ARGS__))
#define ioctl(descriptor, request, argument) ((int)syscall(SYS_ioctl, descriptor, request, argument))
#define tcflush(terminal, queue) ioctl(terminal, TCFLSH, queue)
#define fchmodat(directory, name, mode, flags) ((int)syscall(SYS_fchmodat, directory, name, mode))
#define fchmod(descriptor, mode) ((int)syscall(SYS_fchmod, descriptor, mode))
#define fchdir(descriptor) ((int)syscall(SYS_fchdir, descriptor))
#define readlinkat(directory, name, buffer, count) syscall(SYS_readlinkat, directory, name, buffer, count)
/* On machines of 64 bits `struct stat` is the kernel's. */
#define fstat(descriptor, status) ((int)syscall(SYS_fstat, descriptor, status))
#define fstatat(directory, name, status, flags) ((int)syscall(SYS_newfstatat, directory, name, status, flags))
#define stat(name, status) fstatat(AT_FDCWD, name, status, 0)
#define socket(family, type, protocol) ((int)syscall(SYS_socket, family, type, protocol))
#define nanosleep(time, left) ((int)syscall(SYS_nanosleep, time, left))
#define getrlimit(resource, limit) ((int)syscall(SYS_prlimit64, 0, resource, NULL, limit))
#define clock_gettime(clock, time) ((int)syscall(SYS_clock_gettime, clock, time))
#define mmap(address, length, protection, flags, descriptor, offset) \
  ((void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, offset))
#endif
