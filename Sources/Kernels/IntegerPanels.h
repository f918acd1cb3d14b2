/// Block types times many vectors, in whole numbers of 16 or 8 bits: how prompts for quantized models are computed where that is allowed.
///
/// One instruction multiplies pairs of words, or four bytes, and adds the products: two or four times as many as floats allow. Each 32
/// numbers of a vector are rounded and have a scale. In 16 bits 1.5e-5 of the largest may be lost, a thirtieth of what keys and values
/// lose as halves; in 8 bits 4e-3, as others do. The weights are exact.

/// The types whose weights are multiplied as words, and as bytes.
#define WORD_TYPES(DO) BLOCK_TYPES(DO) DO(KERNELS_Q6_K)
#ifdef HAS_BYTES
#define BYTE_TYPES(DO) BLOCK_TYPES(DO)
#else
#define BYTE_TYPES(DO)
#endif
#define BLOCK_TYPES(DO) DO(KERNELS_Q8_0) SMALL_NUMBER_TYPES(DO) DO(KERNELS_Q4_K) DO(KERNELS_Q5_K)

/// A byte of a weight is this much larger than its number: one of the bytes that are multiplied has no sign.
enum { byte_middle = 128 };

/// Whether the weights are scale · number + offset rather than scale · number.
INLINE bool has_offsets(enum kernels_type type) {
    return type == KERNELS_Q4_1 || type == KERNELS_Q5_1 || type == KERNELS_Q4_K || type == KERNELS_Q5_K;
}

/// What the numbers of blocks of 32 are stored around.
INLINE int16_t middle_of(enum kernels_type type) { return type == KERNELS_Q4_0 ? 8 : type == KERNELS_Q5_0 ? 16 : 0; }

/// Lanes of a block: each holds two words or four bytes, whose products one instruction adds.
INLINE size_t lanes_in_block(enum kernels_packing packing) { return block_size / (packing == KERNELS_BYTES ? 4 : 2); }

/// `count` inputs of `width` rows or outputs in the room of as many floats: lanes side by side, then for each block
/// a scale, the sum of a vector's numbers or the offset of weights, and what a sum of byte products starts with.
struct integers {
    int32_t *lanes;
    float *scales, *rest;
    int32_t *starts;
};

INLINE struct integers integers_in(enum kernels_packing packing, const float *room, size_t count, size_t width) {
    const size_t blocks = count / block_size * width;
    float *scales = (float *)room + blocks * lanes_in_block(packing), *rest = scales + blocks;
    return (struct integers){(int32_t *)(float *)room, scales, rest, (int32_t *)(rest + blocks)};
}

// MARK: - Vectors

/// Some inputs of the rows of x, `[lane, row]`; rows that are missing become zeros.
INLINE void pack_integers(
    enum kernels_packing packing, const float *x, size_t x_stride, size_t rows, size_t count, float *packed) {
    struct integers integers = integers_in(packing, packed, count, TILE_ROWS);
    const size_t lanes = lanes_in_block(packing);
    if (rows < TILE_ROWS) { memset(packed, 0, count * TILE_ROWS * sizeof *packed); }
    for (size_t r = 0; r < rows; r++) {
        for (size_t block = 0; block < count / block_size; block++) {
            const float *numbers = x + r * x_stride + block * block_size;
            struct rounding rounding = rounding_of(numbers, block_size, packing == KERNELS_BYTES ? INT8_MAX : INT16_MAX);
            int16_t words[block_size];
            int8_t bytes[block_size];
            int32_t sum = 0;
            for (size_t i = 0; i < block_size; i++) {
                int32_t rounded = (int32_t)__builtin_rintf(numbers[i] * rounding.factor);
                words[i] = (int16_t)rounded;
                bytes[i] = (int8_t)rounded;
                sum += rounded;
            }
            const uint8_t *from = packing == KERNELS_BYTES ? (const uint8_t *)bytes : (const uint8_t *)words;
            int32_t *to = integers.lanes + block * lanes * TILE_ROWS + r;
            for (size_t lane = 0; lane < lanes; lane++) { memcpy(to + lane * TILE_ROWS, from + 4 * lane, 4); }
            integers.scales[block * TILE_ROWS + r] = rounding.scale;
            integers.rest[block * TILE_ROWS + r] = (float)sum * rounding.scale;
            if (packing == KERNELS_BYTES) { integers.starts[block * TILE_ROWS + r] = -byte_middle * sum; }
        }
    }
}

// MARK: - Weights

#ifdef HAS_BYTES
/// One part's weights as bytes without a sign, `byte_middle` more than their numbers where they have no offset.
INLINE __m256i bytes_of_part(enum kernels_type type, const uint8_t *group, const size_t part) {
    if (numbers_in_block(type) == large_block_size) { return numbers_of_part(type, group, part); }
    if (type == KERNELS_Q8_0) {
        __m256i numbers = bytes_at(group + part * stored_bytes(type, block_size) + 2);
        return _mm256_xor_si256(numbers, _mm256_set1_epi8((char)byte_middle));
    }
    Words numbers[2];
    unpack_part(type, group, part, numbers);
    const int16_t more = has_offsets(type) ? 0 : byte_middle - middle_of(type);
    Bytes halves[2];
    for (size_t half = 0; half < 2; half++) { halves[half] = __builtin_convertvector(numbers[half] + more, Bytes); }
    return bytes_at(halves);
}
#endif

/// Inputs `from ..< from + count` of an output's eight rows side by side, as `Interleaved.h` has them, as columns of a panel.
INLINE void integers_of_interleaved(
    enum kernels_type type, enum kernels_packing packing, const struct kernels_matrix *matrix, size_t output, size_t from,
    size_t count, size_t column, struct integers panel) {
    const __m256i more = _mm256_set1_epi8(has_offsets(type) ? 0 : (char)(byte_middle - middle_of(type)));
    const __m256i middle = _mm256_set1_epi16(middle_of(type));
    const __m256i first_two = _mm256_set1_epi64x((long long)0x8005800480018000);
    const __m256i in_lane = _mm256_setr_epi64x(0, 0x0808080808080808, 0, 0x0808080808080808);
    const __m256i first = _mm256_add_epi8(first_two, in_lane), last = _mm256_add_epi8(first, _mm256_set1_epi16(2));
    const size_t group = output % KERNELS_INTERLEAVED_ROWS / side_by_side;
    const uint8_t *groups = groups_of(matrix, output) + KERNELS_INTERLEAVED_ROWS * stored_bytes(type, from);
    for (size_t block = 0; block < count / block_size; block++) {
        struct group_part part = part_of_group(type, groups, group, block);
        _mm256_storeu_ps(panel.scales + block * PANEL_OUTPUTS + column, part.scales);
        if (has_offsets(type)) { _mm256_storeu_ps(panel.rest + block * PANEL_OUTPUTS + column, part.offsets); }
        int32_t *lanes = panel.lanes + block * lanes_in_block(packing) * PANEL_OUTPUTS + column;
        for (size_t step = 0; step < 8; step++) {
            // Four inputs of each row: two lanes of words, one of bytes.
            __m256i numbers = numbers_of_step(type, part.vectors, step);
            const size_t four = input_of_step(step) / 4;
            if (packing == KERNELS_BYTES) {
                _mm256_storeu_si256((void *)(lanes + four * PANEL_OUTPUTS), _mm256_add_epi8(numbers, more));
                continue;
            }
            for (size_t i = 0; i < 2; i++) {
                __m256i words = _mm256_sub_epi16(_mm256_shuffle_epi8(numbers, i == 0 ? first : last), middle);
                _mm256_storeu_si256((void *)(lanes + (2 * four + i) * PANEL_OUTPUTS), words);
            }
        }
    }
}

/// The first `parts` times 32 inputs of `row_count` groups of rows, `LANES` at most, as columns of blocks `block` and the next of a
/// panel; rows that are missing become zeros.
INLINE void integers_of_groups(
    enum kernels_type type, enum kernels_packing packing, const uint8_t *groups, size_t row_bytes, size_t row_count,
    const size_t parts, size_t block, size_t output, struct integers panel) {
    const size_t lanes = lanes_in_block(packing);
    for (size_t r = 0; r < row_count; r++) {
        Floats scales, offsets;
        const size_t place = block * PANEL_OUTPUTS + output + r;
        if (numbers_in_block(type) == block_size && !has_offsets(type)) {
            for (size_t part = 0; part < parts; part++) {
                panel.scales[place + part * PANEL_OUTPUTS] =
                    half_at(groups + r * row_bytes + part * stored_bytes(type, block_size));
            }
            continue;
        }
        unpack_scales(type, groups + r * row_bytes, parts, &scales, &offsets);
        for (size_t part = 0; part < parts; part++) {
            panel.scales[place + part * PANEL_OUTPUTS] = scales[part];
            if (has_offsets(type)) { panel.rest[place + part * PANEL_OUTPUTS] = offsets[part]; }
        }
    }
    // Sixteen lanes at a time: a part's words, or the bytes of two parts.
    const size_t together = packing == KERNELS_BYTES && parts > 1 ? 2 : 1;
#pragma clang loop unroll(full)
    for (size_t part = 0; part < parts; part += together) {
        uint8_t numbers[LANES][2 * block_size];
        for (size_t r = 0; r < LANES; r++) {
            const uint8_t *group = groups + r * row_bytes;
            if (r >= row_count) {
                memset(numbers[r], 0, sizeof numbers[r]);
                continue;
            }
#ifdef HAS_BYTES
            if (packing == KERNELS_BYTES) {
                for (size_t i = 0; i < together; i++) {
                    _mm256_storeu_si256((void *)(numbers[r] + i * block_size), bytes_of_part(type, group, part + i));
                }
                continue;
            }
#endif
            Words words[2];
            unpack_part(type, group, part, words);
            words[0] -= middle_of(type);
            words[1] -= middle_of(type);
            memcpy(numbers[r], words, sizeof words);
        }
        int32_t *columns = panel.lanes + (block + part) * lanes * PANEL_OUTPUTS + output;
        for (size_t lane = 0; lane < together * lanes; lane += LANES) {
            V square[LANES];
            for (size_t r = 0; r < LANES; r++) { square[r] = v_load((const float *)(const void *)numbers[r] + lane); }
            v_transpose(square);
            for (size_t i = 0; i < LANES && lane + i < together * lanes; i++) {
                v_store((float *)(void *)(columns + (lane + i) * PANEL_OUTPUTS), square[i]);
            }
        }
    }
}

/// Writes inputs `from ..< from + count` of outputs `first ..< last` as a panel, `[lane, output]`; outputs that are missing become zeros.
INLINE void expand_integers(
    enum kernels_type type, enum kernels_packing packing, const struct kernels_matrix *matrix, size_t first, size_t last,
    size_t from, size_t count, float *room) {
    struct integers panel = integers_in(packing, room, count, PANEL_OUTPUTS);
    if (is_interleaved(matrix, first, last)) {
        for (size_t o = 0; o < PANEL_OUTPUTS; o += side_by_side) {
            integers_of_interleaved(type, packing, matrix, first + o, from, count, o, panel);
        }
        return;
    }
    if (last - first < PANEL_OUTPUTS) { memset(room, 0, count * PANEL_OUTPUTS * sizeof *room); }
    const size_t row_bytes = stored_bytes(type, matrix->inputs), blocks = count / block_size;
    const size_t parts = numbers_in_block(type) == large_block_size ? group_parts : packing == KERNELS_BYTES ? 2 : 1;
    for (size_t o = 0; o < last - first; o += LANES) {
        size_t rows = last - first - o < LANES ? last - first - o : LANES;
        const uint8_t *groups = (const uint8_t *)matrix->weights + (first + o) * row_bytes + stored_bytes(type, from);
        size_t block = 0;
        for (; block + parts <= blocks; block += parts, groups += stored_bytes(type, parts * block_size)) {
            integers_of_groups(type, packing, groups, row_bytes, rows, parts, block, o, panel);
        }
        if (block < blocks) { integers_of_groups(type, packing, groups, row_bytes, rows, 1, block, o, panel); }
    }
}

// MARK: - Products

/// sum[r] += x[r] · panel.
INLINE void add_integers(
    enum kernels_type type, enum kernels_packing packing, const float *panel_room, size_t count, const float *x_room,
    V sum[TILE_ROWS][2]) {
    struct integers panel = integers_in(packing, panel_room, count, PANEL_OUTPUTS);
    struct integers x = integers_in(packing, x_room, count, TILE_ROWS);
    if (has_offsets(type)) { add_products(KERNELS_FLOATS, panel.rest, count / block_size, x.rest, TILE_ROWS, sum); }
    // Whole numbers of Q6_K have thirteen bits, and 32 bits hold sixteen of such products; all others leave more room.
    const size_t block_lanes = lanes_in_block(packing), lanes = type == KERNELS_Q6_K ? block_lanes / 2 : block_lanes;
    for (size_t first = 0; first < count / block_size * block_lanes; first += lanes) {
        const size_t block = first / block_lanes;
        P products[TILE_ROWS][2];
        // Were one of these loops to stay a loop, the products would lie in memory, and be written there after each of them.
#pragma clang loop unroll(full)
        for (size_t r = 0; r < TILE_ROWS; r++) {
            products[r][0] = packing == KERNELS_BYTES && !has_offsets(type) ? p_set1(x.starts + block * TILE_ROWS + r) : p_zero();
            products[r][1] = products[r][0];
        }
        for (size_t lane = 0; lane < lanes; lane++) {
            P left = p_load(panel.lanes), right = p_load(panel.lanes + LANES);
#pragma clang loop unroll(full)
            for (size_t r = 0; r < TILE_ROWS; r++) {
                P factor = p_set1(x.lanes + r);
                products[r][0] = p_add_products(packing, products[r][0], left, factor);
                products[r][1] = p_add_products(packing, products[r][1], right, factor);
            }
            panel.lanes += PANEL_OUTPUTS;
            x.lanes += TILE_ROWS;
        }
        V left = v_load(panel.scales + block * PANEL_OUTPUTS), right = v_load(panel.scales + block * PANEL_OUTPUTS + LANES);
#pragma clang loop unroll(full)
        for (size_t r = 0; r < TILE_ROWS; r++) {
            V scale = v_set1(x.scales[block * TILE_ROWS + r]);
            sum[r][0] = v_fma(v_of_integers(products[r][0]), v_mul(scale, left), sum[r][0]);
            sum[r][1] = v_fma(v_of_integers(products[r][1]), v_mul(scale, right), sum[r][1]);
        }
        // The sums find no room in registers; compilers that try keep each of them in two places.
        __asm__("" : "+m"(*(V(*)[TILE_ROWS][2])sum));
    }
}
