#include "Versions.h"

const struct kernels *kernels_for(enum kernels_version version) {
    switch (version) {
        case KERNELS_SCALAR:
            return &kernels_scalar;
        case KERNELS_AVX2:
#if defined(__x86_64__)
            if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c")) {
                return &kernels_avx2;
            }
#endif
            return NULL;
        case KERNELS_AVX512:
#if defined(__x86_64__)
            if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) { return &kernels_avx512; }
#endif
            return NULL;
        case KERNELS_AVX512_VNNI:
#if defined(__x86_64__)
            if (kernels_for(KERNELS_AVX512) && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni")) {
                return &kernels_avx512vnni;
            }
#endif
            return NULL;
        case KERNELS_AVX512_BF16:
#if defined(__x86_64__)
            if (kernels_for(KERNELS_AVX512_VNNI) && __builtin_cpu_supports("avx512bf16")) { return &kernels_avx512bf16; }
#endif
            return NULL;
        case KERNELS_NEON:
#if defined(__aarch64__)
            return &kernels_neon;
#endif
            return NULL;
    }
    return NULL;
}

const struct kernels *kernels_best(void) {
    for (int version = KERNELS_NEON; version > KERNELS_SCALAR; version--) {
        const struct kernels *kernels = kernels_for((enum kernels_version)version);
        if (kernels) { return kernels; }
    }
    return &kernels_scalar;
}
