/// Pairs of four-float vectors (every 64-bit Arm).
#if defined(__aarch64__)
#include <arm_neon.h>
#include <math.h>
#include <string.h>

typedef float32x4x2_t V;
#define LANES 8
#define TILE_ROWS 6
#define TABLE kernels_neon
#define TABLE_NAME "neon"

#define OPERATION static inline __attribute__((always_inline))
OPERATION V v_of(float32x4_t first, float32x4_t second) { return (V){{first, second}}; }
OPERATION V v_set1(float x) { return v_of(vdupq_n_f32(x), vdupq_n_f32(x)); }
OPERATION V v_zero(void) { return v_set1(0); }
OPERATION V v_load(const float *p) { return v_of(vld1q_f32(p), vld1q_f32(p + 4)); }
OPERATION void v_store(float *p, V x) {
    vst1q_f32(p, x.val[0]);
    vst1q_f32(p + 4, x.val[1]);
}
OPERATION V v_add(V a, V b) { return v_of(vaddq_f32(a.val[0], b.val[0]), vaddq_f32(a.val[1], b.val[1])); }
OPERATION V v_sub(V a, V b) { return v_of(vsubq_f32(a.val[0], b.val[0]), vsubq_f32(a.val[1], b.val[1])); }
OPERATION V v_mul(V a, V b) { return v_of(vmulq_f32(a.val[0], b.val[0]), vmulq_f32(a.val[1], b.val[1])); }
OPERATION V v_div(V a, V b) { return v_of(vdivq_f32(a.val[0], b.val[0]), vdivq_f32(a.val[1], b.val[1])); }
OPERATION V v_max(V a, V b) { return v_of(vmaxq_f32(a.val[0], b.val[0]), vmaxq_f32(a.val[1], b.val[1])); }
OPERATION V v_min(V a, V b) { return v_of(vminq_f32(a.val[0], b.val[0]), vminq_f32(a.val[1], b.val[1])); }
OPERATION V v_round(V x) { return v_of(vrndnq_f32(x.val[0]), vrndnq_f32(x.val[1])); }
OPERATION float v_sum(V x) { return vaddvq_f32(vaddq_f32(x.val[0], x.val[1])); }

OPERATION V v_fma(V a, V b, V c) {
    return v_of(vfmaq_f32(c.val[0], a.val[0], b.val[0]), vfmaq_f32(c.val[1], a.val[1], b.val[1]));
}

OPERATION float32x4_t power_of_two(float32x4_t n) {
    return vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(vcvtq_s32_f32(n), vdupq_n_s32(127)), 23));
}

OPERATION V v_times_power_of_two(V x, V n) { return v_mul(x, v_of(power_of_two(n.val[0]), power_of_two(n.val[1]))); }

OPERATION V v_load_f16(const void *p) {
    uint16x8_t halves = vreinterpretq_u16_u8(vld1q_u8(p));
    return v_of(
        vcvt_f32_f16(vreinterpret_f16_u16(vget_low_u16(halves))),
        vcvt_f32_f16(vreinterpret_f16_u16(vget_high_u16(halves))));
}

OPERATION V v_load_bf16(const void *p) {
    uint16x8_t halves = vreinterpretq_u16_u8(vld1q_u8(p));
    return v_of(
        vreinterpretq_f32_u32(vshll_n_u16(vget_low_u16(halves), 16)),
        vreinterpretq_f32_u32(vshll_n_u16(vget_high_u16(halves), 16)));
}

#include "Vectors.h"
#endif
