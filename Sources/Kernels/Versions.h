/// The tables that `kernels_for` chooses from, each in its own file.
#ifndef VERSIONS_H
#define VERSIONS_H

#include "Kernels.h"

extern const struct kernels kernels_scalar;
#if defined(__x86_64__)
extern const struct kernels kernels_avx2;
extern const struct kernels kernels_avx512;
#elif defined(__aarch64__)
extern const struct kernels kernels_neon;
#endif

#endif
