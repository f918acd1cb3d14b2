/// Vectors in whole numbers of three bytes, which x86-64 multiplies with small weights 32 at a time, each byte for itself.
///
/// As in `RoundedProducts.h`, nothing is lost that a float could keep.

INLINE __m256i bytes_at(const void *bytes) { return _mm256_loadu_si256((const __m256i *)bytes); }

/// Part of a vector: scale · (65536 · bytes[0] + 256 · bytes[1] + bytes[2]), all of them signed.
struct byte_planes {
    const int8_t *bytes[3];
    /// One for each group of numbers.
    const float *scales;
    /// The sums of some numbers each, as they were rounded.
    const float *sums;
};

/// Rounds groups of numbers; `summed` divides `group`. All of it takes no more room than the numbers.
INLINE struct byte_planes split_numbers(
    const float *x, size_t count, const size_t group, const size_t summed, float *scratch) {
    int8_t *bytes = (int8_t *)scratch;
    float *scales = scratch + count / 4 * 3, *sums = scales + count / group;
    for (size_t start = 0; start < count; start += group) {
        struct rounding rounding = rounding_of(x + start, group, largest_rounded);
        scales[start / group] = rounding.scale;
        for (size_t part = start; part < start + group; part += summed) {
            int32_t sum = 0;
            for (size_t i = part; i < part + summed; i++) {
                int32_t number = (int32_t)__builtin_rintf(x[i] * rounding.factor);
                int8_t low = (int8_t)number;
                int32_t rest = (number - low) >> 8;
                int8_t middle = (int8_t)rest;
                bytes[i] = (int8_t)((rest - middle) >> 8);
                bytes[count + i] = middle;
                bytes[2 * count + i] = low;
                sum += number;
            }
            sums[part / summed] = (float)sum * rounding.scale;
        }
    }
    return (struct byte_planes){{bytes, bytes + count, bytes + 2 * count}, scales, sums};
}

/// sums + the products of words, two in each sum.
INLINE __m256i add_word_products(__m256i sums, __m256i a, __m256i b) {
#ifdef HAS_VNNI
    return _mm256_dpwssd_epi32(sums, a, b);
#else
    return _mm256_add_epi32(sums, _mm256_madd_epi16(a, b));
#endif
}

/// What sums of products with the bytes of each plane make together.
INLINE __m256 sum_of_planes(const __m256i planes[3]) {
    __m256 low = _mm256_fmadd_ps(_mm256_cvtepi32_ps(planes[1]), _mm256_set1_ps(256), _mm256_cvtepi32_ps(planes[2]));
    return _mm256_fmadd_ps(_mm256_cvtepi32_ps(planes[0]), _mm256_set1_ps(65536), low);
}
