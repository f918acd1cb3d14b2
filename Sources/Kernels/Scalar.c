/// The reference: nothing here is clever.
#include <math.h>

#include "Blocks.h"
#include "Versions.h"

static void expand(enum kernels_type type, const void *row, size_t first, size_t count, float *values) {
    if (numbers_in_block(type) > 1) { return expand_blocks(type, row, first, count, values); }
    for (size_t i = 0; i < count; i++) { values[i] = value_at(type, row, first + i); }
}

static void multiply(
    const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
    const float *bias, float *y, size_t y_stride, float *scratch) {
    const uint8_t *weights = matrix->weights;
    size_t row_bytes = stored_bytes(matrix->type, matrix->is_transposed ? matrix->outputs : matrix->inputs);
    for (size_t b = 0; b < batch; b++) {
        for (size_t o = first; o < last; o++) {
            float sum = 0;
            for (size_t from = 0; from < matrix->inputs; from += large_block_size) {
                size_t count = matrix->inputs - from < large_block_size ? matrix->inputs - from : large_block_size;
                if (matrix->is_transposed) {
                    for (size_t i = 0; i < count; i++) {
                        expand(matrix->type, weights + (from + i) * row_bytes, o, 1, scratch + i);
                    }
                } else {
                    expand(matrix->type, weights + o * row_bytes, from, count, scratch);
                }
                for (size_t i = 0; i < count; i++) { sum += scratch[i] * x[b * x_stride + from + i]; }
            }
            y[b * y_stride + o] = bias ? sum + bias[o] : sum;
        }
    }
}

static enum kernels_packing quickest_packing(enum kernels_type type, enum kernels_packing coarsest) {
    (void)type;
    (void)coarsest;
    return KERNELS_FLOATS;
}

static void pack(
    enum kernels_packing packing, const float *x, size_t x_stride, size_t batch, size_t inputs, size_t first, size_t last, float *packed) {
    (void)packing;
    (void)batch;
    for (size_t b = first; b < last; b++) { memcpy(packed + b * inputs, x + b * x_stride, inputs * sizeof *x); }
}

static void multiply_packed(
    const struct kernels_matrix *matrix, size_t first, size_t last, enum kernels_packing packing, const float *packed,
    size_t batch, const float *bias, float *y, size_t y_stride, float *scratch) {
    (void)packing;
    multiply(matrix, first, last, packed, matrix->inputs, batch, bias, y, y_stride, scratch);
}

static void narrow(const float *x, size_t count, void *halves) {
    for (size_t i = 0; i < count; i++) {
        uint16_t half = half_of_value(x[i]);
        memcpy((uint8_t *)halves + 2 * i, &half, sizeof half);
    }
}

static void attention_scores(
    const float *query, enum kernels_type type, const void *keys, size_t count, size_t size, float scale, float *scores) {
    for (size_t j = 0; j < count; j++) {
        float sum = 0;
        for (size_t d = 0; d < size; d++) { sum += query[d] * value_at(type, keys, j * size + d); }
        scores[j] = sum * scale;
    }
}

static void attention_mix(
    const float *pattern, enum kernels_type type, const void *values, size_t count, size_t size, float *output) {
    for (size_t d = 0; d < size; d++) {
        float sum = 0;
        for (size_t j = 0; j < count; j++) { sum += pattern[j] * value_at(type, values, j * size + d); }
        output[d] = sum;
    }
}

static void softmax(float *x, size_t count, float scale) {
    float highest = -INFINITY;
    for (size_t i = 0; i < count; i++) { highest = fmaxf(highest, x[i]); }
    float sum = 0;
    for (size_t i = 0; i < count; i++) { sum += x[i] = expf((x[i] - highest) * scale); }
    for (size_t i = 0; i < count; i++) { x[i] /= sum; }
}

static void layer_norm(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *y) {
    float sum = 0;
    for (size_t i = 0; i < count; i++) { sum += x[i]; }
    float mean = sum / (float)count;
    float squares = 0;
    for (size_t i = 0; i < count; i++) { squares += (x[i] - mean) * (x[i] - mean); }
    float scale = 1 / sqrtf(squares / (float)count + epsilon);
    for (size_t i = 0; i < count; i++) { y[i] = (x[i] - mean) * scale * weight[i] + (bias ? bias[i] : 0); }
}

static void rms_norm(const float *x, const float *weight, size_t count, float epsilon, float *y) {
    float squares = 0;
    for (size_t i = 0; i < count; i++) { squares += x[i] * x[i]; }
    float scale = 1 / sqrtf(squares / (float)count + epsilon);
    for (size_t i = 0; i < count; i++) { y[i] = x[i] * scale * weight[i]; }
}

static void gelu_tanh(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) {
        x[i] = 0.5f * x[i] * (1 + tanhf(0.7978845608f * (x[i] + 0.044715f * x[i] * x[i] * x[i])));
    }
}

static void gelu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) { x[i] = 0.5f * x[i] * (1 + erff(x[i] * 0.7071067812f)); }
}

static void silu(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) { x[i] /= 1 + expf(-x[i]); }
}

static void add(const float *x, size_t count, float *y) {
    for (size_t i = 0; i < count; i++) { y[i] += x[i]; }
}

static void scale(const float *x, size_t count, float *y) {
    for (size_t i = 0; i < count; i++) { y[i] *= x[i]; }
}

#define INTERLEAVE NULL
const struct kernels kernels_scalar = VERSION("scalar");
