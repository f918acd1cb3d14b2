/// Vectors of eight floats, with fused multiply-add and half-precision conversion (x86-64 since 2013).
#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "Kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

typedef __m256 V;
#define LANES 8
#define TILE_ROWS 6
#define TABLE kernels_avx2
#define TABLE_NAME "avx2"

#define OPERATION static inline __attribute__((always_inline))
OPERATION V v_zero(void) { return _mm256_setzero_ps(); }
OPERATION V v_set1(float x) { return _mm256_set1_ps(x); }
OPERATION V v_load(const float *p) { return _mm256_loadu_ps(p); }
OPERATION void v_store(float *p, V x) { _mm256_storeu_ps(p, x); }
OPERATION V v_add(V a, V b) { return _mm256_add_ps(a, b); }
OPERATION V v_sub(V a, V b) { return _mm256_sub_ps(a, b); }
OPERATION V v_mul(V a, V b) { return _mm256_mul_ps(a, b); }
OPERATION V v_div(V a, V b) { return _mm256_div_ps(a, b); }
OPERATION V v_fma(V a, V b, V c) { return _mm256_fmadd_ps(a, b, c); }
OPERATION V v_max(V a, V b) { return _mm256_max_ps(a, b); }
OPERATION V v_min(V a, V b) { return _mm256_min_ps(a, b); }
OPERATION V v_round(V x) { return _mm256_round_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }

OPERATION float v_sum(V x) {
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

OPERATION V v_times_power_of_two(V x, V n) {
    __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127));
    return _mm256_mul_ps(x, _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23)));
}

OPERATION V v_load_f16(const void *p) { return _mm256_cvtph_ps(_mm_loadu_si128(p)); }

OPERATION V v_load_bf16(const void *p) {
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(_mm_loadu_si128(p)), 16));
}

/// Rows become columns: pairs, then fours, then halves change places.
#define HAS_TRANSPOSE
OPERATION void v_transpose(V rows[8]) {
    V pairs[8], fours[8];
    for (int i = 0; i < 8; i += 2) {
        pairs[i] = _mm256_unpacklo_ps(rows[i], rows[i + 1]);
        pairs[i + 1] = _mm256_unpackhi_ps(rows[i], rows[i + 1]);
    }
    for (int i = 0; i < 8; i += 4) {
        fours[i] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0x44);
        fours[i + 1] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0xEE);
        fours[i + 2] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0x44);
        fours[i + 3] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0xEE);
    }
    for (int i = 0; i < 4; i++) {
        rows[i] = _mm256_permute2f128_ps(fours[i], fours[i + 4], 0x20);
        rows[i + 4] = _mm256_permute2f128_ps(fours[i], fours[i + 4], 0x31);
    }
}

/// Eight whole numbers, or pairs of words, and sums of their products.
#define HAS_WORDS
typedef __m256i P;
OPERATION P p_zero(void) { return _mm256_setzero_si256(); }
OPERATION P p_load(const int32_t *p) { return _mm256_loadu_si256((const void *)p); }
OPERATION P p_set1(const int32_t *p) { return _mm256_set1_epi32(*p); }
OPERATION V v_of_integers(P x) { return _mm256_cvtepi32_ps(x); }

OPERATION P p_add_products(enum kernels_packing packing, P sum, P a, P b) {
    (void)packing;
    return _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
}

#include "Vectors.h"

#pragma clang attribute pop
#endif
