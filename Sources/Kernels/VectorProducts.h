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
        for (size_t c = 0; c < chains; c++) {
            V weights = load_values(type, row, i + c * LANES);
            for (size_t b = 0; b < batch; b++) {
                sum[b * chains + c] = v_fma(weights, v_load(x + b * x_stride + i + c * LANES), sum[b * chains + c]);
            }
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

/// Writes inputs `from ..< from + count` of outputs `first ..< last` as a panel; outputs that are missing become zeros.
static void pack(
    const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count, float *panel,
    float *row_values) {
    const uint8_t *weights = matrix->weights;
    size_t width = last - first;
#if defined(__x86_64__)
    if (last <= matrix->interleaved_outputs && width == PANEL_OUTPUTS) {
        for (size_t o = 0; o < width; o += side_by_side) {
            const uint8_t *rows =
                (const uint8_t *)matrix->interleaved + (first + o) / side_by_side * INTERLEAVED_ROW_BYTES(matrix->inputs);
            expand_interleaved(rows, from, count, panel + o);
        }
        return;
    }
#endif
    if (width < PANEL_OUTPUTS) { memset(panel, 0, count * PANEL_OUTPUTS * sizeof *panel); }
    if (matrix->is_transposed) {
        size_t row_bytes = stored_bytes(matrix->type, matrix->outputs);
        for (size_t i = 0; i < count; i++) {
            expand(matrix->type, weights + (from + i) * row_bytes, first, width, panel + i * PANEL_OUTPUTS);
        }
        return;
    }
    // Some rows at a time, which are then turned into columns of the panel.
    size_t row_bytes = stored_bytes(matrix->type, matrix->inputs);
    for (size_t o = 0; o < width; o += LANES) {
        size_t rows = width - o < LANES ? width - o : LANES;
        for (size_t r = 0; r < rows; r++) {
            expand(matrix->type, weights + (first + o + r) * row_bytes, from, count, row_values + r * panel_inputs);
        }
        size_t i = 0;
#ifdef HAS_TRANSPOSE
        for (; rows == LANES && i + LANES <= count; i += LANES) {
            V square[LANES];
            for (size_t r = 0; r < LANES; r++) { square[r] = v_load(row_values + r * panel_inputs + i); }
            v_transpose(square);
            for (size_t r = 0; r < LANES; r++) { v_store(panel + (i + r) * PANEL_OUTPUTS + o, square[r]); }
        }
#endif
        for (; i < count; i++) {
            for (size_t r = 0; r < rows; r++) { panel[i * PANEL_OUTPUTS + o + r] = row_values[r * panel_inputs + i]; }
        }
    }
}

/// What a tile adds to: rows some floats apart.
struct addend {
    const float *rows;
    size_t stride;
};

/// y[r] = x[r] · panel + addend[r], for `rows` rows of x.
INLINE void tile(
    const size_t rows, const float *panel, size_t count, const float *x, size_t x_stride, struct addend addend, float *y,
    size_t y_stride, size_t width) {
    V sum[TILE_ROWS][2];
    for (size_t r = 0; r < rows; r++) { sum[r][0] = sum[r][1] = v_zero(); }
    for (size_t i = 0; i < count; i++) {
        V left = v_load(panel + i * PANEL_OUTPUTS), right = v_load(panel + i * PANEL_OUTPUTS + LANES);
        for (size_t r = 0; r < rows; r++) {
            V factor = v_set1(x[r * x_stride + i]);
            sum[r][0] = v_fma(factor, left, sum[r][0]);
            sum[r][1] = v_fma(factor, right, sum[r][1]);
        }
    }
    for (size_t r = 0; r < rows; r++) {
        const float *before = addend.rows + r * addend.stride;
        float *output = y + r * y_stride;
        if (width == PANEL_OUTPUTS) {
            v_store(output, v_add(v_load(before), sum[r][0]));
            v_store(output + LANES, v_add(v_load(before + LANES), sum[r][1]));
        } else {
            float edge[PANEL_OUTPUTS];
            v_store(edge, sum[r][0]);
            v_store(edge + LANES, sum[r][1]);
            for (size_t o = 0; o < width; o++) { output[o] = before[o] + edge[o]; }
        }
    }
}

/// The same for all panels of a block: the rows of x stay in the first-level cache, the panels in the second.
static void multiply_block(
    const float *panels, size_t count, const float *x, size_t x_stride, size_t batch, struct addend addend, float *y,
    size_t y_stride, size_t width) {
    size_t rows;
    for (size_t b = 0; b < batch; b += rows) {
        rows = batch - b >= TILE_ROWS ? TILE_ROWS : batch - b >= 3 ? 3 : 1;
        for (size_t o = 0; o < width; o += PANEL_OUTPUTS) {
            const float *panel = panels + o * panel_inputs, *some = x + b * x_stride;
            struct addend before = {addend.rows + b * addend.stride + o, addend.stride};
            float *output = y + b * y_stride + o;
            size_t outputs = width - o < PANEL_OUTPUTS ? width - o : PANEL_OUTPUTS;
            switch (rows) {
                case TILE_ROWS:
                    tile(TILE_ROWS, panel, count, some, x_stride, before, output, y_stride, outputs);
                    break;
                case 3:
                    tile(3, panel, count, some, x_stride, before, output, y_stride, outputs);
                    break;
                default:
                    tile(1, panel, count, some, x_stride, before, output, y_stride, outputs);
            }
        }
    }
}

static void multiply_panels(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
    static const float zeros[block_outputs];
    float *row_values = scratch + panel_inputs * block_outputs;
    for (size_t from = 0; from < matrix->inputs; from += panel_inputs) {
        size_t count = matrix->inputs - from < panel_inputs ? matrix->inputs - from : panel_inputs;
        for (size_t o = first; o < last; o += block_outputs) {
            size_t width = last - o < block_outputs ? last - o : block_outputs;
            for (size_t p = 0; p < width; p += PANEL_OUTPUTS) {
                size_t end = width - p < PANEL_OUTPUTS ? width : p + PANEL_OUTPUTS;
                pack(matrix, o + p, o + end, from, count, scratch + p * panel_inputs, row_values);
            }
            struct addend addend = {y + o, y_stride};
            if (from == 0) { addend = (struct addend){bias ? bias + o : zeros, 0}; }
            multiply_block(scratch, count, x + from, x_stride, batch, addend, y + o, y_stride, width);
        }
    }
}

static void multiply(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
#if defined(__x86_64__)
    if (batch <= few && first < matrix->interleaved_outputs && first % side_by_side == 0) {
        size_t end = last < matrix->interleaved_outputs ? last / side_by_side * side_by_side : matrix->interleaved_outputs;
        multiply_interleaved(matrix, first, end, x, x_stride, batch, bias, y, y_stride, scratch);
        first = end;
        if (first == last) { return; }
    }
#endif
    if (batch > few) { return multiply_panels(matrix, first, last, x, x_stride, batch, bias, y, y_stride, scratch); }
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
        default:
            return multiply_rows(matrix->type, matrix, first, last, x, x_stride, batch, bias, y, y_stride);
    }
#undef FEW
}
