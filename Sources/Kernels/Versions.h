/// The tables that `kernels_for` chooses from, each in its own file.
#ifndef VERSIONS_H
#define VERSIONS_H

#include "Kernels.h"

/// A table of the functions of these names in the same file.
#define VERSION(NAME)                         \
    {                                         \
        .name = NAME,                         \
        .expand = expand,                     \
        .interleave = INTERLEAVE,             \
        .multiply = multiply,                 \
        .quickest_packing = quickest_packing, \
        .pack = pack,                         \
        .multiply_packed = multiply_packed,   \
        .narrow = narrow,                     \
        .attention_scores = attention_scores, \
        .attention_mix = attention_mix,       \
        .softmax = softmax,                   \
        .layer_norm = layer_norm,             \
        .rms_norm = rms_norm,                 \
        .gelu_tanh = gelu_tanh,               \
        .gelu = gelu,                         \
        .silu = silu,                         \
        .add = add,                           \
        .scale = scale,                       \
    }

extern const struct kernels kernels_scalar;
#if defined(__x86_64__)
extern const struct kernels kernels_avx2;
extern const struct kernels kernels_avx512;
extern const struct kernels kernels_avx512vnni;
extern const struct kernels kernels_avx512bf16;
#elif defined(__aarch64__)
extern const struct kernels kernels_neon;
#endif

#endif
