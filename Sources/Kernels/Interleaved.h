/// Rows side by side: what a machine decodes with whose processor, not its memory, is too slow for rows of four or six bits. A lane then
/// belongs to one output: no sum crosses lanes, and one instruction scales eight rows.
///
/// Two groups of eight rows lie next to each other, because what it takes to spread x over the lanes is then paid once for both. A block
/// of each of these rows takes as many bytes as before, which are read from the first to the last; the next blocks of them follow.
/// * Of Q4_0 a group has eight scales in half precision, then 4 × 8 words of four bytes, word r of a vector being row r's. Byte b of
///   vector j holds input 4j + b in its lower and 16 + 4j + b in its upper half, as a block of Q4_0 does, so that words are moved and
///   none is changed. The second group follows.
/// * Of Q4_K and Q5_K both groups' scales of scales come first, then those of their leasts. Then for each half of a block its whole
///   scales and leasts, and for each 32 inputs each group's vectors as in Q4_0. Of Q5_K a fifth vector has the fifth bits: bit 2j of a
///   byte is that of a lower, bit 2j + 1 that of an upper half in vector j. A half's whole numbers are two vectors of scales and two of
///   leasts, of both groups and two parts each; as they have six bits, four vectors lie in three.
/// * Of Q6_K both groups' scales of scales come first. Then for each sixteen inputs both groups' whole scales, and of each group four
///   vectors in three: byte b of row r's word of vector j holds input 4j + b.
///
/// Where four vectors of six bits lie in three, the last one's bits are above those of the others, the lowest two in the first vector.
/// Unpacking them takes two thirds of what it takes to put the halves of a block together.

enum {
    side_by_side = 8,
    group_count = KERNELS_INTERLEAVED_ROWS / side_by_side,
    /// Bytes of four vectors of six bits.
    four_in_three = 3 * 32,
    /// Bytes of Q6_K before the first sixteen inputs, and of all that these have.
    q6_k_start = 2 * KERNELS_INTERLEAVED_ROWS,
    q6_k_part = KERNELS_INTERLEAVED_ROWS + group_count * four_in_three,
    /// Bytes of Q4_K and Q5_K before the first half, and parts of 32 inputs in it.
    k_start = 4 * KERNELS_INTERLEAVED_ROWS,
    k_parts = 4,
};

/// Bytes of a block of eight rows.
INLINE size_t bytes_of_group(enum kernels_type type) { return side_by_side * stored_bytes(type, numbers_in_block(type)); }

static void interleave_q4_0(const uint8_t *block, size_t row, uint8_t *groups) {
    uint8_t *group = groups + row / side_by_side * bytes_of_group(KERNELS_Q4_0);
    row %= side_by_side;
    memcpy(group + 2 * row, block, 2);
    for (size_t j = 0; j < 4; j++) { memcpy(group + 16 + 32 * j + 4 * row, block + 2 + 4 * j, 4); }
}

/// Bytes of a group's 32 inputs in Q4_K and Q5_K, and of all that half a block has.
INLINE size_t k_vectors(enum kernels_type type) { return (type == KERNELS_Q5_K ? 5 : 4) * 32; }
INLINE size_t k_half(enum kernels_type type) { return four_in_three + k_parts * group_count * k_vectors(type); }

static void interleave_k(enum kernels_type type, const uint8_t *block, size_t row, uint8_t *groups) {
    memcpy(groups + 2 * row, block, 2);
    memcpy(groups + k_start / 2 + 2 * row, block + 2, 2);
    struct k_bytes whole = k_bytes_of(block);
    for (size_t half = 0; half < 2; half++) {
        uint8_t *wholes = groups + k_start + half * k_half(type), *parts = wholes + four_in_three;
        for (size_t side = 0; side < 2; side++) {
            // Of part `side` and the second part behind it.
            const size_t one = 8 * (half * k_parts + side), other = one + 16;
            uint8_t *place = wholes + side * KERNELS_INTERLEAVED_ROWS + row, last = (uint8_t)(whole.leasts >> other);
            place[0] = (uint8_t)(whole.scales >> one) | (uint8_t)(last << 6);
            place[32] = (uint8_t)(whole.scales >> other) | (uint8_t)(last >> 2 << 6);
            place[64] = (uint8_t)(whole.leasts >> one) | (uint8_t)(last >> 4 << 6);
        }
        for (size_t part = 0; part < k_parts; part++) {
            uint8_t *vectors = parts + (part * group_count + row / side_by_side) * k_vectors(type) + 4 * (row % side_by_side);
            const size_t bit = half * k_parts + part;
            const uint8_t *packed = block + (type == KERNELS_Q5_K ? 48 : 16) + bit / 2 * 32;
            for (size_t j = 0; j < 4; j++) {
                uint32_t low, high;
                memcpy(&low, packed + 4 * j, sizeof low);
                memcpy(&high, packed + 16 + 4 * j, sizeof high);
                uint32_t word = (low >> bit % 2 * 4 & 0x0F0F0F0F) | (high >> bit % 2 * 4 & 0x0F0F0F0F) << 4;
                memcpy(vectors + 32 * j, &word, sizeof word);
            }
            if (type != KERNELS_Q5_K) { continue; }
            uint32_t fifth = 0;
            for (size_t step = 0; step < 8; step++) {
                uint32_t bits;
                memcpy(&bits, block + 16 + step % 2 * 16 + step / 2 * 4, sizeof bits);
                fifth |= (bits >> bit & 0x01010101) << step;
            }
            memcpy(vectors + 4 * 32, &fifth, sizeof fifth);
        }
    }
}

static void interleave_q6_k(const uint8_t *block, size_t row, uint8_t *groups) {
    memcpy(groups + 2 * row, block + 208, 2);
    for (size_t part = 0; part < 16; part++) {
        uint8_t *scales = groups + q6_k_start + part * q6_k_part;
        uint8_t *vectors = scales + KERNELS_INTERLEAVED_ROWS + row / side_by_side * four_in_three;
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
            const uint8_t *own = block + row * row_bytes;
            if (type == KERNELS_Q6_K) {
                interleave_q6_k(own, row, groups);
            } else if (type == KERNELS_Q4_0) {
                interleave_q4_0(own, row, groups);
            } else {
                interleave_k(type, own, row, groups);
            }
        }
        groups += group_count * bytes_of_group(type);
    }
}

/// The groups that an output is in.
INLINE const uint8_t *groups_of(const struct kernels_matrix *matrix, size_t output) {
    const size_t first = output / KERNELS_INTERLEAVED_ROWS * KERNELS_INTERLEAVED_ROWS;
    return (const uint8_t *)matrix->interleaved + first * stored_bytes(matrix->type, matrix->inputs);
}

/// Whether a whole panel of outputs can be read side by side.
INLINE bool is_interleaved(const struct kernels_matrix *matrix, size_t first, size_t last) {
    return is_read_interleaved(matrix->type) && last <= matrix->interleaved_outputs && first % side_by_side == 0
        && last - first == PANEL_OUTPUTS;
}

INLINE __m256 halves_at(const uint8_t *halves) { return _mm256_cvtph_ps(_mm_loadu_si128((const void *)halves)); }

/// Four vectors of six bits that lie in three.
INLINE void unpack_four(const uint8_t *three, __m256i four[4]) {
    const __m256i six = _mm256_set1_epi8(0x3F), rest = _mm256_set1_epi8((char)0xC0);
    __m256i a = bytes_at(three), b = bytes_at(three + 32), c = bytes_at(three + 64);
    four[3] = _mm256_or_si256(
        _mm256_or_si256(_mm256_srli_epi16(_mm256_and_si256(a, rest), 6), _mm256_srli_epi16(_mm256_and_si256(b, rest), 4)),
        _mm256_srli_epi16(_mm256_and_si256(c, rest), 2));
    four[0] = _mm256_and_si256(a, six);
    four[1] = _mm256_and_si256(b, six);
    four[2] = _mm256_and_si256(c, six);
}

/// Numbers without a sign, four inputs of each of a group's eight rows: of even steps 4j to 4j + 3, j being half of the step, of odd
/// ones those 16 further on.
INLINE __m256i numbers_of_step(enum kernels_type type, const uint8_t *vectors, const size_t step) {
    __m256i bytes = bytes_at(vectors + step / 2 * 32);
    __m256i numbers = _mm256_and_si256(step % 2 == 1 ? _mm256_srli_epi16(bytes, 4) : bytes, _mm256_set1_epi8(0xF));
    if (type != KERNELS_Q5_K) { return numbers; }
    __m256i fifth = bytes_at(vectors + 4 * 32);
    fifth = step < 4 ? _mm256_slli_epi16(fifth, (int)(4 - step)) : _mm256_srli_epi16(fifth, (int)(step - 4));
    return _mm256_or_si256(numbers, _mm256_and_si256(fifth, _mm256_set1_epi8(0x10)));
}

/// The first of the inputs of a step.
INLINE size_t input_of_step(size_t step) { return step % 2 * 16 + step / 2 * 4; }

/// Whole scales and leasts of half a block of Q4_K or Q5_K, a byte for each row.
struct k_wholes {
    uint8_t scales[k_parts][KERNELS_INTERLEAVED_ROWS], leasts[k_parts][KERNELS_INTERLEAVED_ROWS];
};

INLINE struct k_wholes wholes_of_half(const uint8_t *half) {
    struct k_wholes wholes;
    __m256i four[4];
    unpack_four(half, four);
    memcpy(wholes.scales, four, sizeof wholes.scales);
    memcpy(wholes.leasts, four + 2, sizeof wholes.leasts);
    return wholes;
}

/// A group's whole numbers.
INLINE __m256i integers_of_bytes(const uint8_t *bytes) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)bytes)); }

/// 32 inputs of eight rows.
struct group_part {
    /// `numbers_of_step` reads them.
    const uint8_t *vectors;
    /// What makes weights of numbers: scale · number + offset, of Q4_0 scale · (number - 8).
    __m256 scales, offsets;
};

/// Part `part` of 32 inputs of group `group`, from a block's groups on.
INLINE struct group_part part_of_group(enum kernels_type type, const uint8_t *groups, size_t group, size_t part) {
    if (type == KERNELS_Q4_0) {
        const uint8_t *own = groups + (part * group_count + group) * bytes_of_group(type);
        return (struct group_part){own + 2 * side_by_side, halves_at(own), _mm256_setzero_ps()};
    }
    const uint8_t *halves = groups + group * 2 * side_by_side, *half = groups + k_start + part / k_parts * k_half(type);
    struct k_wholes wholes = wholes_of_half(half);
    part %= k_parts;
    __m256 scales = _mm256_cvtepi32_ps(integers_of_bytes(wholes.scales[part] + group * side_by_side));
    __m256 leasts = _mm256_cvtepi32_ps(integers_of_bytes(wholes.leasts[part] + group * side_by_side));
    return (struct group_part){
        half + four_in_three + (part * group_count + group) * k_vectors(type), _mm256_mul_ps(scales, halves_at(halves)),
        _mm256_mul_ps(leasts, _mm256_sub_ps(_mm256_setzero_ps(), halves_at(halves + k_start / 2)))};
}

// MARK: - Expanding

/// Inputs `from ..< from + count` of an output's eight rows as columns `0 ..< 8` of a panel, the same numbers that `expand` makes.
INLINE void expand_interleaved(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t output, size_t from, size_t count, float *panel) {
#pragma clang fp contract(off)
    const size_t group = output % KERNELS_INTERLEAVED_ROWS / side_by_side;
    const uint8_t *groups = groups_of(matrix, output) + KERNELS_INTERLEAVED_ROWS * stored_bytes(type, from);
    for (size_t i = 0; i < count; i += block_size) {
        struct group_part part = part_of_group(type, groups, group, i / block_size);
        for (size_t step = 0; step < 8; step++) {
            __m256i numbers = numbers_of_step(type, part.vectors, step);
            for (size_t b = 0; b < 4; b++, numbers = _mm256_srli_epi32(numbers, 8)) {
                __m256i number = _mm256_and_si256(numbers, _mm256_set1_epi32(0xFF));
                if (type == KERNELS_Q4_0) { number = _mm256_sub_epi32(number, _mm256_set1_epi32(8)); }
                __m256 value = _mm256_mul_ps(part.scales, _mm256_cvtepi32_ps(number));
                if (type != KERNELS_Q4_0) { value = _mm256_add_ps(value, part.offsets); }
                _mm256_storeu_ps(panel + (i + input_of_step(step) + b) * PANEL_OUTPUTS, value);
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

/// A whole number of 16 bits twice in each lane, for two sums of as many bits.
INLINE __m256i twice(__m256i integers) {
    return _mm256_shuffle_epi8(
        integers,
        _mm256_set_epi64x(0x0D0C0D0C09080908, 0x0504050401000100, 0x0D0C0D0C09080908, 0x0504050401000100));
}

#ifdef HAS_VNNI
INLINE __m256i add_small_products(__m256i sums, __m256i numbers, __m256i bytes) {
    return _mm256_dpbusd_epi32(sums, numbers, bytes);
}

INLINE __m256 sum_of_small_products(const __m256i planes[3]) { return sum_of_planes(planes); }

/// How many steps' products can be added.
INLINE size_t steps_in_small_sum(enum kernels_type type) {
    (void)type;
    return 8;
}

/// sums + scales · small sums.
INLINE __m256i add_scaled(__m256i sums, __m256i small_sums, __m256i scales) {
    return _mm256_add_epi32(sums, _mm256_mullo_epi32(small_sums, scales));
}
#else
/// Sixteen bits hold eight times two products of at most 15 · 128, or four times two of at most 31 · 128.
INLINE size_t steps_in_small_sum(enum kernels_type type) { return type == KERNELS_Q5_K ? 4 : 8; }

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

INLINE __m256i add_scaled(__m256i sums, __m256i small_sums, __m256i scales) {
    return add_word_products(sums, small_sums, twice(scales));
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
        __m256i numbers[group_count];
        for (size_t g = 0; g < group_count; g++) {
            numbers[g] = numbers_of_step(KERNELS_Q4_0, groups + g * group_bytes + 2 * side_by_side, step);
        }
        for (size_t p = 0; p < 3; p++) {
            __m256i four = four_bytes(x, p, block * block_size + input_of_step(step));
            for (size_t g = 0; g < group_count; g++) {
                planes[g][p] = add_small_products(planes[g][p], numbers[g], four);
            }
        }
    }
    for (size_t g = 0; g < group_count; g++) {
        __m256 sum = sum_of_small_products(planes[g]);
        // The middle of the weights' codes is taken off once for 32 of them.
        sum = _mm256_fmadd_ps(sum, _mm256_set1_ps(x->scales[block]), _mm256_set1_ps(-8 * x->sums[block]));
        sums[g] = _mm256_fmadd_ps(halves_at(groups + g * group_bytes), sum, sums[g]);
    }
}

/// The same for Q4_K and Q5_K: a block's parts have whole scales, so that all of it is summed before a float is made.
INLINE void add_products_k(
    enum kernels_type type, const uint8_t *groups, const struct byte_planes *x, size_t block, __m256 sums[group_count]) {
    __m256i planes[group_count][3];
    __m256 offsets[group_count];
    struct k_wholes wholes;
    for (size_t g = 0; g < group_count; g++) {
        for (size_t p = 0; p < 3; p++) { planes[g][p] = _mm256_setzero_si256(); }
        offsets[g] = _mm256_setzero_ps();
    }
    for (size_t part = 0; part < 2 * k_parts; part++) {
        const uint8_t *half = groups + k_start + part / k_parts * k_half(type);
        const uint8_t *vectors = half + four_in_three + part % k_parts * group_count * k_vectors(type);
        if (part % k_parts == 0) {
            for (size_t b = 0; b < four_in_three; b += cache_line) { fetch_ahead(half + b); }
            wholes = wholes_of_half(half);
        }
        for (size_t b = 0; b < group_count * k_vectors(type); b += cache_line) { fetch_ahead(vectors + b); }
        __m256i scales[group_count], products[group_count][3];
        for (size_t g = 0; g < group_count; g++) {
            scales[g] = integers_of_bytes(wholes.scales[part % k_parts] + g * side_by_side);
            __m256 leasts = _mm256_cvtepi32_ps(integers_of_bytes(wholes.leasts[part % k_parts] + g * side_by_side));
            offsets[g] = _mm256_fmadd_ps(leasts, _mm256_set1_ps(x->sums[block * 2 * k_parts + part]), offsets[g]);
        }
#pragma clang loop unroll(full)
        for (size_t step = 0; step < 8; step++) {
            const size_t input = block * large_block_size + part * block_size + input_of_step(step);
            __m256i numbers[group_count];
            for (size_t g = 0; g < group_count; g++) {
                numbers[g] = numbers_of_step(type, vectors + g * k_vectors(type), step);
            }
            for (size_t p = 0; p < 3; p++) {
                __m256i four = four_bytes(x, p, input);
                for (size_t g = 0; g < group_count; g++) {
                    if (step % steps_in_small_sum(type) == 0) { products[g][p] = _mm256_setzero_si256(); }
                    products[g][p] = add_small_products(products[g][p], numbers[g], four);
                    if ((step + 1) % steps_in_small_sum(type) > 0) { continue; }
                    planes[g][p] = add_scaled(planes[g][p], products[g][p], scales[g]);
                }
            }
        }
    }
    for (size_t g = 0; g < group_count; g++) {
        const uint8_t *halves = groups + g * 2 * side_by_side;
        __m256 sum = _mm256_mul_ps(sum_of_planes(planes[g]), _mm256_set1_ps(x->scales[block]));
        sums[g] = _mm256_fmadd_ps(halves_at(halves), sum, sums[g]);
        sums[g] = _mm256_fnmadd_ps(halves_at(halves + k_start / 2), offsets[g], sums[g]);
    }
}

/// The same for Q6_K.
INLINE void add_products_q6_k(
    const uint8_t *groups, const struct byte_planes *x, size_t block, __m256 sums[group_count]) {
    const size_t parts = 16;
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
            const uint8_t *vectors = own + KERNELS_INTERLEAVED_ROWS + g * four_in_three;
            scales[g] = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const void *)(own + g * side_by_side)));
            offsets[g] = _mm256_fmadd_ps(
                _mm256_cvtepi32_ps(scales[g]), _mm256_set1_ps(x->sums[block * parts + part]), offsets[g]);
            scales[g] = twice(scales[g]);
            unpack_four(vectors, numbers[g]);
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
        sums[g] = _mm256_fmadd_ps(halves_at(groups + 2 * side_by_side * g), sum, sums[g]);
    }
}

/// As many inputs at a time as find room in `scratch`; `first` and `last` are whole groups next to each other.
INLINE void multiply_interleaved(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    const size_t block = numbers_in_block(type), summed = type == KERNELS_Q6_K ? 16 : block_size;
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
                    } else if (type == KERNELS_Q4_0) {
                        add_products_q4_0(groups, &planes, i, sums);
                    } else {
                        add_products_k(type, groups, &planes, i, sums);
                    }
                }
                for (size_t g = 0; g < group_count; g++) { _mm256_storeu_ps(output + o + g * side_by_side, sums[g]); }
            }
        }
    }
}
