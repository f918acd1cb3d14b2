/// The arithmetic of a transformer, in several versions that compute the same thing.
///
/// `kernels_scalar` is the reference: plain loops that anyone can check. The others are the same text for vectors of
/// different widths. All of them read weights exactly as they lie in a mapped file, unaligned if need be, and allocate nothing.
#ifndef KERNELS_H
#define KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// How the numbers of a matrix are stored.
enum kernels_type {
    /// 32-bit floats.
    KERNELS_F32,
    /// IEEE half precision.
    KERNELS_F16,
    /// The upper half of a 32-bit float.
    KERNELS_BF16,
    /// ggml: blocks of an f16 scale and 32 signed bytes.
    KERNELS_Q8_0,
    /// ggml: blocks of an f16 scale and 32 four-bit values around 8; byte i holds values i (low) and i + 16 (high).
    KERNELS_Q4_0,
    /// ggml: blocks of an f16 scale, an f16 minimum and 32 four-bit values.
    KERNELS_Q4_1,
    /// ggml: blocks of an f16 scale and 32 five-bit values around 16.
    KERNELS_Q5_0,
    /// ggml: blocks of an f16 scale, an f16 minimum and 32 five-bit values.
    KERNELS_Q5_1,
    /// ggml: blocks of 256 two-bit values in 16 parts with scale and minimum.
    KERNELS_Q2_K,
    /// ggml: blocks of 256 three-bit values in 16 parts with a scale.
    KERNELS_Q3_K,
    /// ggml: blocks of 256 four-bit values in 8 parts with scale and minimum.
    KERNELS_Q4_K,
    /// ggml: blocks of 256 five-bit values in 8 parts with scale and minimum.
    KERNELS_Q5_K,
    /// ggml: blocks of 256 six-bit values in 16 parts with a scale.
    KERNELS_Q6_K,
    /// ggml: blocks of an f16 scale and 32 four-bit codes of unevenly spaced values.
    KERNELS_IQ4_NL,
    /// ggml: blocks of 256 such codes in 8 parts with a scale.
    KERNELS_IQ4_XS,
};

/// How rows of numbers are packed for a product, the most exact first.
enum kernels_packing {
    /// As they are.
    KERNELS_FLOATS,
    /// As whole numbers of 16 bits with a scale for each 32: off by up to 1.5e-5 of the largest of them.
    KERNELS_WORDS,
    /// As BF16, eight bits behind a leading one: each off by up to 2e-3 of itself.
    KERNELS_BRAIN_FLOATS,
    /// As whole numbers of 8 bits with a scale for each 32: off by up to 4e-3 of the largest of them.
    KERNELS_BYTES,
};

/// A weight matrix in memory: y = W x, with x of `inputs` and y of `outputs` numbers.
struct kernels_matrix {
    /// The first byte.
    const void *weights;
    /// How the numbers are stored.
    enum kernels_type type;
    /// Numbers that go in.
    size_t inputs;
    /// Numbers that come out.
    size_t outputs;
    /// false: `[output, input]`, each output's weights together; true: `[input, output]` (not for block types).
    bool is_transposed;
    /// The first of the outputs once more as `interleave` writes them; they are read here instead,
    /// those of Q6_K by batches of up to `KERNELS_FEW_ROWS`.
    const void *_Nullable interleaved;
    /// How many outputs are interleaved: a multiple of `KERNELS_INTERLEAVED_ROWS`.
    size_t interleaved_outputs;
};

enum {
    /// How many floats of scratch products ask for, for each thread.
    KERNELS_SCRATCH = 300 * 256,
    /// A batch of up to so many rows reads each weight from memory once; packing is for larger ones.
    KERNELS_FEW_ROWS = 8,
    /// Rows are packed in groups, of which this is a multiple in every version.
    KERNELS_ROW_GROUP = 12,
    /// Rows of weights that are put side by side.
    KERNELS_INTERLEAVED_ROWS = 16,
};

/// One version of everything.
struct kernels {
    /// `scalar`, `avx2`, `avx512`, `avx512vnni`, `avx512bf16`, `neon`.
    const char *name;

    /// values[i] = number `first` + i of a stored row, for i < count; `first` and, for block types, `count` are whole blocks.
    void (*expand)(enum kernels_type type, const void *row, size_t first, size_t count, float *values);

    /// Puts `KERNELS_INTERLEAVED_ROWS` rows of Q4_0, Q4_K, Q5_K or Q6_K side by side, in as many bytes as they have; NULL where that makes nothing faster.
    void (*_Nullable interleave)(enum kernels_type type, const void *rows, size_t inputs, void *interleaved);

    /// y[b][o] = W[o] · x[b] + bias[o] for outputs first ≤ o < last and b < batch.
    ///
    /// Rows of x and y are `x_stride` and `y_stride` floats apart. A batch of up to `KERNELS_FEW_ROWS` reads each weight once,
    /// and the vector versions multiply small numbers (fewer than eight bits) with x in 24 bits and a scale for each 32 numbers; larger
    /// batches go through panels of expanded weights in `scratch`.
    void (*multiply)(
        const struct kernels_matrix *matrix, size_t first, size_t last, const float *x, size_t x_stride, size_t batch,
        const float *_Nullable bias, float *y, size_t y_stride, float *scratch);

    /// How rows are packed that weights of a type are multiplied with most quickly, no more coarsely than told.
    enum kernels_packing (*quickest_packing)(enum kernels_type type, enum kernels_packing coarsest);

    /// Puts rows `first ..< last` of a batch where `multiply_packed` reads them; `first` is a multiple of `KERNELS_ROW_GROUP`, and so is
    /// `last` unless it is the end. `packed` has room for `inputs` numbers of so many rows, rounded up to such a multiple.
    void (*pack)(
        enum kernels_packing packing, const float *x, size_t x_stride, size_t batch, size_t inputs, size_t first,
        size_t last, float *packed);

    /// What `multiply` does, with rows that are packed once for all threads; fast for large batches. Rows can be packed as floats for
    /// every type, and as `quickest_packing` says.
    void (*multiply_packed)(
        const struct kernels_matrix *matrix, size_t first, size_t last, enum kernels_packing packing, const float *packed,
        size_t batch, const float *_Nullable bias, float *y, size_t y_stride, float *scratch);

    /// The numbers in half precision, the nearest ones, of two the even one.
    void (*narrow)(const float *x, size_t count, void *halves);

    /// scores[j] = scale · (query · keys[j]) for j < count; keys `[position, size]`, F32 or F16.
    void (*attention_scores)(
        const float *query, enum kernels_type type, const void *keys, size_t count, size_t size, float scale,
        float *scores);

    /// output = Σ pattern[j] · values[j] for j < count; values `[position, size]`, F32 or F16.
    void (*attention_mix)(
        const float *pattern, enum kernels_type type, const void *values, size_t count, size_t size, float *output);

    /// x = softmax(scale · x); the scale is positive.
    void (*softmax)(float *x, size_t count, float scale);

    /// y = (x - mean) / √(variance + epsilon) · weight + bias.
    void (*layer_norm)(
        const float *x, const float *weight, const float *_Nullable bias, size_t count, float epsilon, float *y);

    /// y = x / √(mean of squares + epsilon) · weight.
    void (*rms_norm)(const float *x, const float *weight, size_t count, float epsilon, float *y);

    /// x = GELU(x), by its tanh approximation.
    void (*gelu_tanh)(float *x, size_t count);

    /// x = GELU(x), by the error function.
    void (*gelu)(float *x, size_t count);

    /// x = x · sigmoid(x).
    void (*silu)(float *x, size_t count);

    /// y += x.
    void (*add)(const float *x, size_t count, float *y);

    /// y *= x.
    void (*scale)(const float *x, size_t count, float *y);
};

/// The versions, the plainest first.
enum kernels_version {
    KERNELS_SCALAR,
    KERNELS_AVX2,
    KERNELS_AVX512,
    KERNELS_AVX512_VNNI,
    /// With VNNI too.
    KERNELS_AVX512_BF16,
    KERNELS_NEON,
};

/// A version, or NULL if this machine cannot run it.
const struct kernels *_Nullable kernels_for(enum kernels_version version);

/// The fastest version that this machine can run.
const struct kernels *kernels_best(void);

/// Asks for memory that will be read soon, into the second-level cache.
static inline void kernels_fetch(const void *start, size_t bytes) {
    for (size_t b = 0; b < bytes; b += 64) { __builtin_prefetch((const uint8_t *)start + b, 0, 2); }
}

/// Tells the processor that this thread is only waiting.
static inline void kernels_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#pragma clang assume_nonnull end

#endif
