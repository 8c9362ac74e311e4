/* How the functions of CSystem.h give what a system call gave. */
#include <errno.h>

#ifdef __APPLE__
/* An error number of macOS as Linux has it: the rooms know only those. */
int ck_linux_error(int number);
#else
#define ck_linux_error(number) (number)
#endif

/* The result, or -errno. */
#define OR_ERRNO(call) ({ __typeof__(call) result_ = (call); result_ < 0 ? -ck_linux_error(errno) : result_; })
