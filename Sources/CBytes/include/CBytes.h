#ifndef CBYTES_H
#define CBYTES_H

// What the processor does for 16 bytes at once and Swift has no word for: its vectors can't be made bits.

typedef unsigned char cb_vector __attribute__((ext_vector_type(16)));
typedef _Bool cb_flags __attribute__((ext_vector_type(16)));

static inline __attribute__((always_inline)) unsigned int cb_bits(cb_vector mask) {
  return __builtin_bit_cast(unsigned short, __builtin_convertvector(mask, cb_flags));
}

/// Of each of 16 bytes, the first one's bit the lowest: in the lower 16 bits whether it is a letter or a digit of
/// ASCII, in the upper ones whether it is one of these or of `+ , - . / _`.
static inline __attribute__((always_inline)) unsigned int cb_classes(cb_vector all) {
  cb_vector letters = (cb_vector)(((all | 0x20) - 'a') <= 25);
  cb_vector alphanumeric = letters | (cb_vector)((all - '0') <= 9);
  cb_vector words = letters | (cb_vector)((all - '+') <= '9' - '+') | (cb_vector)(all == '_');
  return cb_bits(alphanumeric) | cb_bits(words) << 16;
}

/// The same of the 16 bytes from `bytes` on.
static inline __attribute__((always_inline)) unsigned int cb_words(const unsigned char *_Nonnull bytes) {
  cb_vector all;
  __builtin_memcpy(&all, bytes, 16);
  return cb_classes(all);
}

/// The same of the bytes of two numbers, the lowest byte of `low` the first.
static inline __attribute__((always_inline)) unsigned int cb_words_of(unsigned long low, unsigned long high) {
  unsigned long both[2] = {low, high};
  cb_vector all;
  __builtin_memcpy(&all, both, 16);
  return cb_classes(all);
}

#endif
