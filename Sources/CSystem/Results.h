/* How the functions of CSystem.h return a system call's result. */
#include <errno.h>

#ifdef __APPLE__
/* The Linux number of a macOS error: the Swift code knows only those. */
int ck_linux_error(int number);
#else
#define ck_linux_error(number) (number)
#endif

/* The result, or -errno. */
#define OR_ERRNO(call) ({ __typeof__(call) result_ = (call); result_ < 0 ? -ck_linux_error(errno) : result_; })
