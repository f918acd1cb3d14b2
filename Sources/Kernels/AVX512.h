/// Vectors of sixteen floats; a file that includes this has named its table, and the processor's features to compile for.
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "Kernels.h"

typedef __m512 V;
#define LANES 16
#define TILE_ROWS 12

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

/// Rows become columns: pairs, then fours, then quarters change places.
#define HAS_TRANSPOSE
OPERATION void v_transpose(V rows[16]) {
    V pairs[16], fours[16];
    for (int i = 0; i < 16; i += 2) {
        pairs[i] = _mm512_unpacklo_ps(rows[i], rows[i + 1]);
        pairs[i + 1] = _mm512_unpackhi_ps(rows[i], rows[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        fours[i] = _mm512_shuffle_ps(pairs[i], pairs[i + 2], 0x44);
        fours[i + 1] = _mm512_shuffle_ps(pairs[i], pairs[i + 2], 0xEE);
        fours[i + 2] = _mm512_shuffle_ps(pairs[i + 1], pairs[i + 3], 0x44);
        fours[i + 3] = _mm512_shuffle_ps(pairs[i + 1], pairs[i + 3], 0xEE);
    }
    for (int i = 0; i < 4; i++) {
        V even = _mm512_shuffle_f32x4(fours[i], fours[i + 4], 0x88), odd = _mm512_shuffle_f32x4(fours[i], fours[i + 4], 0xDD);
        V later_even = _mm512_shuffle_f32x4(fours[i + 8], fours[i + 12], 0x88);
        V later_odd = _mm512_shuffle_f32x4(fours[i + 8], fours[i + 12], 0xDD);
        rows[i] = _mm512_shuffle_f32x4(even, later_even, 0x88);
        rows[i + 4] = _mm512_shuffle_f32x4(odd, later_odd, 0x88);
        rows[i + 8] = _mm512_shuffle_f32x4(even, later_even, 0xDD);
        rows[i + 12] = _mm512_shuffle_f32x4(odd, later_odd, 0xDD);
    }
}

/// Sixteen whole numbers, or pairs of words, or fours of bytes, and sums of their products; bytes of `a` have no sign.
#define HAS_WORDS
typedef __m512i P;
OPERATION P p_zero(void) { return _mm512_setzero_si512(); }
OPERATION P p_load(const int32_t *p) { return _mm512_loadu_si512(p); }
OPERATION P p_set1(const int32_t *p) { return _mm512_set1_epi32(*p); }
OPERATION V v_of_integers(P x) { return _mm512_cvtepi32_ps(x); }

#ifdef HAS_VNNI
#define HAS_BYTES
OPERATION P p_add_products(enum kernels_packing packing, P sum, P a, P b) {
    return packing == KERNELS_BYTES ? _mm512_dpbusd_epi32(sum, a, b) : _mm512_dpwssd_epi32(sum, a, b);
}
#else
OPERATION P p_add_products(enum kernels_packing packing, P sum, P a, P b) {
    (void)packing;
    return _mm512_add_epi32(sum, _mm512_madd_epi16(a, b));
}
#endif

#ifdef HAS_BRAIN_FLOATS
/// Sixteen numbers in BF16, the nearest ones.
OPERATION void v_narrow_to_brain_floats(V x, void *brain_floats) {
    _mm256_storeu_si256(brain_floats, (__m256i)_mm512_cvtneps_pbh(x));
}

/// sum + a · b, where each lane of `a` and `b` holds a pair of numbers in BF16.
OPERATION V v_add_pairs(V a, V b, V sum) { return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b); }
#endif

#include "Vectors.h"
