/// Vectors of sixteen floats, where one instruction multiplies pairs of whole numbers, or of BF16, and adds them to sums.
#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,avx512bf16,avx2,fma,f16c"))), apply_to = function)

#define TABLE kernels_avx512bf16
#define TABLE_NAME "avx512bf16"
#define HAS_VNNI
#define HAS_BRAIN_FLOATS
#include "AVX512.h"

#pragma clang attribute pop
#endif
