/// Every kernel once more, for vectors. A file that includes this has defined the vector `V` of `LANES` floats, the operations on
/// it (`v_…`), how many rows of x a tile of a matrix product has (`TILE_ROWS`), and the name of its table (`TABLE`).
///
/// A tile is `TILE_ROWS` × 2 vectors, as many sums as the registers hold.
#include <math.h>

#include "Blocks.h"
#include "Versions.h"

#define INLINE static inline __attribute__((always_inline))
#define PANEL_OUTPUTS (2 * LANES)

enum { panel_inputs = 256, packed_rows = 252, few = KERNELS_FEW_ROWS, stripe = 1024, cache_line = 64, page_size = 4096 };

_Static_assert(packed_rows % TILE_ROWS == 0 && KERNELS_ROW_GROUP % TILE_ROWS == 0, "rows are packed in whole tiles");
_Static_assert(
    panel_inputs * (PANEL_OUTPUTS + LANES + packed_rows) <= KERNELS_SCRATCH, "a panel and packed rows fit into the scratch");

/// `LANES` numbers of a stored row; not for block types.
INLINE V load_values(enum kernels_type type, const uint8_t *row, size_t index) {
    switch (type) {
        case KERNELS_F16:
            return v_load_f16(row + 2 * index);
        case KERNELS_BF16:
            return v_load_bf16(row + 2 * index);
        default:
            return v_load((const float *)(const void *)(row + 4 * index));
    }
}

/// Asks for what lies half a page behind these weights, and will be read soon: what a processor asks for by itself comes late where
/// much is computed with each weight, and ends at a page.
INLINE void fetch_ahead(const uint8_t *weights) { __builtin_prefetch(weights + 2048); }

/// Asks for the beginning of the next page when `weights`, read `step` bytes at a time, come to a new one: into the second-level cache,
/// for asking into the first takes the place of what the processor asks for by itself, which ends with each page.
INLINE void fetch_page(const uint8_t *weights, size_t step) {
    if ((uintptr_t)weights % page_size >= step) { return; }
    for (size_t b = 0; b < 8 * cache_line; b += cache_line) { __builtin_prefetch(weights + page_size + b, 0, 2); }
}

#include "Groups.h"
#include "RoundedProducts.h"
#if defined(__x86_64__)
#include "BytePlanes.h"
#include "Interleaved.h"
#include "KBlocks.h"
#define INTERLEAVE interleave
#define MULTIPLY_K multiply_k
#else
#define INTERLEAVE NULL
#define MULTIPLY_K multiply_rounded
#endif
#include "VectorProducts.h"

// MARK: - Attention

static void narrow(const float *x, size_t count, void *halves) {
    typedef _Float16 Halves __attribute__((vector_size(16)));
    uint8_t *to = halves;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        Halves eight = __builtin_convertvector(f_load(x + i), Halves);
        memcpy(to + 2 * i, &eight, sizeof eight);
    }
    for (; i < count; i++) {
        _Float16 half = (_Float16)x[i];
        memcpy(to + 2 * i, &half, sizeof half);
    }
}

INLINE void scores_of(
    enum kernels_type type, const float *query, const uint8_t *keys, size_t count, size_t size, float scale,
    float *scores) {
    for (size_t j = 0; j < count; j++, keys += stored_bytes(type, size)) {
        float sum;
        dot_plain(type, keys, query, 0, 1, size, &sum);
        scores[j] = sum * scale;
    }
}

static void attention_scores(
    const float *query, enum kernels_type type, const void *keys, size_t count, size_t size, float scale, float *scores) {
    if (type == KERNELS_F16) { return scores_of(KERNELS_F16, query, keys, count, size, scale, scores); }
    scores_of(KERNELS_F32, query, keys, count, size, scale, scores);
}

/// `vectors` vectors of the output, summed over all positions in registers.
INLINE void mix_part(
    enum kernels_type type, const size_t vectors, const float *pattern, const uint8_t *values, size_t count, size_t size,
    float *output) {
    V sum[8];
    for (size_t v = 0; v < vectors; v++) { sum[v] = v_zero(); }
    for (size_t j = 0; j < count; j++, values += stored_bytes(type, size)) {
        for (size_t b = 0; b < stored_bytes(type, vectors * LANES); b += cache_line) { fetch_ahead(values + b); }
        V weight = v_set1(pattern[j]);
        for (size_t v = 0; v < vectors; v++) { sum[v] = v_fma(weight, load_values(type, values, v * LANES), sum[v]); }
    }
    for (size_t v = 0; v < vectors; v++) { v_store(output + v * LANES, sum[v]); }
}

INLINE void mix_of(
    enum kernels_type type, const float *pattern, const uint8_t *values, size_t count, size_t size, float *output) {
    size_t d = 0;
#define PART(VECTORS)                                                                                   \
    for (; d + VECTORS * LANES <= size; d += VECTORS * LANES) {                                         \
        mix_part(type, VECTORS, pattern, values + stored_bytes(type, d), count, size, output + d);      \
    }
    PART(8)
    PART(6)
    PART(4)
    PART(2)
    PART(1)
#undef PART
    for (; d < size; d++) {
        float sum = 0;
        for (size_t j = 0; j < count; j++) { sum += pattern[j] * value_at(type, values, j * size + d); }
        output[d] = sum;
    }
}

static void attention_mix(
    const float *pattern, enum kernels_type type, const void *values, size_t count, size_t size, float *output) {
    if (type == KERNELS_F16) { return mix_of(KERNELS_F16, pattern, values, count, size, output); }
    mix_of(KERNELS_F32, pattern, values, count, size, output);
}

// MARK: - Element by element

/// eˣ to about two units in the last place: 2ⁿ times a polynomial of the remainder (Cephes' coefficients).
///
/// Of two numbers one of which is none, x86 takes the second.
INLINE V exponential(V x) {
    x = v_min(v_set1(88.3f), v_max(v_set1(-87.3f), x));
    V n = v_round(v_mul(x, v_set1(1.44269504f)));
    V r = v_fma(n, v_set1(-0.693359375f), x);
    r = v_fma(n, v_set1(2.12194440e-4f), r);
    V p = v_set1(1.9875691500e-4f);
    p = v_fma(p, r, v_set1(1.3981999507e-3f));
    p = v_fma(p, r, v_set1(8.3334519073e-3f));
    p = v_fma(p, r, v_set1(4.1665795894e-2f));
    p = v_fma(p, r, v_set1(1.6666665459e-1f));
    p = v_fma(p, r, v_set1(5.0000001201e-1f));
    p = v_add(v_fma(p, v_mul(r, r), r), v_set1(1));
    return v_times_power_of_two(p, n);
}

static void softmax(float *x, size_t count, float scale) {
    V highest = v_set1(-INFINITY);
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { highest = v_max(highest, v_load(x + i)); }
    float lanes[LANES];
    v_store(lanes, highest);
    float top = lanes[0];
    for (size_t l = 1; l < LANES; l++) { top = fmaxf(top, lanes[l]); }
    for (; i < count; i++) { top = fmaxf(top, x[i]); }

    V sums = v_zero(), tops = v_set1(top), scales = v_set1(scale);
    for (i = 0; i + LANES <= count; i += LANES) {
        V power = exponential(v_mul(v_sub(v_load(x + i), tops), scales));
        v_store(x + i, power);
        sums = v_add(sums, power);
    }
    float sum = v_sum(sums);
    for (; i < count; i++) { sum += x[i] = expf((x[i] - top) * scale); }
    float inverse = 1 / sum;
    for (i = 0; i + LANES <= count; i += LANES) { v_store(x + i, v_mul(v_load(x + i), v_set1(inverse))); }
    for (; i < count; i++) { x[i] *= inverse; }
}

static void layer_norm(
    const float *x, const float *weight, const float *bias, size_t count, float epsilon, float *y) {
    V sums = v_zero();
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { sums = v_add(sums, v_load(x + i)); }
    float sum = v_sum(sums);
    for (; i < count; i++) { sum += x[i]; }
    float mean = sum / (float)count;

    V squares = v_zero(), means = v_set1(mean);
    for (i = 0; i + LANES <= count; i += LANES) {
        V difference = v_sub(v_load(x + i), means);
        squares = v_fma(difference, difference, squares);
    }
    float square = v_sum(squares);
    for (; i < count; i++) { square += (x[i] - mean) * (x[i] - mean); }
    float scale = 1 / sqrtf(square / (float)count + epsilon);

    V scales = v_set1(scale);
    for (i = 0; i + LANES <= count; i += LANES) {
        V normal = v_mul(v_sub(v_load(x + i), means), scales);
        v_store(y + i, v_fma(normal, v_load(weight + i), bias ? v_load(bias + i) : v_zero()));
    }
    for (; i < count; i++) { y[i] = (x[i] - mean) * scale * weight[i] + (bias ? bias[i] : 0); }
}

static void rms_norm(const float *x, const float *weight, size_t count, float epsilon, float *y) {
    V squares = v_zero();
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { squares = v_fma(v_load(x + i), v_load(x + i), squares); }
    float square = v_sum(squares);
    for (; i < count; i++) { square += x[i] * x[i]; }
    float scale = 1 / sqrtf(square / (float)count + epsilon);
    for (i = 0; i + LANES <= count; i += LANES) {
        v_store(y + i, v_mul(v_mul(v_load(x + i), v_set1(scale)), v_load(weight + i)));
    }
    for (; i < count; i++) { y[i] = x[i] * scale * weight[i]; }
}

/// x · sigmoid(2u) is x/2 · (1 + tanh u).
static void gelu_tanh(float *x, size_t count) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        V value = v_load(x + i);
        V cube = v_mul(v_mul(value, value), value);
        V u = v_mul(v_set1(-2 * 0.7978845608f), v_fma(cube, v_set1(0.044715f), value));
        v_store(x + i, v_div(value, v_add(v_set1(1), exponential(u))));
    }
    for (; i < count; i++) {
        x[i] = 0.5f * x[i] * (1 + tanhf(0.7978845608f * (x[i] + 0.044715f * x[i] * x[i] * x[i])));
    }
}

/// erfc(z) for z ≥ 0 is a polynomial of 1 / (1 + pz), times e to the -z² (Abramowitz & Stegun 7.1.26); GELU is what is left of
/// max(x, 0) without |x|/2 · erfc(|x| / √2).
static void gelu(float *x, size_t count) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        V value = v_load(x + i), size = v_max(value, v_sub(v_zero(), value));
        V t = v_div(v_set1(1), v_fma(size, v_set1(0.3275911f * 0.7071067812f), v_set1(1)));
        V p = v_fma(v_set1(1.061405429f), t, v_set1(-1.453152027f));
        p = v_fma(p, t, v_set1(1.421413741f));
        p = v_fma(p, t, v_set1(-0.284496736f));
        p = v_fma(p, t, v_set1(0.254829592f));
        V power = exponential(v_mul(v_mul(size, size), v_set1(-0.5f)));
        V lost = v_mul(v_mul(v_mul(p, t), power), v_mul(size, v_set1(0.5f)));
        v_store(x + i, v_sub(v_max(value, v_zero()), lost));
    }
    kernels_scalar.gelu(x + i, count - i);
}

static void silu(float *x, size_t count) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        V value = v_load(x + i);
        v_store(x + i, v_div(value, v_add(v_set1(1), exponential(v_sub(v_zero(), value)))));
    }
    for (; i < count; i++) { x[i] /= 1 + expf(-x[i]); }
}

static void add(const float *x, size_t count, float *y) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { v_store(y + i, v_add(v_load(y + i), v_load(x + i))); }
    for (; i < count; i++) { y[i] += x[i]; }
}

static void scale(const float *x, size_t count, float *y) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) { v_store(y + i, v_mul(v_load(y + i), v_load(x + i))); }
    for (; i < count; i++) { y[i] *= x[i]; }
}

const struct kernels TABLE = VERSION(TABLE_NAME);
