/// Single numbers out of stored weights, for any version's edges.
#ifndef VALUES_H
#define VALUES_H

#include <string.h>

#include "Kernels.h"

enum { block_size = 32 };

static inline float value_of_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint16_t bits_at(const uint8_t *bytes) {
    uint16_t bits;
    memcpy(&bits, bytes, sizeof bits);
    return bits;
}

/// IEEE half precision, subnormals and infinities included.
static inline float value_of_half(uint16_t half) {
    uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    uint32_t exponent = (half >> 10) & 0x1F;
    uint32_t fraction = half & 0x3FF;
    if (exponent == 0) {
        float value = (float)fraction * 0x1p-24f;
        return sign ? -value : value;
    }
    if (exponent == 31) { return value_of_bits(sign | 0x7F800000 | fraction << 13); }
    return value_of_bits(sign | (exponent + 112) << 23 | fraction << 13);
}

static inline uint32_t bits_of_value(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/// The nearest number in half precision, of two the even one; what is too large becomes infinite.
static inline uint16_t half_of_value(float value) {
    uint32_t bits = bits_of_value(value), magnitude = bits & 0x7FFFFFFF;
    uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
    if (magnitude > 0x7F800000) { return sign | 0x7E00; }
    if (magnitude < 0x38800000) {
        // Below 2^-14 a half counts units of 2^-24, and adding 0.5 rounds a float to just these.
        return sign | (uint16_t)(bits_of_value(value_of_bits(magnitude) + 0.5f) - 0x3F000000);
    }
    uint32_t rounded = magnitude + 0xFFF + (magnitude >> 13 & 1);
    return sign | (uint16_t)(rounded >= 0x47800000 ? 0x7C00 : (rounded - 0x38000000) >> 13);
}

/// Number `index` of a stored row; not for block types.
static inline float value_at(enum kernels_type type, const uint8_t *row, size_t index) {
    switch (type) {
        case KERNELS_F16:
            return value_of_half(bits_at(row + 2 * index));
        case KERNELS_BF16:
            return value_of_bits((uint32_t)bits_at(row + 2 * index) << 16);
        default: {
            float value;
            memcpy(&value, row + 4 * index, sizeof value);
            return value;
        }
    }
}

/// Bytes of `count` stored numbers; for block types `count` is a whole number of blocks.
static inline size_t stored_bytes(enum kernels_type type, size_t count) {
    switch (type) {
        case KERNELS_F32:
            return 4 * count;
        case KERNELS_F16:
        case KERNELS_BF16:
            return 2 * count;
        case KERNELS_Q8_0:
            return count / block_size * 34;
        case KERNELS_Q4_0:
            return count / block_size * 18;
        case KERNELS_Q4_1:
            return count / block_size * 20;
        case KERNELS_Q5_0:
            return count / block_size * 22;
        case KERNELS_Q5_1:
            return count / block_size * 24;
        case KERNELS_Q2_K:
            return count / 256 * 84;
        case KERNELS_Q3_K:
            return count / 256 * 110;
        case KERNELS_Q4_K:
            return count / 256 * 144;
        case KERNELS_Q5_K:
            return count / 256 * 176;
        case KERNELS_Q6_K:
            return count / 256 * 210;
        case KERNELS_IQ4_NL:
            return count / block_size * 18;
        case KERNELS_IQ4_XS:
            return count / 256 * 136;
    }
    return 0;
}

#endif
