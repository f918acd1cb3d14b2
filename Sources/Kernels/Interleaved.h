/// Rows side by side: what a machine decodes with whose processor, not its memory, is too slow for rows of four or six bits. A lane then
/// belongs to one output: no sum crosses lanes, and one instruction scales eight rows.
///
/// Two groups of eight rows lie next to each other, because what it takes to spread x over the lanes is then paid once for both. A block
/// of each of these rows takes as many bytes as before, which are read from the first to the last; the next blocks of them follow.
/// * Of Q4_0 a group has eight scales in half precision, then 4 × 8 words of four bytes, word r of a vector being row r's. Byte b of
///   vector j holds input 4j + b in its lower and 16 + 4j + b in its upper half, as a block of Q4_0 does, so that words are moved and
///   none is changed. The second group follows.
/// * Of Q6_K both groups' scales of scales come first. Then for each sixteen inputs both groups' whole scales, and three vectors of
///   each group. Byte b of row r's word of vector j holds input 4j + b, and above its six bits two of input 12 + b, the lowest ones in
///   the first vector. Unpacking takes two thirds of what it takes to put the halves of a block together.

enum {
    side_by_side = 8,
    group_count = KERNELS_INTERLEAVED_ROWS / side_by_side,
    /// Bytes of Q6_K: before the first sixteen inputs, of a group's vectors for sixteen, and of all that these have.
    q6_k_start = 2 * KERNELS_INTERLEAVED_ROWS,
    q6_k_vectors = 3 * 32,
    q6_k_part = KERNELS_INTERLEAVED_ROWS + group_count * q6_k_vectors,
};

/// Bytes of a block of eight rows.
INLINE size_t bytes_of_group(enum kernels_type type) { return side_by_side * stored_bytes(type, numbers_in_block(type)); }

static void interleave_q4_0(const uint8_t *block, size_t row, uint8_t *groups) {
    uint8_t *group = groups + row / side_by_side * bytes_of_group(KERNELS_Q4_0);
    row %= side_by_side;
    memcpy(group + 2 * row, block, 2);
    for (size_t j = 0; j < 4; j++) { memcpy(group + 16 + 32 * j + 4 * row, block + 2 + 4 * j, 4); }
}

static void interleave_q6_k(const uint8_t *block, size_t row, uint8_t *groups) {
    memcpy(groups + 2 * row, block + 208, 2);
    for (size_t part = 0; part < 16; part++) {
        uint8_t *scales = groups + q6_k_start + part * q6_k_part;
        uint8_t *vectors = scales + KERNELS_INTERLEAVED_ROWS + row / side_by_side * q6_k_vectors;
        scales[row] = block[192 + part];
        // As in `expand_block_q6_k`, four numbers at a time.
        size_t half = part / 8, quarter = part % 8 / 2, column = part % 2 * 16;
        const uint8_t *low = block + half * 64 + quarter % 2 * 32 + column, *high = block + 128 + half * 32 + column;
        uint32_t numbers[4];
        for (size_t j = 0; j < 4; j++) {
            uint32_t lower, upper;
            memcpy(&lower, low + 4 * j, sizeof lower);
            memcpy(&upper, high + 4 * j, sizeof upper);
            numbers[j] = (lower >> quarter / 2 * 4 & 0x0F0F0F0F) | (upper >> quarter * 2 & 0x03030303) << 4;
        }
        for (size_t j = 0; j < 3; j++) {
            uint32_t word = numbers[j] | (numbers[3] >> 2 * j & 0x03030303) << 6;
            memcpy(vectors + 32 * j + 4 * (row % side_by_side), &word, sizeof word);
        }
    }
}

static void interleave(enum kernels_type type, const void *rows, size_t inputs, void *interleaved) {
    const size_t row_bytes = stored_bytes(type, inputs), block_bytes = stored_bytes(type, numbers_in_block(type));
    uint8_t *groups = interleaved;
    for (const uint8_t *block = rows; block < (const uint8_t *)rows + row_bytes; block += block_bytes) {
        for (size_t row = 0; row < KERNELS_INTERLEAVED_ROWS; row++) {
            (type == KERNELS_Q6_K ? interleave_q6_k : interleave_q4_0)(block + row * row_bytes, row, groups);
        }
        groups += group_count * bytes_of_group(type);
    }
}

/// The first group of an output's eight rows. Groups of the same rows are `group_count` groups apart.
INLINE const uint8_t *groups_of(const struct kernels_matrix *matrix, size_t output) {
    const size_t row = output % KERNELS_INTERLEAVED_ROWS;
    return (const uint8_t *)matrix->interleaved + (output - row) * stored_bytes(matrix->type, matrix->inputs)
        + row / side_by_side * bytes_of_group(matrix->type);
}

/// Whether a whole panel of outputs can be read side by side; large batches of Q6_K read the rows as they are stored.
INLINE bool is_interleaved(const struct kernels_matrix *matrix, size_t first, size_t last) {
    return matrix->type == KERNELS_Q4_0 && last <= matrix->interleaved_outputs && first % side_by_side == 0
        && last - first == PANEL_OUTPUTS;
}

INLINE __m256 scales_of_group(const uint8_t *group) { return _mm256_cvtph_ps(_mm_loadu_si128((const void *)group)); }

/// Bytes of a vector that hold numbers 0…15: inputs 4j…4j + 3 of eight rows, or those 16 further on.
INLINE __m256i numbers_of_group(const uint8_t *group, size_t vector, bool upper) {
    __m256i bytes = _mm256_loadu_si256((const void *)(group + 16 + 32 * vector));
    return _mm256_and_si256(upper ? _mm256_srli_epi16(bytes, 4) : bytes, _mm256_set1_epi8(0xF));
}

// MARK: - Expanding

/// Inputs `from ..< from + count` of an output's eight rows as columns `0 ..< 8` of a panel, the same numbers that `expand` makes.
INLINE void expand_interleaved(const struct kernels_matrix *matrix, size_t output, size_t from, size_t count, float *panel) {
    const size_t stride = group_count * bytes_of_group(KERNELS_Q4_0);
    const uint8_t *group = groups_of(matrix, output) + from / block_size * stride;
    for (size_t i = 0; i < count; i += block_size, group += stride) {
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

/// Four bytes of a plane of x, eight times.
INLINE __m256i four_bytes(const struct byte_planes *x, size_t plane, size_t input) {
    int32_t four;
    memcpy(&four, x->bytes[plane] + input, sizeof four);
    return _mm256_set1_epi32(four);
}

#ifdef HAS_VNNI
INLINE __m256i add_small_products(__m256i sums, __m256i numbers, __m256i bytes) {
    return _mm256_dpbusd_epi32(sums, numbers, bytes);
}

INLINE __m256 sum_of_small_products(const __m256i planes[3]) { return sum_of_planes(planes); }
#else
/// Sixteen bits hold the sums of a block: eight times two products of at most 15 · 128.
INLINE __m256i add_small_products(__m256i sums, __m256i numbers, __m256i bytes) {
    return _mm256_add_epi16(sums, _mm256_maddubs_epi16(numbers, bytes));
}

INLINE __m256 sum_of_small_products(const __m256i planes[3]) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i high = _mm256_madd_epi16(planes[0], ones);
    __m256i low = _mm256_add_epi32(
        _mm256_madd_epi16(planes[1], _mm256_set1_epi16(256)), _mm256_madd_epi16(planes[2], ones));
    return _mm256_fmadd_ps(_mm256_cvtepi32_ps(high), _mm256_set1_ps(65536), _mm256_cvtepi32_ps(low));
}
#endif

/// sums[g] += the products of group g of Q4_0 with block `block` of x.
INLINE void add_products_q4_0(
    const uint8_t *groups, const struct byte_planes *x, size_t block, __m256 sums[group_count]) {
    const size_t group_bytes = bytes_of_group(KERNELS_Q4_0);
    __m256i planes[group_count][3];
    for (size_t b = 0; b < group_count * group_bytes; b += cache_line) { fetch_ahead(groups + b); }
    for (size_t g = 0; g < group_count; g++) {
        for (size_t p = 0; p < 3; p++) { planes[g][p] = _mm256_setzero_si256(); }
    }
#pragma clang loop unroll(full)
    for (size_t step = 0; step < 8; step++) {
        const size_t vector = step / 2, upper = step % 2, input = block * block_size + 16 * upper + 4 * vector;
        __m256i numbers[group_count];
        for (size_t g = 0; g < group_count; g++) { numbers[g] = numbers_of_group(groups + g * group_bytes, vector, upper); }
        for (size_t p = 0; p < 3; p++) {
            __m256i four = four_bytes(x, p, input);
            for (size_t g = 0; g < group_count; g++) {
                planes[g][p] = add_small_products(planes[g][p], numbers[g], four);
            }
        }
    }
    for (size_t g = 0; g < group_count; g++) {
        __m256 sum = sum_of_small_products(planes[g]);
        // The middle of the weights' codes is taken off once for 32 of them.
        sum = _mm256_fmadd_ps(sum, _mm256_set1_ps(x->scales[block]), _mm256_set1_ps(-8 * x->sums[block]));
        sums[g] = _mm256_fmadd_ps(scales_of_group(groups + g * group_bytes), sum, sums[g]);
    }
}

/// The same for Q6_K.
INLINE void add_products_q6_k(
    const uint8_t *groups, const struct byte_planes *x, size_t block, __m256 sums[group_count]) {
    const size_t parts = 16;
    // A whole scale twice in each lane, for two sums of 16 bits.
    const __m256i twice = _mm256_set_epi64x(0x0D0C0D0C09080908, 0x0504050401000100, 0x0D0C0D0C09080908, 0x0504050401000100);
    const __m256i six = _mm256_set1_epi8(0x3F), rest = _mm256_set1_epi8((char)0xC0);
    __m256i planes[group_count][3];
    __m256 offsets[group_count];
    for (size_t g = 0; g < group_count; g++) {
        for (size_t p = 0; p < 3; p++) { planes[g][p] = _mm256_setzero_si256(); }
        offsets[g] = _mm256_setzero_ps();
    }
    for (size_t part = 0; part < parts; part++) {
        __m256i numbers[group_count][4], scales[group_count];
        const uint8_t *own = groups + q6_k_start + part * q6_k_part;
        for (size_t b = 0; b < q6_k_part; b += cache_line) { fetch_ahead(own + b); }
        for (size_t g = 0; g < group_count; g++) {
            const uint8_t *vectors = own + KERNELS_INTERLEAVED_ROWS + g * q6_k_vectors;
            scales[g] = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const void *)(own + g * side_by_side)));
            offsets[g] = _mm256_fmadd_ps(
                _mm256_cvtepi32_ps(scales[g]), _mm256_set1_ps(x->sums[block * parts + part]), offsets[g]);
            scales[g] = _mm256_shuffle_epi8(scales[g], twice);
            __m256i a = bytes_at(vectors), b = bytes_at(vectors + 32), c = bytes_at(vectors + 64);
            numbers[g][3] = _mm256_or_si256(
                _mm256_or_si256(
                    _mm256_srli_epi16(_mm256_and_si256(a, rest), 6), _mm256_srli_epi16(_mm256_and_si256(b, rest), 4)),
                _mm256_srli_epi16(_mm256_and_si256(c, rest), 2));
            numbers[g][0] = _mm256_and_si256(a, six);
            numbers[g][1] = _mm256_and_si256(b, six);
            numbers[g][2] = _mm256_and_si256(c, six);
        }
        const size_t input = block * large_block_size + part * 16;
        for (size_t p = 0; p < 3; p++) {
            for (size_t pair = 0; pair < 4; pair += 2) {
                // Four products of at most 63 · 128 fit into 16 bits.
                __m256i four = four_bytes(x, p, input + 4 * pair), next = four_bytes(x, p, input + 4 * pair + 4);
                for (size_t g = 0; g < group_count; g++) {
                    __m256i products = _mm256_add_epi16(
                        _mm256_maddubs_epi16(numbers[g][pair], four), _mm256_maddubs_epi16(numbers[g][pair + 1], next));
                    planes[g][p] = add_word_products(planes[g][p], products, scales[g]);
                }
            }
        }
    }
    for (size_t g = 0; g < group_count; g++) {
        // The middle of the weights' codes is taken off once for all that have a scale in common.
        __m256 sum = _mm256_fmadd_ps(
            sum_of_planes(planes[g]), _mm256_set1_ps(x->scales[block]), _mm256_mul_ps(offsets[g], _mm256_set1_ps(-32)));
        sums[g] = _mm256_fmadd_ps(scales_of_group(groups + 2 * side_by_side * g), sum, sums[g]);
    }
}

/// As many inputs at a time as find room in `scratch`; `first` and `last` are whole groups next to each other.
INLINE void multiply_interleaved(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    const size_t block = numbers_in_block(type), summed = type == KERNELS_Q6_K ? 16 : block;
    const size_t most = KERNELS_SCRATCH / large_block_size * large_block_size;
    const size_t stride = group_count * bytes_of_group(type);
    for (size_t b = 0; b < batch; b++) {
        float *output = y + b * y_stride;
        for (size_t from = 0; from < matrix->inputs; from += most) {
            size_t count = matrix->inputs - from < most ? matrix->inputs - from : most;
            struct byte_planes planes = split_numbers(x + b * x_stride + from, count, block, summed, scratch);
            const float *before = from > 0 ? output : bias;
            for (size_t o = first; o < last; o += KERNELS_INTERLEAVED_ROWS) {
                const uint8_t *groups = groups_of(matrix, o) + from / block * stride;
                __m256 sums[group_count];
                for (size_t g = 0; g < group_count; g++) {
                    sums[g] = before ? _mm256_loadu_ps(before + o + g * side_by_side) : _mm256_setzero_ps();
                }
                for (size_t i = 0; i < count / block; i++, groups += stride) {
                    if (type == KERNELS_Q6_K) {
                        add_products_q6_k(groups, &planes, i, sums);
                    } else {
                        add_products_q4_0(groups, &planes, i, sums);
                    }
                }
                for (size_t g = 0; g < group_count; g++) { _mm256_storeu_ps(output + o + g * side_by_side, sums[g]); }
            }
        }
    }
}
