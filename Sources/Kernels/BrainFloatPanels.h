/// BF16 times many vectors in BF16: how prompts for such models are computed where that is allowed.
///
/// One instruction multiplies pairs and adds the products: two where floats have one. A pair takes the place of a float, so that panels
/// and tiles are those of floats with half as many inputs. The weights are exact; rounding loses up to 2e-3 of each of a vector's numbers.

/// Some inputs of the rows of x, `[pair, row]`; rows that are missing, and what an odd number leaves of the last pair, become zeros.
static void pack_pairs(const float *x, size_t x_stride, size_t rows, size_t count, float *packed) {
    float pairs[TILE_ROWS][panel_inputs / 2];
    for (size_t r = 0; r < rows; r++, x += x_stride) {
        size_t i = 0;
        for (; i + LANES <= count; i += LANES) { v_narrow_to_brain_floats(v_load(x + i), pairs[r] + i / 2); }
        if (i < count) {
            float rest[LANES] = {0};
            memcpy(rest, x + i, (count - i) * sizeof *x);
            v_narrow_to_brain_floats(v_load(rest), pairs[r] + i / 2);
        }
    }
    pack_floats(pairs[0], panel_inputs / 2, rows, pair_count(count), packed);
}

/// Writes inputs `from ..< from + count` of outputs `first ..< last` as a panel, `[pair, output]`; what is missing becomes zeros.
static void expand_pairs(
    const struct kernels_matrix *matrix, size_t first, size_t last, size_t from, size_t count, float *panel) {
    const uint8_t *weights = matrix->weights;
    const size_t width = last - first, pairs = pair_count(count), pair_bytes = sizeof(float), bytes = count * pair_bytes / 2;
    if (width < PANEL_OUTPUTS || bytes % pair_bytes > 0) { memset(panel, 0, pairs * PANEL_OUTPUTS * pair_bytes); }
    if (matrix->is_transposed) {
        const size_t row_bytes = stored_bytes(KERNELS_BF16, matrix->outputs);
        for (size_t i = 0; i < count; i++) {
            const uint8_t *row = weights + (from + i) * row_bytes + stored_bytes(KERNELS_BF16, first);
            uint8_t *column = (uint8_t *)(panel + i / 2 * PANEL_OUTPUTS) + i % 2 * pair_bytes / 2;
            for (size_t o = 0; o < width; o++) { memcpy(column + o * pair_bytes, row + o * pair_bytes / 2, pair_bytes / 2); }
        }
        return;
    }
    const size_t row_bytes = stored_bytes(KERNELS_BF16, matrix->inputs);
    for (size_t o = 0; o < width; o += LANES) {
        const size_t row_count = width - o < LANES ? width - o : LANES;
        const uint8_t *rows = weights + (first + o) * row_bytes + stored_bytes(KERNELS_BF16, from);
        size_t i = row_count == LANES ? transpose_rows(KERNELS_F32, rows, row_bytes, 0, bytes / pair_bytes, panel + o) : 0;
        for (; i < pairs; i++) {
            const size_t left = bytes - i * pair_bytes;
            for (size_t r = 0; r < row_count; r++) {
                memcpy(panel + i * PANEL_OUTPUTS + o + r, rows + r * row_bytes + i * pair_bytes, left < pair_bytes ? left : pair_bytes);
            }
        }
    }
}
