/// Vectors of sixteen floats.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx2,fma,f16c"))), apply_to = function)

#define TABLE kernels_avx512
#define TABLE_NAME "avx512"
#include "AVX512.h"

#pragma clang attribute pop
#endif
