/// What the bytes of block types mean, for vectors: whole numbers with a scale and an offset for each 32 of them.
///
/// The vectors here are the compiler's own and the same in every version.

typedef uint8_t Bytes __attribute__((vector_size(16)));
typedef int8_t SignedBytes __attribute__((vector_size(16)));
typedef int16_t Words __attribute__((vector_size(32)));
typedef float Floats __attribute__((vector_size(32)));

/// Keeps the compiler from undoing a choice: of "widen, then take both halves" it would make "take both halves, then widen both".
#if defined(__x86_64__)
#define KEEP(words) __asm__("" : "+x"(words))
#else
#define KEEP(words)
#endif

INLINE Words w_of_bytes(const uint8_t *bytes) {
    Bytes narrow;
    memcpy(&narrow, bytes, sizeof narrow);
    return __builtin_convertvector(narrow, Words);
}

INLINE Words w_of_signed_bytes(const uint8_t *bytes) {
    SignedBytes narrow;
    memcpy(&narrow, bytes, sizeof narrow);
    return __builtin_convertvector(narrow, Words);
}

/// `value` where a bit is set, lowest bit first.
INLINE Words w_where(uint32_t bits, int16_t value) {
    const Words place = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, -32768};
    Words all = (Words){0} + (int16_t)bits;
    return (Words)((all & place) != 0) & value;
}

INLINE Floats f_of_bytes(uint64_t bytes) {
    typedef uint8_t EightBytes __attribute__((vector_size(8)));
    return __builtin_convertvector((EightBytes)bytes, Floats);
}

INLINE Floats f_of_signed_bytes(const uint8_t *bytes) {
    typedef int8_t EightBytes __attribute__((vector_size(8)));
    EightBytes eight;
    memcpy(&eight, bytes, sizeof eight);
    return __builtin_convertvector(eight, Floats);
}

INLINE Floats f_load(const float *numbers) {
    Floats result;
    memcpy(&result, numbers, sizeof result);
    return result;
}

INLINE float f_sum(Floats x) {
    x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3);
    x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
    return x[0] + x[1];
}

/// A number in half precision, by the processor's own conversion.
INLINE float half_at(const uint8_t *bytes) {
    _Float16 half;
    memcpy(&half, bytes, sizeof half);
    return (float)half;
}

/// The types whose weights are scale · whole number + offset, of numbers with fewer than eight bits.
#define SMALL_NUMBER_TYPES(DO) \
    DO(KERNELS_Q4_0)           \
    DO(KERNELS_Q4_1)           \
    DO(KERNELS_Q5_0)           \
    DO(KERNELS_Q5_1)
#define SMALL_NUMBER_K_TYPES(DO) \
    DO(KERNELS_Q4_K)             \
    DO(KERNELS_Q5_K)             \
    DO(KERNELS_Q6_K)

/// Whether many vectors too are multiplied with the rows side by side; those of Q6_K are read as they are stored then.
INLINE bool is_read_interleaved(enum kernels_type type) {
    return type == KERNELS_Q4_0 || type == KERNELS_Q4_K || type == KERNELS_Q5_K;
}

// MARK: - Eight parts of 32 weights at a time: a block of 256, or eight blocks of 32

enum { group_parts = 8 };

/// Numbers in half precision at the same place of some blocks of 32; zeros behind them.
INLINE Floats halves_of_blocks(enum kernels_type type, const uint8_t *bytes, const size_t count) {
    typedef _Float16 Halves __attribute__((vector_size(16)));
    Halves halves = {0};
    for (size_t i = 0; i < count; i++) {
        memcpy((_Float16 *)&halves + i, bytes + i * stored_bytes(type, block_size), sizeof(_Float16));
    }
    return __builtin_convertvector(halves, Floats);
}

/// The whole scales and least values of the parts of a block of Q4_K or Q5_K, a byte each.
struct k_bytes {
    uint64_t scales, leasts;
};

INLINE struct k_bytes k_bytes_of(const uint8_t *block) {
    // 6 bits each, in 12 bytes: the first four of both are whole, the others' upper two bits lie in the first ones' bytes.
    uint32_t words[3];
    memcpy(words, block + 4, sizeof words);
    const uint32_t four = 0x0F0F0F0F, six = 0x3F3F3F3F, two = 0x03030303;
    uint64_t upper_scales = (words[2] & four) | (words[0] >> 6 & two) << 4;
    uint64_t upper_leasts = (words[2] >> 4 & four) | (words[1] >> 6 & two) << 4;
    return (struct k_bytes){(words[0] & six) | upper_scales << 32, (words[1] & six) | upper_leasts << 32};
}

/// What makes weights of the parts' whole numbers: scale · number + offset.
INLINE void unpack_scales(
    enum kernels_type type, const uint8_t *group, const size_t parts, Floats *scales, Floats *offsets) {
    if (type == KERNELS_Q6_K) {
        *scales = (Floats){0} + half_at(group + 208);
        *offsets = (Floats){0};
    } else if (type == KERNELS_Q4_K || type == KERNELS_Q5_K) {
        struct k_bytes bytes = k_bytes_of(group);
        *scales = f_of_bytes(bytes.scales) * half_at(group);
        *offsets = f_of_bytes(bytes.leasts) * -half_at(group + 2);
    } else {
        *scales = halves_of_blocks(type, group, parts);
        bool has_offset = type == KERNELS_Q4_1 || type == KERNELS_Q5_1;
        float middle = type == KERNELS_Q4_0 ? 8 : type == KERNELS_Q5_0 ? 16 : 0;
        *offsets = has_offset ? halves_of_blocks(type, group + 2, parts) : *scales * -middle;
    }
}

/// One part's whole numbers.
INLINE void unpack_part(enum kernels_type type, const uint8_t *group, const size_t part, Words numbers[2]) {
    const uint8_t *block = group + part * stored_bytes(type, block_size);
    if (type == KERNELS_Q8_0) {
        numbers[0] = w_of_signed_bytes(block + 2);
        numbers[1] = w_of_signed_bytes(block + 18);
        return;
    }
    if (numbers_in_block(type) == block_size) {
        Words bytes = w_of_bytes(block + stored_bytes(type, block_size) - 16);
        KEEP(bytes);
        numbers[0] = bytes & 0xF;
        numbers[1] = bytes >> 4;
        if (type == KERNELS_Q5_0 || type == KERNELS_Q5_1) {
            uint32_t fifth = fifth_bits(block + (type == KERNELS_Q5_0 ? 2 : 4));
            numbers[0] += w_where(fifth, 16);
            numbers[1] += w_where(fifth >> 16, 16);
        }
        return;
    }
    for (size_t half = 0; half < 2; half++) {
        size_t column = half * 16;
        if (type == KERNELS_Q6_K) {
            const size_t side = part / 4, row = part % 4;
            Words low = w_of_bytes(group + side * 64 + row % 2 * 32 + column);
            Words high = w_of_bytes(group + 128 + side * 32 + column);
            Words number = (low >> (int16_t)(row / 2 * 4) & 0xF) + ((high >> (int16_t)(row * 2) & 3) << 4) - 32;
            // Each sixteen have a scale of their own; at most 32 · 128, so that sums of four products fit in 32 bits.
            numbers[half] = number * (int16_t)(int8_t)group[192 + part * 2 + half];
            continue;
        }
        const uint8_t *packed = group + (type == KERNELS_Q5_K ? 48 : 16) + part / 2 * 32 + column;
        numbers[half] = w_of_bytes(packed) >> (int16_t)(part % 2 * 4) & 0xF;
        if (type == KERNELS_Q5_K) {
            numbers[half] += (w_of_bytes(group + 16 + column) >> (int16_t)part & 1) << 4;
        }
    }
}

/// Floats of a group's weights; the products are not fused with the sums, so that all versions expand to the same numbers.
INLINE void expand_group(enum kernels_type type, const uint8_t *group, const size_t parts, float *values) {
#pragma clang fp contract(off)
    Floats scales, offsets;
    unpack_scales(type, group, parts, &scales, &offsets);
#pragma clang loop unroll(full)
    for (size_t part = 0; part < parts; part++) {
        Words numbers[2];
        unpack_part(type, group, part, numbers);
        for (size_t i = 0; i < 4; i++, values += 8) {
            typedef int16_t EightWords __attribute__((vector_size(16)));
            EightWords eight;
            memcpy(&eight, (const int16_t *)numbers + i * 8, sizeof eight);
            Floats weights = __builtin_convertvector(eight, Floats) * scales[part] + offsets[part];
            memcpy(values, &weights, sizeof weights);
        }
    }
}

INLINE void expand_groups(enum kernels_type type, const uint8_t *row, size_t count, float *values) {
    for (; count >= large_block_size; count -= large_block_size, values += large_block_size) {
        expand_group(type, row, group_parts, values);
        row += stored_bytes(type, large_block_size);
    }
    for (; count > 0; count -= block_size, values += block_size, row += stored_bytes(type, block_size)) {
        expand_group(type, row, 1, values);
    }
}
