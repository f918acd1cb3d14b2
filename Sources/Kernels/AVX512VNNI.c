/// Vectors of sixteen floats, where one instruction multiplies pairs of whole numbers and adds them to sums.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,avx2,fma,f16c"))), apply_to = function)

#define TABLE kernels_avx512vnni
#define TABLE_NAME "avx512vnni"
#define HAS_VNNI
#include "AVX512.h"

#pragma clang attribute pop
#endif
