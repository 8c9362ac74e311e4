#ifndef CBYTES_H
#define CBYTES_H

// Operations on 16 bytes at once that Swift can't express: its vectors can't be turned into bit sets.

#include <stdint.h>

typedef unsigned char cb_vector __attribute__((ext_vector_type(16)));
typedef signed char cb_signed __attribute__((ext_vector_type(16)));
typedef _Bool cb_flags __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) uint64_t cb_bits(cb_vector mask) {
#ifdef __SSE2__
  typedef char vector __attribute__((vector_size(16)));
  return (uint32_t)__builtin_ia32_pmovmskb128(__builtin_bit_cast(vector, mask));
#else
  return __builtin_bit_cast(unsigned short, __builtin_convertvector(mask, cb_flags));
#endif
}

static inline __attribute__((always_inline)) cb_vector cb_load(const unsigned char *_Nonnull bytes) {
  cb_vector all;
  __builtin_memcpy(&all, bytes, 16);
  return all;
}

/// Bit sets of up to 64 bytes; the lowest bit is the first byte's.
struct cb_classes {
  /// ASCII letters and digits.
  uint64_t letters;
  /// ASCII letters, digits and `+ , - . / _`.
  uint64_t words;
};

static inline __attribute__((always_inline)) struct cb_classes cb_classes(cb_vector all) {
  // A range of bytes is moved to the highest signed values, so that one comparison tests it.
  cb_vector letters = (cb_vector)((cb_signed)((all | 0x20) + (127 - 'z')) > (cb_signed)(126 - ('z' - 'a')));
  cb_signed moved = (cb_signed)(all + (127 - '9'));
  cb_vector digits = (cb_vector)(moved > (cb_signed)(126 - ('9' - '0')));
  cb_vector marks = (cb_vector)(moved > (cb_signed)(126 - ('9' - '+')));
  struct cb_classes classes = {
      cb_bits(letters | digits), cb_bits(letters | marks | (cb_vector)(all == '_'))};
  return classes;
}

/// In the lower 16 bits the letters and digits of the 16 bytes from `bytes` on, in the upper ones the words.
static inline __attribute__((always_inline)) uint32_t cb_words(const unsigned char *_Nonnull bytes) {
  struct cb_classes classes = cb_classes(cb_load(bytes));
  return (uint32_t)(classes.letters | classes.words << 16);
}

/// Whether 64 bytes from `bytes` on may be read, given that the first `count` (at least one) may: both runs end on the
/// same page.  A page has 4 KB or more.
static inline __attribute__((always_inline)) int cb_is_readable(const unsigned char *_Nonnull bytes, long count) {
  return (((uintptr_t)(bytes + count - 1) ^ (uintptr_t)(bytes + 63)) & ~(uintptr_t)4095) == 0;
}

/// Whether the 64 bytes from `bytes` on are on one page: all are readable if one is.
static inline __attribute__((always_inline)) int cb_is_on_page(const unsigned char *_Nonnull bytes) {
  return ((uintptr_t)bytes & 4095) <= 4096 - 64;
}

/// The classes of the first `count` (1 to 64) of 64 bytes; the other bits are undefined.  All 64 bytes must be
/// readable.
static inline __attribute__((always_inline)) struct cb_classes cb_look(
    const unsigned char *_Nonnull bytes, long count) {
  struct cb_classes all = cb_classes(cb_load(bytes));
  if (count <= 16) return all;
  struct cb_classes more = cb_classes(cb_load(bytes + 16));
  all.letters |= more.letters << 16, all.words |= more.words << 16;
  if (count <= 32) return all;
  more = cb_classes(cb_load(bytes + 32));
  all.letters |= more.letters << 32, all.words |= more.words << 32;
  if (count <= 48) return all;
  more = cb_classes(cb_load(bytes + 48));
  all.letters |= more.letters << 48, all.words |= more.words << 48;
  return all;
}

/// The classes of a string's bytes, and a bit for each byte before its NUL: all are set if the first 64 bytes have none.
struct cb_text {
  struct cb_classes classes;
  uint64_t all;
};

/// Adds the 16 bytes from `place` on.  If a NUL is among them, the bits of the bytes after it are cleared.
static inline __attribute__((always_inline)) int cb_ends_within(
    const unsigned char *_Nonnull string, int place, struct cb_text *_Nonnull text) {
  cb_vector all = cb_load(string + place);
  struct cb_classes more = cb_classes(all);
  text->classes.letters |= more.letters << place, text->classes.words |= more.words << place;
  uint64_t nuls = cb_bits((cb_vector)(all == 0));
  if (nuls == 0) return 0;
  nuls <<= place;
  text->all = (nuls ^ (nuls - 1)) >> 1;
  text->classes.letters &= text->all, text->classes.words &= text->all;
  return 1;
}

/// Classifies up to 64 bytes of a string.  All 64 must be readable.
static inline __attribute__((always_inline)) struct cb_text cb_look_at_string(const unsigned char *_Nonnull string) {
  struct cb_text text = {{0, 0}, ~(uint64_t)0};
  if (!cb_ends_within(string, 0, &text) && !cb_ends_within(string, 16, &text) && !cb_ends_within(string, 32, &text))
    cb_ends_within(string, 48, &text);
  return text;
}

/// Which of the first `count` of 64 bytes equal `byte` once the bits of `blind` are cleared; the other bits are
/// undefined.  All 64 bytes must be readable.
static inline __attribute__((always_inline)) uint64_t cb_equal(
    const unsigned char *_Nonnull bytes, long count, unsigned char byte, unsigned char blind) {
  unsigned char seen = (unsigned char)~blind;
  uint64_t all = cb_bits((cb_vector)((cb_load(bytes) & seen) == byte));
  all |= cb_bits((cb_vector)((cb_load(bytes + 16) & seen) == byte)) << 16;
  if (count <= 32) return all;
  all |= cb_bits((cb_vector)((cb_load(bytes + 32) & seen) == byte)) << 32;
  return all | cb_bits((cb_vector)((cb_load(bytes + 48) & seen) == byte)) << 48;
}

/// The number of bytes before the first NUL or `end`.  Sixteen aligned bytes are read at once, so no page is read that
/// the string does not touch.
static inline __attribute__((always_inline)) long cb_length_before(
    const unsigned char *_Nonnull string, unsigned char end) {
  unsigned long past = (uintptr_t)string & 15;
  const cb_vector *place = (const cb_vector *)(string - past);
  uint64_t ends = cb_bits((cb_vector)((*place == 0) | (*place == end))) >> past;
  if (ends != 0) return __builtin_ctzll(ends);
  do {
    ++place;
    ends = cb_bits((cb_vector)((*place == 0) | (*place == end)));
  } while (ends == 0);
  return (const unsigned char *)place - string + __builtin_ctzll(ends);
}

/// The number of bytes before a NUL; read in the same way.
static inline __attribute__((always_inline)) long cb_length(const unsigned char *_Nonnull string) {
  return cb_length_before(string, 0);
}

#endif
