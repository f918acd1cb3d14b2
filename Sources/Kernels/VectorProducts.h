/// Expanding stored weights and multiplying with them: the part of `Vectors.h` that knows the types of weights.

// MARK: - Expanding

INLINE void expand_plain(enum kernels_type type, const uint8_t *row, size_t first, size_t count, float *values) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { v_store(values + i, load_values(type, row, first + i)); }
    for (; i < count; i++) { values[i] = value_at(type, row, first + i); }
}

static void expand(enum kernels_type type, const void *row, size_t first, size_t count, float *values) {
    const uint8_t *bytes = row;
    switch (type) {
        case KERNELS_F32:
            return expand_plain(KERNELS_F32, bytes, first, count, values);
        case KERNELS_F16:
            return expand_plain(KERNELS_F16, bytes, first, count, values);
        case KERNELS_BF16:
            return expand_plain(KERNELS_BF16, bytes, first, count, values);
#define GROUPS(TYPE)   \
    case TYPE:         \
        return expand_groups(TYPE, bytes + stored_bytes(TYPE, first), count, values);
            GROUPS(KERNELS_Q8_0)
            SMALL_NUMBER_TYPES(GROUPS)
            SMALL_NUMBER_K_TYPES(GROUPS)
#undef GROUPS
        default:
            return expand_blocks(type, bytes, first, count, values);
    }
}

// MARK: - Matrix times a few vectors, weights [output, input]: each row is read once and multiplied with all of them

INLINE void dot_plain(
    enum kernels_type type, const uint8_t *row, const float *x, size_t x_stride, const size_t batch, size_t count,
    float *sums) {
    const size_t chains = batch == 1 ? 4 : batch == 2 ? 2 : 1;
    V sum[4];
    for (size_t s = 0; s < 4; s++) { sum[s] = v_zero(); }
    size_t i = 0;
    for (; i + chains * LANES <= count; i += chains * LANES) {
        fetch_page(row + stored_bytes(type, i), stored_bytes(type, chains * LANES));
        for (size_t c = 0; c < chains; c++) {
            V weights = load_values(type, row, i + c * LANES);
            for (size_t b = 0; b < batch; b++) {
                sum[b * chains + c] = v_fma(weights, v_load(x + b * x_stride + i + c * LANES), sum[b * chains + c]);
            }
        }
    }
    for (; i + LANES <= count; i += LANES) {
        V weights = load_values(type, row, i);
        for (size_t b = 0; b < batch; b++) {
            sum[b * chains] = v_fma(weights, v_load(x + b * x_stride + i), sum[b * chains]);
        }
    }
    for (size_t b = 0; b < batch; b++) {
        for (size_t c = 1; c < chains; c++) { sum[b * chains] = v_add(sum[b * chains], sum[b * chains + c]); }
        sums[b] = v_sum(sum[b * chains]);
    }
    for (; i < count; i++) {
        float weight = value_at(type, row, i);
        for (size_t b = 0; b < batch; b++) { sums[b] += weight * x[b * x_stride + i]; }
    }
}

/// Eight bits are quickly made floats, and there are enough of them that reading them takes longest.
INLINE void dot_q8_0(
    const uint8_t *block, const float *x, size_t x_stride, const size_t batch, size_t count, float *sums) {
    Floats sum[4] = {{0}};
    for (size_t i = 0; i < count; i += block_size, block += stored_bytes(KERNELS_Q8_0, block_size)) {
        fetch_ahead(block);
        const float scale = half_at(block);
        Floats weights[4], part[4] = {{0}};
        for (size_t j = 0; j < 4; j++) { weights[j] = f_of_signed_bytes(block + 2 + j * 8); }
        for (size_t b = 0; b < batch; b++) {
            for (size_t j = 0; j < 4; j++) { part[b] += weights[j] * f_load(x + b * x_stride + i + j * 8); }
            sum[b] += part[b] * scale;
        }
    }
    for (size_t b = 0; b < batch; b++) { sums[b] = f_sum(sum[b]); }
}

/// For block types without a product of their own: a part of the row is expanded, then multiplied.
INLINE void dot_expanded(
    enum kernels_type type, const uint8_t *row, const float *x, size_t x_stride, const size_t batch, size_t count,
    float *sums) {
    float values[large_block_size], part[4];
    for (size_t b = 0; b < batch; b++) { sums[b] = 0; }
    for (size_t i = 0; i < count; i += large_block_size) {
        size_t length = count - i < large_block_size ? count - i : large_block_size;
        expand_blocks(type, row, i, length, values);
        dot_plain(KERNELS_F32, (const uint8_t *)values, x + i, x_stride, batch, length, part);
        for (size_t b = 0; b < batch; b++) { sums[b] += part[b]; }
    }
}

INLINE void dot(
    enum kernels_type type, const uint8_t *row, const float *x, size_t x_stride, const size_t batch, size_t count,
    float *sums) {
    switch (type) {
        case KERNELS_Q8_0:
            return dot_q8_0(row, x, x_stride, batch, count, sums);
        case KERNELS_F32:
        case KERNELS_F16:
        case KERNELS_BF16:
            return dot_plain(type, row, x, x_stride, batch, count, sums);
        default:
            return dot_expanded(type, row, x, x_stride, batch, count, sums);
    }
}

/// The row stays in the first-level cache while the batch is done in groups of four.
INLINE void multiply_rows(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride) {
    size_t count = matrix->inputs;
    size_t row_bytes = stored_bytes(type, count);
    const uint8_t *row = (const uint8_t *)matrix->weights + first * row_bytes;
    for (size_t o = first; o < last; o++, row += row_bytes) {
        float sums[few];
        size_t b = 0;
        for (; b + 4 <= batch; b += 4) { dot(type, row, x + b * x_stride, x_stride, 4, count, sums + b); }
        if (b + 2 <= batch) {
            dot(type, row, x + b * x_stride, x_stride, 2, count, sums + b);
            b += 2;
        }
        if (b < batch) { dot(type, row, x + b * x_stride, x_stride, 1, count, sums + b); }
        for (b = 0; b < batch; b++) { y[b * y_stride + o] = bias ? sums[b] + bias[o] : sums[b]; }
    }
}

/// Outputs before anything is added to them.
static void start_sums(const float *bias, size_t first, size_t last, float *y) {
    if (bias) {
        memcpy(y + first, bias + first, (last - first) * sizeof *y);
    } else {
        memset(y + first, 0, (last - first) * sizeof *y);
    }
}

// MARK: - Matrix times a few vectors, weights [input, output]: four rows at a time are added to a stripe of outputs

INLINE void add_rows(
    enum kernels_type type, const uint8_t *row, size_t row_bytes, const size_t rows, size_t first, size_t last,
    const float *x, size_t x_stride, size_t batch, float *y, size_t y_stride) {
    for (size_t b = 0; b < batch; b++) {
        float *output = y + b * y_stride;
        V factor[4];
        for (size_t r = 0; r < rows; r++) { factor[r] = v_set1(x[b * x_stride + r]); }
        size_t o = first;
        for (; o + LANES <= last; o += LANES) {
            V sum = v_load(output + o);
            for (size_t r = 0; r < rows; r++) { sum = v_fma(factor[r], load_values(type, row + r * row_bytes, o), sum); }
            v_store(output + o, sum);
        }
        for (; o < last; o++) {
            for (size_t r = 0; r < rows; r++) { output[o] += x[b * x_stride + r] * value_at(type, row + r * row_bytes, o); }
        }
    }
}

INLINE void multiply_columns(
    enum kernels_type type, const struct kernels_matrix *matrix, size_t first, size_t last, const float *x,
    size_t x_stride, size_t batch, const float *bias, float *y, size_t y_stride) {
    const uint8_t *weights = matrix->weights;
    size_t row_bytes = stored_bytes(type, matrix->outputs);
    for (size_t from = first; from < last; from += stripe) {
        size_t to = last - from < stripe ? last : from + stripe;
        for (size_t b = 0; b < batch; b++) { start_sums(bias, from, to, y + b * y_stride); }
        size_t i = 0;
        for (; i + 4 <= matrix->inputs; i += 4) {
            add_rows(type, weights + i * row_bytes, row_bytes, 4, from, to, x + i, x_stride, batch, y, y_stride);
        }
        for (; i < matrix->inputs; i++) {
            add_rows(type, weights + i * row_bytes, row_bytes, 1, from, to, x + i, x_stride, batch, y, y_stride);
        }
    }
}

// MARK: - Matrix times many vectors: weights are expanded into panels [input, 2 vectors of outputs]

#ifdef HAS_TRANSPOSE
/// Inputs of `LANES` rows as columns of a panel, as many whole vectors of them as there are; returns how many inputs those were.
INLINE size_t transpose_rows(
    enum kernels_type type, const uint8_t *rows, size_t row_bytes, size_t from, size_t count, float *panel) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        V square[LANES];
        for (size_t r = 0; r < LANES; r++) { square[r] = load_values(type, rows + r * row_bytes, from + i); }
        v_transpose(square);
        for (size_t r = 0; r < LANES; r++) { v_store(panel + (i + r) * PANEL_OUTPUTS, square[r]); }
    }
    return i;
}
#endif

/// Inputs `from ..< from + count` of some stored rows, `LANES` at most, as columns of a panel.
static void expand_columns(
    enum kernels_type type, const uint8_t *rows, size_t row_bytes, size_t row_count, size_t from, size_t count,
    float *panel, float *row_values) {
    size_t i = 0;
#ifdef HAS_TRANSPOSE
    if (row_count == LANES && count % LANES == 0) {
        switch (type) {
            case KERNELS_F32:
                transpose_rows(KERNELS_F32, rows, row_bytes, from, count, panel);
                return;
            case KERNELS_F16:
                transpose_rows(KERNELS_F16, rows, row_bytes, from, count, panel);
                return;
            case KERNELS_BF16:
                transpose_rows(KERNELS_BF16, rows, row_bytes, from, count, panel);
                return;
            default:
                break;
        }
    }
#endif
    for (size_t r = 0; r < row_count; r++) { expand(type, rows + r * row_bytes, from, count, row_values + r * panel_inputs); }
#ifdef HAS_TRANSPOSE
    if (row_count == LANES) {
        i = transpose_rows(KERNELS_F32, (const uint8_t *)row_values, panel_inputs * sizeof(float), 0, count, panel);
    }
#endif
    for (; i < count; i++) {
        for (size_t r = 0; r < row_count; r++) { panel[i * PANEL_OUTPUTS + r] = row_values[r * panel_inputs + i]; }
    }
}

/// Writes inputs `from ..< from + count` of outputs `first ..< last` as a panel; outputs that are missing become zeros.
static void expand_panel(
    const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count, float *panel,
    float *row_values) {
    const uint8_t *weights = matrix->weights;
    size_t width = last - first;
#if defined(__x86_64__)
    if (is_interleaved(matrix, first, last)) {
        for (size_t o = 0; o < width; o += side_by_side) {
#define EXPAND(TYPE) \
    if (matrix->type == TYPE) { expand_interleaved(TYPE, matrix, first + o, from, count, panel + o); }
            EXPAND(KERNELS_Q4_0)
            EXPAND(KERNELS_Q4_K)
            EXPAND(KERNELS_Q5_K)
#undef EXPAND
        }
        return;
    }
#endif
    if (width < PANEL_OUTPUTS) { memset(panel, 0, count * PANEL_OUTPUTS * sizeof *panel); }
    size_t row_bytes = stored_bytes(matrix->type, matrix->is_transposed ? matrix->outputs : matrix->inputs);
    if (matrix->is_transposed) {
        for (size_t i = 0; i < count; i++) {
            expand(matrix->type, weights + (from + i) * row_bytes, first, width, panel + i * PANEL_OUTPUTS);
        }
        return;
    }
    for (size_t o = 0; o < width; o += LANES) {
        size_t rows = width - o < LANES ? width - o : LANES;
        expand_columns(
            matrix->type, weights + (first + o) * row_bytes, row_bytes, rows, from, count, panel + o, row_values);
    }
}

/// A panel: inputs `from ..< from + count` of outputs `first ..< last`.
struct place {
    size_t first, last, from, count;
};

/// The panel behind one of a product of outputs `first ..< last`: the next outputs with the same inputs, the same outputs with the next
/// inputs, or the first one of the product that the thread will probably be given next.
INLINE struct place place_behind(const struct kernels_matrix *matrix, size_t first, size_t last, struct place place) {
    struct place next = {place.last, last, place.from, place.count};
    if (place.last == last && place.from + place.count < matrix->inputs) {
        next.first = first;
        next.from = place.from + place.count;
    } else if (place.last == last) {
        next = (struct place){last, matrix->outputs, 0, panel_inputs};
    }
    if (next.count > matrix->inputs - next.from) { next.count = matrix->inputs - next.from; }
    if (next.last > next.first + PANEL_OUTPUTS) { next.last = next.first + PANEL_OUTPUTS; }
    return next;
}

/// Asks for a share of a panel's weights, so that they are there when it is written.
INLINE void fetch_early(const struct kernels_matrix *matrix, struct place place, size_t share, size_t shares) {
    if (matrix->is_transposed) { return; }
    size_t row_bytes = stored_bytes(matrix->type, matrix->inputs), bytes = stored_bytes(matrix->type, place.count);
    size_t before = stored_bytes(matrix->type, place.from);
    for (size_t o = place.first + share; o < place.last; o += shares) {
        const uint8_t *start = (const uint8_t *)matrix->weights + o * row_bytes + before;
        if (is_read_interleaved(matrix->type) && o < matrix->interleaved_outputs) {
            // The same inputs of all rows of a group lie together; this is one row's worth of them.
            size_t row = o % KERNELS_INTERLEAVED_ROWS;
            start = (const uint8_t *)matrix->interleaved + (o - row) * row_bytes + before * KERNELS_INTERLEAVED_ROWS + row * bytes;
        }
        for (size_t b = 0; b < bytes; b += cache_line) { __builtin_prefetch(start + b); }
    }
}

/// Some inputs of the rows of x as a tile reads them one after the other, `[input, row]`; rows that are missing become zeros.
static void pack_floats(const float *x, size_t x_stride, size_t rows, size_t count, float *packed) {
    size_t i = 0;
#ifdef HAS_TRANSPOSE
    for (; i + LANES <= count; i += LANES) {
        V square[LANES];
        for (size_t r = 0; r < LANES; r++) { square[r] = r < rows ? v_load(x + r * x_stride + i) : v_zero(); }
        v_transpose(square);
        for (size_t j = 0; j < LANES; j++) { memcpy(packed + (i + j) * TILE_ROWS, square + j, TILE_ROWS * sizeof(float)); }
    }
#endif
    if (rows < TILE_ROWS) { memset(packed + i * TILE_ROWS, 0, (count - i) * TILE_ROWS * sizeof *packed); }
    for (size_t r = 0; r < rows; r++) {
        for (size_t input = i; input < count; input++) { packed[input * TILE_ROWS + r] = x[r * x_stride + input]; }
    }
}

INLINE size_t whole_groups(size_t rows) { return (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS; }

/// What a tile adds to: rows some floats apart.
struct addend {
    const float *rows;
    size_t stride;
};

/// How many pairs so many numbers are.
INLINE size_t pair_count(size_t count) { return (count + 1) / 2; }

#ifdef HAS_BRAIN_FLOATS
#include "BrainFloatPanels.h"
#define BRAIN_FLOAT_TYPES(DO) DO(KERNELS_BF16)
#else
#define BRAIN_FLOAT_TYPES(DO)
#endif

/// sum + a · b.
INLINE V add_product(enum kernels_packing packing, V a, V b, V sum) {
#ifdef HAS_BRAIN_FLOATS
    if (packing == KERNELS_BRAIN_FLOATS) { return v_add_pairs(a, b, sum); }
#endif
    (void)packing;
    return v_fma(a, b, sum);
}

/// sum[r] += x[r] · panel, for the first `rows` of a tile; of pairs there are `count` too.
INLINE void add_products(
    enum kernels_packing packing, const float *panel, size_t count, const float *x, size_t rows, V sum[TILE_ROWS][2]) {
    for (size_t i = 0; i < count; i++, x += TILE_ROWS, panel += PANEL_OUTPUTS) {
        V left = v_load(panel), right = v_load(panel + LANES);
        for (size_t r = 0; r < rows; r++) {
            V factor = v_set1(x[r]);
            sum[r][0] = add_product(packing, factor, left, sum[r][0]);
            sum[r][1] = add_product(packing, factor, right, sum[r][1]);
        }
    }
}

#ifdef HAS_WORDS
#include "IntegerPanels.h"
#else
#define WORD_TYPES(DO)
#define BYTE_TYPES(DO)
#endif

/// y[r] = sum[r] + addend[r], for `rows` rows and `width` outputs of a tile.
INLINE void store_tile(V sum[TILE_ROWS][2], struct addend addend, float *y, size_t y_stride, size_t rows, size_t width) {
    if (rows == TILE_ROWS && width == PANEL_OUTPUTS) {
        for (size_t r = 0; r < TILE_ROWS; r++) {
            const float *before = addend.rows + r * addend.stride;
            v_store(y + r * y_stride, v_add(v_load(before), sum[r][0]));
            v_store(y + r * y_stride + LANES, v_add(v_load(before + LANES), sum[r][1]));
        }
        return;
    }
    float edge[TILE_ROWS][PANEL_OUTPUTS];
    for (size_t r = 0; r < TILE_ROWS; r++) {
        v_store(edge[r], sum[r][0]);
        v_store(edge[r] + LANES, sum[r][1]);
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t o = 0; o < width; o++) { y[r * y_stride + o] = addend.rows[r * addend.stride + o] + edge[r][o]; }
    }
}

static enum kernels_packing quickest_packing(enum kernels_type type, enum kernels_packing coarsest) {
#define IN(TYPE, PACKING) \
    if (type == TYPE && coarsest >= PACKING) { return PACKING; }
#define IN_BYTES(TYPE) IN(TYPE, KERNELS_BYTES)
#define IN_BRAIN_FLOATS(TYPE) IN(TYPE, KERNELS_BRAIN_FLOATS)
#define IN_WORDS(TYPE) IN(TYPE, KERNELS_WORDS)
    BYTE_TYPES(IN_BYTES)
    BRAIN_FLOAT_TYPES(IN_BRAIN_FLOATS)
    WORD_TYPES(IN_WORDS)
#undef IN_BYTES
#undef IN_BRAIN_FLOATS
#undef IN_WORDS
#undef IN
    return KERNELS_FLOATS;
}

/// The part of a product that inputs `from ..< from + count` make, with these inputs of all rows packed: each panel stays in the
/// first-level cache, the rows in the second. `type` is that of the weights if they are not multiplied as floats.
INLINE void multiply_panels_of(
    enum kernels_type type, enum kernels_packing packing, const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count,
    const float *packed, size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    static const float zeros[PANEL_OUTPUTS];
    float *panel = scratch, *row_values = scratch + panel_inputs * PANEL_OUTPUTS;
    const size_t groups = whole_groups(batch) / TILE_ROWS;
    const bool has_integers = packing == KERNELS_WORDS || packing == KERNELS_BYTES;
    const size_t steps = packing == KERNELS_BRAIN_FLOATS ? pair_count(count) : count;
    for (size_t o = first; o < last; o += PANEL_OUTPUTS) {
        size_t width = last - o < PANEL_OUTPUTS ? last - o : PANEL_OUTPUTS;
        const struct place behind = place_behind(matrix, first, last, (struct place){o, o + width, from, count});
#ifdef HAS_WORDS
        if (has_integers) { expand_integers(type, packing, matrix, o, o + width, from, count, panel); }
#endif
#ifdef HAS_BRAIN_FLOATS
        if (packing == KERNELS_BRAIN_FLOATS) { expand_pairs(matrix, o, o + width, from, count, panel); }
#endif
        if (packing == KERNELS_FLOATS) { expand_panel(matrix, o, o + width, from, count, panel, row_values); }
        for (size_t group = 0; group < groups; group++) {
            fetch_early(matrix, behind, group, groups);
            size_t row = group * TILE_ROWS, rows = batch - row < TILE_ROWS ? batch - row : TILE_ROWS;
            V sum[TILE_ROWS][2];
            for (size_t r = 0; r < TILE_ROWS; r++) { sum[r][0] = sum[r][1] = v_zero(); }
#ifdef HAS_WORDS
            if (has_integers) { add_integers(type, packing, panel, count, packed + row * count, sum); }
#endif
            // The last rows are computed as four or eight if that is enough; fewer take as long, for each sum waits for the product before.
            if (!has_integers && rows > 8) {
                add_products(packing, panel, steps, packed + row * count, TILE_ROWS, sum);
            } else if (!has_integers && rows > 4) {
                add_products(packing, panel, steps, packed + row * count, TILE_ROWS < 8 ? TILE_ROWS : 8, sum);
            } else if (!has_integers) {
                add_products(packing, panel, steps, packed + row * count, 4, sum);
            }
            float *output = y + row * y_stride + o;
            struct addend addend = {output, y_stride};
            if (from == 0) { addend = (struct addend){bias ? bias + o : zeros, 0}; }
            store_tile(sum, addend, output, y_stride, rows, width);
        }
    }
}

static void multiply_panels(
    const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count,
    enum kernels_packing packing, const float *packed, size_t batch, const float *bias, float *y, size_t y_stride,
    float *scratch) {
#define PANELS_OF(TYPE, PACKING)                                                                                    \
    if (matrix->type == TYPE && packing == PACKING) {                                                              \
        return multiply_panels_of(                                                                                 \
            TYPE, PACKING, matrix, first, last, from, count, packed, batch, bias, y, y_stride, scratch);            \
    }
#define PANELS_OF_WORDS(TYPE) PANELS_OF(TYPE, KERNELS_WORDS)
#define PANELS_OF_BYTES(TYPE) PANELS_OF(TYPE, KERNELS_BYTES)
#define PANELS_OF_BRAIN_FLOATS(TYPE) PANELS_OF(TYPE, KERNELS_BRAIN_FLOATS)
    WORD_TYPES(PANELS_OF_WORDS)
    BYTE_TYPES(PANELS_OF_BYTES)
    BRAIN_FLOAT_TYPES(PANELS_OF_BRAIN_FLOATS)
#undef PANELS_OF_WORDS
#undef PANELS_OF_BYTES
#undef PANELS_OF_BRAIN_FLOATS
#undef PANELS_OF
    multiply_panels_of(
        KERNELS_F32, KERNELS_FLOATS, matrix, first, last, from, count, packed, batch, bias, y, y_stride, scratch);
}

static void pack(
    enum kernels_packing packing, const float *x, size_t x_stride, size_t batch, size_t inputs, size_t first, size_t last,
    float *packed) {
    for (size_t from = 0; from < inputs; from += panel_inputs) {
        size_t count = inputs - from < panel_inputs ? inputs - from : panel_inputs;
        for (size_t row = first; row < last; row += TILE_ROWS) {
            size_t rows = batch - row < TILE_ROWS ? batch - row : TILE_ROWS;
            const float *some = x + row * x_stride + from;
            float *group = packed + from * whole_groups(batch) + row * count;
#ifdef HAS_WORDS
            if (packing == KERNELS_WORDS) {
                pack_integers(KERNELS_WORDS, some, x_stride, rows, count, group);
                continue;
            }
            if (packing == KERNELS_BYTES) {
                pack_integers(KERNELS_BYTES, some, x_stride, rows, count, group);
                continue;
            }
#endif
#ifdef HAS_BRAIN_FLOATS
            if (packing == KERNELS_BRAIN_FLOATS) {
                pack_pairs(some, x_stride, rows, count, group);
                continue;
            }
#endif
            pack_floats(some, x_stride, rows, count, group);
        }
    }
}

static void multiply_packed(
    const struct kernels_matrix *matrix, size_t first, size_t last, enum kernels_packing packing, const float *packed,
    size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    for (size_t from = 0; from < matrix->inputs; from += panel_inputs) {
        size_t count = matrix->inputs - from < panel_inputs ? matrix->inputs - from : panel_inputs;
        const float *some = packed + from * whole_groups(batch);
        multiply_panels(matrix, first, last, from, count, packing, some, batch, bias, y, y_stride, scratch);
    }
}

/// Packs as many rows and inputs at a time as stay in the second-level cache.
static void multiply_many(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
    float *packed = scratch + panel_inputs * (PANEL_OUTPUTS + LANES);
    for (size_t row = 0; row < batch; row += packed_rows) {
        size_t rows = batch - row < packed_rows ? batch - row : packed_rows;
        for (size_t from = 0; from < matrix->inputs; from += panel_inputs) {
            size_t count = matrix->inputs - from < panel_inputs ? matrix->inputs - from : panel_inputs;
            pack(KERNELS_FLOATS, x + row * x_stride + from, x_stride, rows, count, 0, rows, packed);
            multiply_panels_of(
                KERNELS_F32, KERNELS_FLOATS, matrix, first, last, from, count, packed, rows, bias, y + row * y_stride,
                y_stride, scratch);
        }
    }
}

static void multiply(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
#if defined(__x86_64__)
    const size_t rows = KERNELS_INTERLEAVED_ROWS;
    if (batch <= few && first < matrix->interleaved_outputs && first % rows == 0) {
        size_t end = last < matrix->interleaved_outputs ? last / rows * rows : matrix->interleaved_outputs;
#define SIDE_BY_SIDE(TYPE) \
    if (matrix->type == TYPE) { multiply_interleaved(TYPE, matrix, first, end, x, x_stride, batch, bias, y, y_stride, scratch); }
        SIDE_BY_SIDE(KERNELS_Q4_0)
        SMALL_NUMBER_K_TYPES(SIDE_BY_SIDE)
#undef SIDE_BY_SIDE
        first = end;
        if (first == last) { return; }
    }
#endif
    if (batch > few) { return multiply_many(matrix, first, last, x, x_stride, batch, bias, y, y_stride, scratch); }
#define FEW(TYPE)                                                                                     \
    if (matrix->is_transposed) {                                                                      \
        multiply_columns(TYPE, matrix, first, last, x, x_stride, batch, bias, y, y_stride);           \
    } else {                                                                                          \
        multiply_rows(TYPE, matrix, first, last, x, x_stride, batch, bias, y, y_stride);              \
    }                                                                                                 \
    return;
    switch (matrix->type) {
        case KERNELS_F32:
            FEW(KERNELS_F32)
        case KERNELS_F16:
            FEW(KERNELS_F16)
        case KERNELS_BF16:
            FEW(KERNELS_BF16)
        case KERNELS_Q8_0:
            return multiply_rows(KERNELS_Q8_0, matrix, first, last, x, x_stride, batch, bias, y, y_stride);
#define ROUNDED(TYPE) \
    case TYPE:        \
        return multiply_rounded(TYPE, matrix, first, last, x, x_stride, batch, bias, y, y_stride, scratch);
            SMALL_NUMBER_TYPES(ROUNDED)
#undef ROUNDED
#define K_BLOCKS(TYPE) \
    case TYPE:         \
        return MULTIPLY_K(TYPE, matrix, first, last, x, x_stride, batch, bias, y, y_stride, scratch);
            SMALL_NUMBER_K_TYPES(K_BLOCKS)
#undef K_BLOCKS
        default:
            return multiply_rows(matrix->type, matrix, first, last, x, x_stride, batch, bias, y, y_stride);
    }
#undef FEW
}
