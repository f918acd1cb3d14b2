/// Vectors of sixteen floats.
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx2,fma,f16c"))), apply_to = function)

typedef __m512 V;
#define LANES 16
#define TILE_ROWS 12
#define TABLE kernels_avx512
#define TABLE_NAME "avx512"

#define OPERATION static inline __attribute__((always_inline))
OPERATION V v_zero(void) { return _mm512_setzero_ps(); }
OPERATION V v_set1(float x) { return _mm512_set1_ps(x); }
OPERATION V v_load(const float *p) { return _mm512_loadu_ps(p); }
OPERATION void v_store(float *p, V x) { _mm512_storeu_ps(p, x); }
OPERATION V v_add(V a, V b) { return _mm512_add_ps(a, b); }
OPERATION V v_sub(V a, V b) { return _mm512_sub_ps(a, b); }
OPERATION V v_mul(V a, V b) { return _mm512_mul_ps(a, b); }
OPERATION V v_div(V a, V b) { return _mm512_div_ps(a, b); }
OPERATION V v_fma(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
OPERATION V v_max(V a, V b) { return _mm512_max_ps(a, b); }
OPERATION V v_min(V a, V b) { return _mm512_min_ps(a, b); }
OPERATION V v_round(V x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
OPERATION float v_sum(V x) { return _mm512_reduce_add_ps(x); }
OPERATION V v_times_power_of_two(V x, V n) { return _mm512_scalef_ps(x, n); }
OPERATION V v_load_f16(const void *p) { return _mm512_cvtph_ps(_mm256_loadu_si256(p)); }

OPERATION V v_load_bf16(const void *p) {
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256(p)), 16));
}

#include "Vectors.h"

#pragma clang attribute pop
#endif
