/// Block types times many vectors, in whole numbers of 16 bits: how prompts for quantized models are computed where that is allowed.
///
/// One instruction multiplies pairs of such numbers and adds them, which is twice as many products as floats allow. Each 32 numbers of
/// a vector are rounded to 16 bits and a scale: 1.5e-5 of the largest may be lost, a thirtieth of what keys and values lose as halves
/// and less than a hundredth of what 8-bit weights have lost. The weights are exact.

/// The types whose weights are multiplied so.
#define WORD_TYPES(DO) DO(KERNELS_Q8_0) SMALL_NUMBER_TYPES(DO) SMALL_NUMBER_K_TYPES(DO)

enum { pairs_in_block = block_size / 2, largest_word = INT16_MAX };

/// Whether the weights are scale · number + offset rather than scale · number.
INLINE bool has_offsets(enum kernels_type type) {
    return type == KERNELS_Q4_1 || type == KERNELS_Q5_1 || type == KERNELS_Q4_K || type == KERNELS_Q5_K;
}

/// `count` inputs of `width` rows or outputs in the room of as many floats: pairs of inputs side by side, then for each block a scale, and
/// the sum of a vector's numbers or the offset of weights.
struct words {
    int16_t *numbers;
    float *scales, *rest;
};

INLINE struct words words_in(const float *room, size_t count, size_t width) {
    float *scales = (float *)room + count / 2 * width;
    return (struct words){(int16_t *)(float *)room, scales, scales + count / block_size * width};
}

// MARK: - Vectors

/// Some inputs of the rows of x as words, `[pair of inputs, row, 2]`; rows that are missing become zeros.
static void pack_words(const float *x, size_t x_stride, size_t rows, size_t count, float *packed) {
    struct words words = words_in(packed, count, TILE_ROWS);
    if (rows < TILE_ROWS) { memset(packed, 0, count * TILE_ROWS * sizeof *packed); }
    for (size_t r = 0; r < rows; r++) {
        for (size_t block = 0; block < count / block_size; block++) {
            const float *numbers = x + r * x_stride + block * block_size;
            struct rounding rounding = rounding_of(numbers, block_size, largest_word);
            int32_t rounded[block_size], sum = 0;
            for (size_t i = 0; i < block_size; i++) {
                rounded[i] = (int32_t)__builtin_rintf(numbers[i] * rounding.factor);
                sum += rounded[i];
            }
            for (size_t pair = 0; pair < pairs_in_block; pair++) {
                uint32_t both = (uint16_t)rounded[2 * pair] | (uint32_t)rounded[2 * pair + 1] << 16;
                memcpy(words.numbers + ((block * pairs_in_block + pair) * TILE_ROWS + r) * 2, &both, sizeof both);
            }
            words.scales[block * TILE_ROWS + r] = rounding.scale;
            words.rest[block * TILE_ROWS + r] = (float)sum * rounding.scale;
        }
    }
}

// MARK: - Weights

/// Inputs `from ..< from + count` of an output's eight rows side by side, as `Interleaved.h` has them, as columns of a panel.
INLINE void words_of_interleaved(
    const struct kernels_matrix *matrix, size_t output, size_t from, size_t count, size_t column, struct words panel) {
    const __m256i middle = _mm256_set1_epi16(8);
    const __m256i first_two = _mm256_set1_epi64x((long long)0x8005800480018000);
    const __m256i in_lane = _mm256_setr_epi64x(0, 0x0808080808080808, 0, 0x0808080808080808);
    const __m256i first = _mm256_add_epi8(first_two, in_lane), last = _mm256_add_epi8(first, _mm256_set1_epi16(2));
    const size_t stride = group_count * bytes_of_group(KERNELS_Q4_0);
    const uint8_t *group = groups_of(matrix, output) + from / block_size * stride;
    for (size_t block = 0; block < count / block_size; block++, group += stride) {
        _mm256_storeu_ps(panel.scales + block * PANEL_OUTPUTS + column, scales_of_group(group));
        for (size_t step = 0; step < 8; step++) {
            __m256i numbers = numbers_of_group(group, step / 2, step % 2);
            size_t pair = block * pairs_in_block + step % 2 * 8 + step / 2 * 2;
            for (size_t i = 0; i < 2; i++) {
                __m256i words = _mm256_sub_epi16(_mm256_shuffle_epi8(numbers, i == 0 ? first : last), middle);
                _mm256_storeu_si256((void *)(panel.numbers + ((pair + i) * PANEL_OUTPUTS + column) * 2), words);
            }
        }
    }
}

/// The same inputs of `row_count` stored rows, `LANES` at most; those that are missing become zeros.
INLINE void words_of_rows(
    enum kernels_type type, const uint8_t *rows, size_t row_bytes, size_t row_count, size_t from, size_t count,
    size_t output, struct words panel) {
    const size_t group = numbers_in_block(type), parts = group / block_size;
    const int16_t middle = type == KERNELS_Q4_0 ? 8 : type == KERNELS_Q5_0 ? 16 : 0;
    rows += stored_bytes(type, from);
    for (size_t start = 0; start < count; start += group, rows += stored_bytes(type, group)) {
        for (size_t r = 0; r < row_count; r++) {
            Floats scales, offsets;
            const size_t place = start / block_size * PANEL_OUTPUTS + output + r;
            if (parts == 1 && !has_offsets(type)) {
                panel.scales[place] = half_at(rows + r * row_bytes);
                continue;
            }
            unpack_scales(type, rows + r * row_bytes, parts, &scales, &offsets);
            for (size_t part = 0; part < parts; part++) {
                panel.scales[place + part * PANEL_OUTPUTS] = scales[part];
                if (has_offsets(type)) { panel.rest[place + part * PANEL_OUTPUTS] = offsets[part]; }
            }
        }
#pragma clang loop unroll(full)
        for (size_t part = 0; part < parts; part++) {
            Words numbers[LANES][2];
            for (size_t r = 0; r < LANES; r++) {
                if (r < row_count) {
                    unpack_part(type, rows + r * row_bytes, part, numbers[r]);
                    numbers[r][0] -= middle;
                    numbers[r][1] -= middle;
                } else {
                    numbers[r][0] = numbers[r][1] = (Words){0};
                }
            }
            const size_t first = (start + part * block_size) / 2;
            for (size_t pair = 0; pair < pairs_in_block; pair += LANES) {
                V square[LANES];
                for (size_t r = 0; r < LANES; r++) { square[r] = v_load((const float *)(const void *)numbers[r] + pair); }
                v_transpose(square);
                for (size_t i = 0; i < LANES; i++) {
                    v_store((float *)(void *)panel.numbers + (first + pair + i) * PANEL_OUTPUTS + output, square[i]);
                }
            }
        }
    }
}

/// Writes inputs `from ..< from + count` of outputs `first ..< last` as a panel, `[pair of inputs, output, 2]`; outputs that are missing
/// become zeros.
INLINE void expand_words(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count,
    float *room) {
    struct words panel = words_in(room, count, PANEL_OUTPUTS);
    if (is_interleaved(matrix, first, last)) {
        for (size_t o = 0; o < PANEL_OUTPUTS; o += side_by_side) {
            words_of_interleaved(matrix, first + o, from, count, o, panel);
        }
        return;
    }
    if (last - first < PANEL_OUTPUTS) { memset(room, 0, count * PANEL_OUTPUTS * sizeof *room); }
    const size_t row_bytes = stored_bytes(type, matrix->inputs);
    for (size_t o = 0; o < last - first; o += LANES) {
        size_t rows = last - first - o < LANES ? last - first - o : LANES;
        words_of_rows(
            type, (const uint8_t *)matrix->weights + (first + o) * row_bytes, row_bytes, rows, from, count, o, panel);
    }
}

// MARK: - Products

/// sum[r] += x[r] · panel.
INLINE void add_words(enum kernels_type type, const float *panel_room, size_t count, const float *x_room, V sum[TILE_ROWS][2]) {
    struct words panel = words_in(panel_room, count, PANEL_OUTPUTS), x = words_in(x_room, count, TILE_ROWS);
    if (has_offsets(type)) { add_products(panel.rest, count / block_size, x.rest, TILE_ROWS, sum); }
    // Whole numbers of Q6_K have thirteen bits, and 32 bits hold sixteen of such products; all others leave more room.
    const size_t pairs = type == KERNELS_Q6_K ? pairs_in_block / 2 : pairs_in_block;
    for (size_t first = 0; first < count / 2; first += pairs) {
        P products[TILE_ROWS][2];
        // Were one of these loops to stay a loop, the products would lie in memory, and be written there after each of them.
#pragma clang loop unroll(full)
        for (size_t r = 0; r < TILE_ROWS; r++) { products[r][0] = products[r][1] = p_zero(); }
        for (size_t pair = 0; pair < pairs; pair++) {
            P left = p_load(panel.numbers), right = p_load(panel.numbers + PANEL_OUTPUTS);
#pragma clang loop unroll(full)
            for (size_t r = 0; r < TILE_ROWS; r++) {
                P factor = p_set1(x.numbers + 2 * r);
                products[r][0] = p_add_products(products[r][0], factor, left);
                products[r][1] = p_add_products(products[r][1], factor, right);
            }
            panel.numbers += 2 * PANEL_OUTPUTS;
            x.numbers += 2 * TILE_ROWS;
        }
        const size_t block = first / pairs_in_block;
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
