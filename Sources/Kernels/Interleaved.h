/// Q4_0 with eight rows side by side: what a machine decodes with whose processor, not its memory, is too slow for rows of four bits.
///
/// A group holds 32 inputs of eight outputs: eight scales in half precision, then 4 × 8 words of four bytes, word r of a vector being
/// row r's. Byte b of vector j holds input 4j + b in its lower and 16 + 4j + b in its upper half, as a block of Q4_0 does, so
/// that interleaving moves words and changes none. A lane then belongs to one output: no sum crosses lanes, and one conversion makes
/// eight scales.

enum { side_by_side = 8, interleaved_bytes = side_by_side * 18 };

/// Bytes of a group of eight rows.
#define INTERLEAVED_ROW_BYTES(INPUTS) ((INPUTS) / block_size * interleaved_bytes)

static void interleave(const void *rows, size_t inputs, void *interleaved) {
    const uint8_t *from = rows;
    uint8_t *to = interleaved;
    const size_t row_bytes = stored_bytes(KERNELS_Q4_0, inputs);
    for (size_t block = 0; block < inputs / block_size; block++, from += 18, to += interleaved_bytes) {
        for (size_t r = 0; r < side_by_side; r++) {
            const uint8_t *own = from + r * row_bytes;
            memcpy(to + 2 * r, own, 2);
            for (size_t j = 0; j < 4; j++) { memcpy(to + 16 + 32 * j + 4 * r, own + 2 + 4 * j, 4); }
        }
    }
}

/// Whether a whole panel of outputs can be read side by side.
INLINE bool is_interleaved(const struct kernels_matrix *matrix, size_t first, size_t last) {
    return last <= matrix->interleaved_outputs && first % side_by_side == 0 && last - first == PANEL_OUTPUTS;
}

/// Eight rows, the first of which is that of an output.
INLINE const uint8_t *rows_side_by_side(const struct kernels_matrix *matrix, size_t output) {
    return (const uint8_t *)matrix->interleaved + output / side_by_side * INTERLEAVED_ROW_BYTES(matrix->inputs);
}

INLINE __m256 scales_of_group(const uint8_t *group) { return _mm256_cvtph_ps(_mm_loadu_si128((const void *)group)); }

/// Bytes of a vector that hold numbers 0…15: inputs 4j…4j + 3 of eight rows, or those 16 further on.
INLINE __m256i numbers_of_group(const uint8_t *group, size_t vector, bool upper) {
    __m256i bytes = _mm256_loadu_si256((const void *)(group + 16 + 32 * vector));
    return _mm256_and_si256(upper ? _mm256_srli_epi16(bytes, 4) : bytes, _mm256_set1_epi8(0xF));
}

// MARK: - Expanding

/// Inputs `from ..< from + count` of eight rows as columns `0 ..< 8` of a panel, the same numbers that `expand` makes.
INLINE void expand_interleaved(const uint8_t *rows, size_t from, size_t count, float *panel) {
    const uint8_t *group = rows + INTERLEAVED_ROW_BYTES(from);
    for (size_t i = 0; i < count; i += block_size, group += interleaved_bytes) {
        __m256 scales = scales_of_group(group);
        for (size_t vector = 0; vector < 4; vector++) {
            for (size_t upper = 0; upper < 2; upper++) {
                __m256i numbers = numbers_of_group(group, vector, upper);
                for (size_t b = 0; b < 4; b++) {
                    __m256i number = _mm256_and_si256(numbers, _mm256_set1_epi32(0xFF));
                    numbers = _mm256_srli_epi32(numbers, 8);
                    __m256 value = _mm256_cvtepi32_ps(_mm256_sub_epi32(number, _mm256_set1_epi32(8)));
                    float *column = panel + (i + 16 * upper + 4 * vector + b) * PANEL_OUTPUTS;
                    _mm256_storeu_ps(column, _mm256_mul_ps(scales, value));
                }
            }
        }
    }
}

// MARK: - Products

INLINE __m256i four_bytes(const int8_t *bytes) {
    int32_t four;
    memcpy(&four, bytes, sizeof four);
    return _mm256_set1_epi32(four);
}

/// The products of a group's weights with block `block` of x.
///
/// Sixteen bits hold the sums of a block: eight times two products of at most 15 · 128.
INLINE __m256 product_of_group(const uint8_t *group, const struct byte_planes *x, size_t block) {
    for (size_t b = 0; b < interleaved_bytes; b += cache_line) { fetch_ahead(group + b); }
    __m256i planes[3] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
#pragma clang loop unroll(full)
    for (size_t step = 0; step < 8; step++) {
        const size_t vector = step / 2, upper = step % 2, input = block * block_size + 16 * upper + 4 * vector;
        __m256i numbers = numbers_of_group(group, vector, upper);
        for (size_t p = 0; p < 3; p++) {
            __m256i products = _mm256_maddubs_epi16(numbers, four_bytes(x->bytes[p] + input));
            planes[p] = _mm256_add_epi16(planes[p], products);
        }
    }
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i high = _mm256_madd_epi16(planes[0], ones);
    __m256i low = _mm256_add_epi32(
        _mm256_madd_epi16(planes[1], _mm256_set1_epi16(256)), _mm256_madd_epi16(planes[2], ones));
    __m256 sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(high), _mm256_set1_ps(65536), _mm256_cvtepi32_ps(low));
    // The middle of the weights' codes is taken off once for 32 of them.
    sum = _mm256_fmadd_ps(sum, _mm256_set1_ps(x->scales[block]), _mm256_set1_ps(-8 * x->sums[block]));
    return _mm256_mul_ps(scales_of_group(group), sum);
}

/// As many inputs at a time as find room in `scratch`; `first` and `last` are whole groups.
static void multiply_interleaved(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
    const size_t most = KERNELS_SCRATCH / block_size * block_size;
    for (size_t b = 0; b < batch; b++) {
        float *output = y + b * y_stride;
        for (size_t from = 0; from < matrix->inputs; from += most) {
            size_t count = matrix->inputs - from < most ? matrix->inputs - from : most;
            struct byte_planes planes = split_numbers(x + b * x_stride + from, count, block_size, block_size, scratch);
            const uint8_t *group = rows_side_by_side(matrix, first) + INTERLEAVED_ROW_BYTES(from);
            const size_t skipped = INTERLEAVED_ROW_BYTES(matrix->inputs) - INTERLEAVED_ROW_BYTES(count);
            for (size_t o = first; o < last; o += side_by_side, group += skipped) {
                __m256 sum = from > 0 ? _mm256_loadu_ps(output + o)
                             : bias   ? _mm256_loadu_ps(bias + o)
                                      : _mm256_setzero_ps();
                for (size_t block = 0; block < count / block_size; block++, group += interleaved_bytes) {
                    sum = _mm256_add_ps(sum, product_of_group(group, &planes, block));
                }
                _mm256_storeu_ps(output + o, sum);
            }
        }
    }
}
