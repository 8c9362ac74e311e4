/* Runs between the kernel's binfmt_misc and qemu-user, which passes the environment on in reverse order: it is
 * reversed here, so that it arrives in the original order.  The kernel calls it as `arm64 PATH ARGV0 ARGUMENT...`,
 * because of the flag P. */
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **words, char **environment) {
  if (count < 2) return 125;
  size_t last = 0;
  while (environment[last]) last++;
  for (size_t first = 0; first + 1 < last; first++, last--) {
    char *other = environment[last - 1];
    environment[last - 1] = environment[first];
    environment[first] = other;
  }
  char **call = malloc(sizeof *call * ((size_t)count + 4));
  if (!call) return 125;
  int number = 0;
  call[number++] = QEMU;
  call[number++] = "-0";
  /* If argv is empty, qemu gets an empty word. */
  call[number++] = count > 2 ? words[2] : "";
  call[number++] = words[1];
  for (int index = 3; index < count; index++) call[number++] = words[index];
  call[number] = 0;
  execve(QEMU, call, environment);
  return 125;
}
