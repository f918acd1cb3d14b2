/// Block types times a few vectors, in whole numbers: what quantized weights are decoded with.
///
/// Each 32 numbers of a vector are rounded to 24 bits and a scale, so that nothing is lost that a float could keep (8 bits, the usual
/// choice elsewhere, are off by 4e-3 of the largest). The upper 16 bits and the lower 8 are multiplied for themselves: one instruction
/// multiplies sixteen pairs, where floats have eight to a vector and each weight has to be made a float first.

typedef int32_t Integers __attribute__((vector_size(32)));

/// Sixteen products, two in each sum.
INLINE Integers w_dot(Words a, Words b) {
#if defined(__x86_64__)
    return (Integers)_mm256_madd_epi16((__m256i)a, (__m256i)b);
#else
    int16x8_t left[2], right[2];
    memcpy(left, &a, sizeof a);
    memcpy(right, &b, sizeof b);
    int32x4_t sums[2];
    for (int i = 0; i < 2; i++) {
        sums[i] = vmull_s16(vget_low_s16(left[i]), vget_low_s16(right[i]));
        sums[i] = vmlal_high_s16(sums[i], left[i], right[i]);
    }
    Integers all;
    memcpy(&all, sums, sizeof all);
    return all;
#endif
}

INLINE Words w_load(const int16_t *words) {
    Words result;
    memcpy(&result, words, sizeof result);
    return result;
}

// MARK: - Rounding

/// Part of a vector, in blocks of 32: scale · (256 · upper + lower) is the number. `sums` are those of the blocks' numbers.
struct rounded {
    const int16_t *upper, *lower;
    const float *scales;
    const float *sums;
};

enum {
    /// How many floats' room a rounded block takes.
    rounded_size = block_size + 2,
    /// Three signed bytes hold it, and what rounding may add.
    largest_rounded = 127 * 65536,
};

/// What to multiply some numbers with so that they become whole ones, and what to multiply those with to have them back.
struct rounding {
    float factor, scale;
};

/// The largest becomes `most`.
INLINE struct rounding rounding_of(const float *x, size_t count, const float most) {
    // As whole numbers the magnitudes are in the same order, and what is not a number comes last, so that it gets into the scale.
    int32_t greatest = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t bits;
        memcpy(&bits, x + i, sizeof bits);
        bits &= INT32_MAX;
        greatest = bits > greatest ? bits : greatest;
    }
    float largest = value_of_bits((uint32_t)greatest);
    return (struct rounding){largest > 0x1p-100f ? most / largest : 0, largest / most};
}

static struct rounded round_numbers(const float *x, size_t count, float *scratch) {
    int16_t *upper = (int16_t *)scratch, *lower = upper + count;
    float *scales = scratch + count, *sums = scales + count / block_size;
    for (size_t block = 0; block < count / block_size; block++, x += block_size) {
        struct rounding rounding = rounding_of(x, block_size, largest_rounded);
        float sum = 0;
        for (size_t i = 0; i < block_size; i++) {
            int32_t number = (int32_t)__builtin_rintf(x[i] * rounding.factor);
            upper[block * block_size + i] = (int16_t)((number + 128) >> 8);
            lower[block * block_size + i] = (int16_t)((int8_t)number);
            sum += x[i];
        }
        scales[block] = rounding.scale;
        sums[block] = sum;
    }
    return (struct rounded){upper, lower, scales, sums};
}

// MARK: - Products

/// sums[b] += a group's weights · block `first` and the next of x[b].
INLINE void add_group(
    enum kernels_type type, const uint8_t *group, const size_t parts, const struct rounded *x, size_t first,
    const size_t batch, Floats sums[4][2]) {
    Floats scales, offsets, factors[4];
    unpack_scales(type, group, parts, &scales, &offsets);
    for (size_t b = 0; b < batch; b++) {
        Floats own_scales = {0}, own_sums = {0};
        memcpy(&own_scales, x[b].scales + first, parts * sizeof(float));
        memcpy(&own_sums, x[b].sums + first, parts * sizeof(float));
        factors[b] = scales * own_scales;
        if (type != KERNELS_Q6_K) { sums[b][0] += offsets * own_sums; }
    }
#pragma clang loop unroll(full)
    for (size_t part = 0; part < parts; part++) {
        Words numbers[2];
        fetch_ahead(group + part * stored_bytes(type, block_size));
        unpack_part(type, group, part, numbers);
        for (size_t b = 0; b < batch; b++) {
            const int16_t *upper = x[b].upper + (first + part) * block_size, *lower = x[b].lower + (first + part) * block_size;
            Integers high = w_dot(numbers[0], w_load(upper)) + w_dot(numbers[1], w_load(upper + 16));
            Integers low = w_dot(numbers[0], w_load(lower)) + w_dot(numbers[1], w_load(lower + 16));
            // Four products of numbers up to 31 leave eight bits free.
            Floats products = type == KERNELS_Q6_K
                ? __builtin_convertvector(high, Floats) * 256 + __builtin_convertvector(low, Floats)
                : __builtin_convertvector((high << 8) + low, Floats);
            sums[b][part % 2] += products * factors[b][part];
        }
    }
}

INLINE void dot_rounded(
    enum kernels_type type, const uint8_t *row, const struct rounded *x, const size_t batch, size_t count, float *sums) {
    Floats sum[4][2] = {{{0}}};
    const size_t blocks = count / block_size;
    size_t block = 0;
    for (; block + group_parts <= blocks; block += group_parts, row += stored_bytes(type, large_block_size)) {
        add_group(type, row, group_parts, x, block, batch, sum);
    }
    for (; block < blocks; block++, row += stored_bytes(type, block_size)) { add_group(type, row, 1, x, block, batch, sum); }
    for (size_t b = 0; b < batch; b++) { sums[b] = f_sum(sum[b][0] + sum[b][1]); }
}

/// As many inputs at a time as find room in `scratch`, rounded; each row's part of them is read once.
INLINE void multiply_rounded(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    const size_t most = KERNELS_SCRATCH / rounded_size / batch * block_size / large_block_size * large_block_size;
    const size_t row_bytes = stored_bytes(type, matrix->inputs);
    for (size_t from = 0; from < matrix->inputs; from += most) {
        size_t count = matrix->inputs - from < most ? matrix->inputs - from : most;
        struct rounded rounded[few];
        for (size_t b = 0; b < batch; b++) {
            float *room = scratch + b * (count / block_size * rounded_size);
            rounded[b] = round_numbers(x + b * x_stride + from, count, room);
        }
        const uint8_t *row = (const uint8_t *)matrix->weights + first * row_bytes + stored_bytes(type, from);
        for (size_t o = first; o < last; o++, row += row_bytes) {
            float sums[few];
            size_t b = 0;
            for (; b + 4 <= batch; b += 4) { dot_rounded(type, row, rounded + b, 4, count, sums + b); }
            if (b + 2 <= batch) {
                dot_rounded(type, row, rounded + b, 2, count, sums + b);
                b += 2;
            }
            if (b < batch) { dot_rounded(type, row, rounded + b, 1, count, sums + b); }
            for (b = 0; b < batch; b++) {
                float before = from > 0 ? y[b * y_stride + o] : bias ? bias[o] : 0;
                y[b * y_stride + o] = before + sums[b];
            }
        }
    }
}
