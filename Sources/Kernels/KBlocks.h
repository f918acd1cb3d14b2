/// K types times a few vectors on x86-64: a block's parts have whole numbers for scales, so that all 256 weights are summed before a
/// float is made.

/// The 32 weights of a part as bytes without a sign.
INLINE __m256i numbers_of_part(enum kernels_type type, const uint8_t *block, const size_t part) {
    const __m256i four = _mm256_set1_epi8(0xF);
    if (type == KERNELS_Q6_K) {
        const size_t side = part / 4, row = part % 4;
        __m256i low = bytes_at(block + side * 64 + row % 2 * 32), high = bytes_at(block + 128 + side * 32);
        if (row >= 2) { low = _mm256_srli_epi16(low, 4); }
        high = row == 3 ? _mm256_srli_epi16(high, 2) : _mm256_slli_epi16(high, (int)(4 - 2 * row));
        return _mm256_or_si256(_mm256_and_si256(low, four), _mm256_and_si256(high, _mm256_set1_epi8(0x30)));
    }
    __m256i numbers = bytes_at(block + (type == KERNELS_Q5_K ? 48 : 16) + part / 2 * 32);
    if (part % 2 == 1) { numbers = _mm256_srli_epi16(numbers, 4); }
    numbers = _mm256_and_si256(numbers, four);
    if (type == KERNELS_Q5_K) {
        __m256i fifth = bytes_at(block + 16);
        fifth = part < 4 ? _mm256_slli_epi16(fifth, (int)(4 - part)) : _mm256_srli_epi16(fifth, (int)(part - 4));
        numbers = _mm256_or_si256(numbers, _mm256_and_si256(fifth, _mm256_set1_epi8(0x10)));
    }
    return numbers;
}

/// What a block's weights are made of besides its numbers.
struct k_scales {
    /// Each part's whole scales, word `part` of the lane that holds its first or second sixteen.
    __m256i words;
    /// The scale of the scales.
    float scale;
};

/// Scales of a block; what the numbers' offsets make of x is added to `sum`.
INLINE struct k_scales scales_of_block(enum kernels_type type, const uint8_t *block, const float *x_sums, __m256 *sum) {
    if (type == KERNELS_Q6_K) {
        // Those of first sixteens, then those of second ones.
        const __m128i order = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
        __m128i bytes = _mm_loadu_si128((const __m128i *)(block + 192));
        float scale = half_at(block + 208);
        __m256 offsets = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), _mm256_loadu_ps(x_sums));
        __m256i upper = _mm256_cvtepi8_epi32(_mm_srli_si128(bytes, 8));
        offsets = _mm256_fmadd_ps(_mm256_cvtepi32_ps(upper), _mm256_loadu_ps(x_sums + 8), offsets);
        *sum = _mm256_fmadd_ps(offsets, _mm256_set1_ps(-32 * scale), *sum);
        return (struct k_scales){_mm256_cvtepi8_epi16(_mm_shuffle_epi8(bytes, order)), scale};
    }
    struct k_bytes bytes = k_bytes_of(block);
    __m256 least = _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)bytes.leasts)));
    __m256 offsets = _mm256_mul_ps(least, _mm256_loadu_ps(x_sums));
    *sum = _mm256_fmadd_ps(offsets, _mm256_set1_ps(-half_at(block + 2)), *sum);
    __m128i eight = _mm_cvtepu8_epi16(_mm_cvtsi64_si128((long long)bytes.scales));
    return (struct k_scales){_mm256_broadcastsi128_si256(eight), half_at(block)};
}

/// Numbers whose sums are told: those with a scale of their own.
INLINE size_t summed_numbers(enum kernels_type type) { return type == KERNELS_Q6_K ? 16 : 32; }

INLINE float dot_k(enum kernels_type type, const uint8_t *row, const struct byte_planes *x, size_t count) {
    __m256 sum = _mm256_setzero_ps();
    const size_t sums_in_block = large_block_size / summed_numbers(type);
    for (size_t block = 0; block < count / large_block_size; block++, row += stored_bytes(type, large_block_size)) {
        for (size_t b = 0; b < stored_bytes(type, large_block_size); b += cache_line) { fetch_ahead(row + b); }
        struct k_scales scales = scales_of_block(type, row, x->sums + block * sums_in_block, &sum);
        __m256i planes[3] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
#pragma clang loop unroll(full)
        for (size_t part = 0; part < large_block_size / block_size; part++) {
            __m256i numbers = numbers_of_part(type, row, part);
            __m256i own = _mm256_shuffle_epi8(scales.words, _mm256_set1_epi16((short)(0x0100 + 0x0202 * part)));
            for (size_t p = 0; p < 3; p++) {
                // Two products of at most 63 · 128 fit into 16 bits.
                __m256i bytes = bytes_at(x->bytes[p] + block * large_block_size + part * block_size);
                planes[p] = add_word_products(planes[p], _mm256_maddubs_epi16(numbers, bytes), own);
            }
        }
        sum = _mm256_fmadd_ps(sum_of_planes(planes), _mm256_set1_ps(scales.scale * x->scales[block]), sum);
    }
    return f_sum((Floats)sum);
}

/// As many inputs at a time as find room in `scratch`; each row stays in the first-level cache for all vectors.
INLINE void multiply_k(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    const size_t most = KERNELS_SCRATCH / batch / large_block_size * large_block_size;
    const size_t row_bytes = stored_bytes(type, matrix->inputs);
    for (size_t from = 0; from < matrix->inputs; from += most) {
        size_t count = matrix->inputs - from < most ? matrix->inputs - from : most;
        struct byte_planes planes[few];
        for (size_t b = 0; b < batch; b++) {
            planes[b] = split_numbers(
                x + b * x_stride + from, count, large_block_size, summed_numbers(type), scratch + b * count);
        }
        const uint8_t *row = (const uint8_t *)matrix->weights + first * row_bytes + stored_bytes(type, from);
        for (size_t o = first; o < last; o++, row += row_bytes) {
            for (size_t b = 0; b < batch; b++) {
                float *output = y + b * y_stride + o;
                float before = from > 0 ? *output : bias ? bias[o] : 0;
                *output = before + dot_k(type, row, planes + b, count);
            }
        }
    }
}
