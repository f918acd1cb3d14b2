/// ggml's block types, expanded one block after the other: what the bytes mean, in plain loops.
///
/// Every version includes this and so has it compiled for its own vectors. The products are not fused with the sums, so that all
/// versions expand a row to exactly the same numbers.
#ifndef BLOCKS_H
#define BLOCKS_H

#include "Values.h"

enum { large_block_size = 256 };

/// Numbers in a block.
static inline size_t numbers_in_block(enum kernels_type type) {
    switch (type) {
        case KERNELS_F32:
        case KERNELS_F16:
        case KERNELS_BF16:
            return 1;
        case KERNELS_Q8_0:
        case KERNELS_Q4_0:
        case KERNELS_Q4_1:
        case KERNELS_Q5_0:
        case KERNELS_Q5_1:
        case KERNELS_IQ4_NL:
            return block_size;
        default:
            return large_block_size;
    }
}

static void expand_block_q8_0(const uint8_t *block, float *values) {
    float scale = value_of_half(bits_at(block));
    for (size_t i = 0; i < 32; i++) { values[i] = scale * (float)(int8_t)block[2 + i]; }
}

static void expand_block_q4_0(const uint8_t *block, float *values) {
    float scale = value_of_half(bits_at(block));
    for (size_t i = 0; i < 16; i++) {
        values[i] = scale * (float)((block[2 + i] & 0xF) - 8);
        values[i + 16] = scale * (float)((block[2 + i] >> 4) - 8);
    }
}

static void expand_block_q4_1(const uint8_t *block, float *values) {
#pragma clang fp contract(off)
    float scale = value_of_half(bits_at(block)), least = value_of_half(bits_at(block + 2));
    for (size_t i = 0; i < 16; i++) {
        values[i] = scale * (float)(block[4 + i] & 0xF) + least;
        values[i + 16] = scale * (float)(block[4 + i] >> 4) + least;
    }
}

/// The fifth bits of a block's 32 numbers.
static inline uint32_t fifth_bits(const uint8_t *bytes) {
    uint32_t bits;
    memcpy(&bits, bytes, sizeof bits);
    return bits;
}

static void expand_block_q5_0(const uint8_t *block, float *values) {
    float scale = value_of_half(bits_at(block));
    uint32_t fifth = fifth_bits(block + 2);
    for (size_t i = 0; i < 16; i++) {
        values[i] = scale * (float)((int)(block[6 + i] & 0xF | (fifth >> i & 1) << 4) - 16);
        values[i + 16] = scale * (float)((int)(block[6 + i] >> 4 | (fifth >> (i + 16) & 1) << 4) - 16);
    }
}

static void expand_block_q5_1(const uint8_t *block, float *values) {
#pragma clang fp contract(off)
    float scale = value_of_half(bits_at(block)), least = value_of_half(bits_at(block + 2));
    uint32_t fifth = fifth_bits(block + 4);
    for (size_t i = 0; i < 16; i++) {
        values[i] = scale * (float)(block[8 + i] & 0xF | (fifth >> i & 1) << 4) + least;
        values[i + 16] = scale * (float)(block[8 + i] >> 4 | (fifth >> (i + 16) & 1) << 4) + least;
    }
}

/// 16 scales and minima of 4 bits each, 256 numbers of 2 bits, and the scales' own scales.
static void expand_block_q2_k(const uint8_t *block, float *values) {
#pragma clang fp contract(off)
    const uint8_t *packed = block + 16;
    float scale = value_of_half(bits_at(block + 80)), least = value_of_half(bits_at(block + 82));
    for (size_t part = 0; part < 16; part++, values += 16) {
        float part_scale = scale * (float)(block[part] & 0xF), part_least = least * (float)(block[part] >> 4);
        const uint8_t *bytes = packed + part / 8 * 32 + part % 2 * 16;
        int shift = (int)(part % 8 / 2 * 2);
        for (size_t i = 0; i < 16; i++) { values[i] = part_scale * (float)(bytes[i] >> shift & 3) - part_least; }
    }
}

/// A third bit for each of 256 numbers, their other 2 bits, 16 scales of 6 bits, and the scales' own scale.
static void expand_block_q3_k(const uint8_t *block, float *values) {
    const uint8_t *packed = block + 32, *scales = block + 96;
    float scale = value_of_half(bits_at(block + 108));
    for (size_t part = 0; part < 16; part++, values += 16) {
        int low = part < 8 ? scales[part] & 0xF : scales[part - 8] >> 4;
        int high = scales[8 + part % 4] >> (part / 4 * 2) & 3;
        float part_scale = scale * (float)((low | high << 4) - 32);
        const uint8_t *bytes = packed + part / 8 * 32 + part % 2 * 16, *third = block + part % 2 * 16;
        int shift = (int)(part % 8 / 2 * 2), place = (int)(part / 2);
        for (size_t i = 0; i < 16; i++) {
            values[i] = part_scale * (float)((bytes[i] >> shift & 3) - (third[i] >> place & 1 ? 0 : 4));
        }
    }
}

/// The scale and the minimum of one of eight parts: 6 bits each, in 12 bytes.
static inline void scale_and_least(const uint8_t *bytes, size_t part, float *scale, float *least) {
    if (part < 4) {
        *scale = (float)(bytes[part] & 63);
        *least = (float)(bytes[part + 4] & 63);
    } else {
        *scale = (float)(bytes[part + 4] & 0xF | bytes[part - 4] >> 6 << 4);
        *least = (float)(bytes[part + 4] >> 4 | bytes[part] >> 6 << 4);
    }
}

static void expand_block_q4_k(const uint8_t *block, float *values) {
#pragma clang fp contract(off)
    const uint8_t *packed = block + 16;
    float scale = value_of_half(bits_at(block)), least = value_of_half(bits_at(block + 2));
    for (size_t part = 0; part < 8; part++, values += 32) {
        float part_scale, part_least;
        scale_and_least(block + 4, part, &part_scale, &part_least);
        part_scale *= scale;
        part_least *= least;
        const uint8_t *bytes = packed + part / 2 * 32;
        int shift = (int)(part % 2 * 4);
        for (size_t i = 0; i < 32; i++) { values[i] = part_scale * (float)(bytes[i] >> shift & 0xF) - part_least; }
    }
}

static void expand_block_q5_k(const uint8_t *block, float *values) {
#pragma clang fp contract(off)
    const uint8_t *fifth = block + 16, *packed = block + 48;
    float scale = value_of_half(bits_at(block)), least = value_of_half(bits_at(block + 2));
    for (size_t part = 0; part < 8; part++, values += 32) {
        float part_scale, part_least;
        scale_and_least(block + 4, part, &part_scale, &part_least);
        part_scale *= scale;
        part_least *= least;
        const uint8_t *bytes = packed + part / 2 * 32;
        int shift = (int)(part % 2 * 4), place = (int)part;
        for (size_t i = 0; i < 32; i++) {
            values[i] = part_scale * (float)(bytes[i] >> shift & 0xF | (fifth[i] >> place & 1) << 4) - part_least;
        }
    }
}

/// Four bits of 256 numbers, their other two, 16 scales, and the scales' own scale.
static void expand_block_q6_k(const uint8_t *block, float *values) {
    const int8_t *scales = (const int8_t *)block + 192;
    float scale = value_of_half(bits_at(block + 208));
    for (size_t part = 0; part < 16; part++, values += 16) {
        float part_scale = scale * (float)scales[part];
        // Of 128 numbers the first 64 are the lower halves of 64 bytes, the others their upper halves.
        size_t half = part / 8, row = part % 8 / 2, column = part % 2 * 16;
        const uint8_t *low = block + half * 64 + row % 2 * 32 + column, *high = block + 128 + half * 32 + column;
        int low_shift = (int)(row / 2 * 4), high_shift = (int)(row * 2);
        for (size_t i = 0; i < 16; i++) {
            int value = (low[i] >> low_shift & 0xF) | (high[i] >> high_shift & 3) << 4;
            values[i] = part_scale * (float)(value - 32);
        }
    }
}

/// What the sixteen codes of the IQ4 types stand for: closer together around zero.
static const int8_t uneven_values[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

static inline void expand_uneven(float scale, const uint8_t *bytes, float *values) {
    for (size_t i = 0; i < 16; i++) {
        values[i] = scale * (float)uneven_values[bytes[i] & 0xF];
        values[i + 16] = scale * (float)uneven_values[bytes[i] >> 4];
    }
}

static void expand_block_iq4_nl(const uint8_t *block, float *values) {
    expand_uneven(value_of_half(bits_at(block)), block + 2, values);
}

static void expand_block_iq4_xs(const uint8_t *block, float *values) {
    float scale = value_of_half(bits_at(block));
    int high = bits_at(block + 2);
    for (size_t part = 0; part < 8; part++) {
        int low = block[4 + part / 2] >> (part % 2 * 4) & 0xF;
        float part_scale = scale * (float)((low | (high >> (2 * part) & 3) << 4) - 32);
        expand_uneven(part_scale, block + 8 + part * 16, values + part * 32);
    }
}

/// values[i] = number `first` + i of a row of blocks; `first` and `count` are whole blocks.
static void expand_blocks(enum kernels_type type, const uint8_t *row, size_t first, size_t count, float *values) {
    size_t size = numbers_in_block(type), bytes = stored_bytes(type, size);
    row += first / size * bytes;
    for (size_t i = 0; i + size <= count; i += size, row += bytes, values += size) {
        switch (type) {
            case KERNELS_Q8_0:
                expand_block_q8_0(row, values);
                break;
            case KERNELS_Q4_0:
                expand_block_q4_0(row, values);
                break;
            case KERNELS_Q4_1:
                expand_block_q4_1(row, values);
                break;
            case KERNELS_Q5_0:
                expand_block_q5_0(row, values);
                break;
            case KERNELS_Q5_1:
                expand_block_q5_1(row, values);
                break;
            case KERNELS_Q2_K:
                expand_block_q2_k(row, values);
                break;
            case KERNELS_Q3_K:
                expand_block_q3_k(row, values);
                break;
            case KERNELS_Q4_K:
                expand_block_q4_k(row, values);
                break;
            case KERNELS_Q5_K:
                expand_block_q5_k(row, values);
                break;
            case KERNELS_Q6_K:
                expand_block_q6_k(row, values);
                break;
            case KERNELS_IQ4_NL:
                expand_block_iq4_nl(row, values);
                break;
            case KERNELS_IQ4_XS:
                expand_block_iq4_xs(row, values);
                break;
            case KERNELS_F32:
            case KERNELS_F16:
            case KERNELS_BF16:
                break;
        }
    }
}

#endif
