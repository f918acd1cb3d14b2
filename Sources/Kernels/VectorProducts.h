/// Expanding stored weights and multiplying with them: the part of `Vectors.h` that knows the types of weights.

// MARK: - Expanding

INLINE void expand_plain(enum kernels_type type, const uint8_t *row, size_t first, size_t count, float *values) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { v_store(values + i, load_values(type, row, first + i)); }
    for (; i < count; i++) { values[i] = value_at(type, row, first + i); }
}

static void expand_q8_0(const uint8_t *block, size_t count, float *values) {
    for (; count >= block_size; count -= block_size, block += q8_0_bytes, values += block_size) {
        V scale = v_set1(value_of_half(bits_at(block)));
        for (size_t i = 0; i < block_size; i += LANES) { v_store(values + i, v_mul(scale, v_load_i8(block + 2 + i))); }
    }
}

static void expand_q4_0(const uint8_t *block, size_t count, float *values) {
    for (; count >= block_size; count -= block_size, block += q4_0_bytes, values += block_size) {
        V scale = v_set1(value_of_half(bits_at(block)));
        for (size_t i = 0; i < 16; i += LANES) {
            v_store(values + i, v_mul(scale, v_load_low(block + 2 + i)));
            v_store(values + 16 + i, v_mul(scale, v_load_high(block + 2 + i)));
        }
    }
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
        case KERNELS_Q8_0:
            return expand_q8_0(bytes + first / block_size * q8_0_bytes, count, values);
        case KERNELS_Q4_0:
            return expand_q4_0(bytes + first / block_size * q4_0_bytes, count, values);
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

INLINE void dot_q8_0(
    const uint8_t *block, const float *x, size_t x_stride, const size_t batch, size_t count, float *sums) {
    V sum[4];
    for (size_t b = 0; b < batch; b++) { sum[b] = v_zero(); }
    for (size_t i = 0; i < count; i += block_size, block += q8_0_bytes) {
        V scale = v_set1(value_of_half(bits_at(block)));
        V weights[block_size / LANES];
        for (size_t j = 0; j < block_size / LANES; j++) { weights[j] = v_load_i8(block + 2 + j * LANES); }
        for (size_t b = 0; b < batch; b++) {
            V part = v_mul(weights[0], v_load(x + b * x_stride + i));
            for (size_t j = 1; j < block_size / LANES; j++) {
                part = v_fma(weights[j], v_load(x + b * x_stride + i + j * LANES), part);
            }
            sum[b] = v_fma(scale, part, sum[b]);
        }
    }
    for (size_t b = 0; b < batch; b++) { sums[b] = v_sum(sum[b]); }
}

INLINE void dot_q4_0(
    const uint8_t *block, const float *x, size_t x_stride, const size_t batch, size_t count, float *sums) {
    enum { half = 16 / LANES };
    V sum[4];
    for (size_t b = 0; b < batch; b++) { sum[b] = v_zero(); }
    for (size_t i = 0; i < count; i += block_size, block += q4_0_bytes) {
        V scale = v_set1(value_of_half(bits_at(block)));
        V low[half], high[half];
        for (size_t j = 0; j < half; j++) {
            low[j] = v_load_low(block + 2 + j * LANES);
            high[j] = v_load_high(block + 2 + j * LANES);
        }
        for (size_t b = 0; b < batch; b++) {
            const float *part_x = x + b * x_stride + i;
            V part = v_zero();
            for (size_t j = 0; j < half; j++) {
                part = v_fma(low[j], v_load(part_x + j * LANES), part);
                part = v_fma(high[j], v_load(part_x + 16 + j * LANES), part);
            }
            sum[b] = v_fma(scale, part, sum[b]);
        }
    }
    for (size_t b = 0; b < batch; b++) { sums[b] = v_sum(sum[b]); }
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
        case KERNELS_Q4_0:
            return dot_q4_0(row, x, x_stride, batch, count, sums);
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
        for (size_t b = 0; b < batch; b++) {
            for (size_t o = from; o < to; o++) { y[b * y_stride + o] = bias ? bias[o] : 0; }
        }
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

/// y[r] += x[r] · panel, for `rows` rows of x.
INLINE void tile(
    const size_t rows, const float *panel, size_t count, const float *x, size_t x_stride, float *y, size_t y_stride,
    size_t width) {
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
        float *output = y + r * y_stride;
        if (width == PANEL_OUTPUTS) {
            v_store(output, v_add(v_load(output), sum[r][0]));
            v_store(output + LANES, v_add(v_load(output + LANES), sum[r][1]));
        } else {
            float edge[PANEL_OUTPUTS];
            v_store(edge, sum[r][0]);
            v_store(edge + LANES, sum[r][1]);
            for (size_t o = 0; o < width; o++) { output[o] += edge[o]; }
        }
    }
}

static void multiply_panels(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
    for (size_t b = 0; b < batch; b++) {
        for (size_t o = first; o < last; o++) { y[b * y_stride + o] = bias ? bias[o] : 0; }
    }
    float *row_values = scratch + panel_inputs * PANEL_OUTPUTS;
    for (size_t from = 0; from < matrix->inputs; from += panel_inputs) {
        size_t count = matrix->inputs - from < panel_inputs ? matrix->inputs - from : panel_inputs;
        for (size_t o = first; o < last; o += PANEL_OUTPUTS) {
            size_t width = last - o < PANEL_OUTPUTS ? last - o : PANEL_OUTPUTS;
            pack(matrix, o, o + width, from, count, scratch, row_values);
            const float *rows = x + from;
            float *output = y + o;
            size_t left = batch;
            for (; left >= TILE_ROWS; left -= TILE_ROWS, rows += TILE_ROWS * x_stride, output += TILE_ROWS * y_stride) {
                tile(TILE_ROWS, scratch, count, rows, x_stride, output, y_stride, width);
            }
            for (; left >= 3; left -= 3, rows += 3 * x_stride, output += 3 * y_stride) {
                tile(3, scratch, count, rows, x_stride, output, y_stride, width);
            }
            for (; left > 0; left--, rows += x_stride, output += y_stride) {
                tile(1, scratch, count, rows, x_stride, output, y_stride, width);
            }
        }
    }
}

static void multiply(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
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
        case KERNELS_Q4_0:
            return multiply_rows(KERNELS_Q4_0, matrix, first, last, x, x_stride, batch, bias, y, y_stride);
        default:
            return multiply_rows(matrix->type, matrix, first, last, x, x_stride, batch, bias, y, y_stride);
    }
#undef FEW
}
