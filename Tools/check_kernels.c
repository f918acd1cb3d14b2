/// Compares one version of the kernels with the plain loops: `check_kernels avx512`.
///
/// Sizes leave edges, weights lie at odd addresses, and what a kernel may touch ends where memory ends. `check_kernels.sh` builds
/// this, and runs it in emulators of the processors that are not at hand.
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/reboot.h>
#endif

#include "Kernels.h"

static const struct kernels *plain, *tested;

/// Whether the middle between two halves may become either of them, which is an emulator's mistake.
static bool takes_any_tie;

// MARK: - Memory, and what is in it

enum { most_mappings = 16 };

static struct {
    void *start;
    size_t bytes;
} mappings[most_mappings];

static size_t mapping_count;

/// Zeros with nothing behind them, until `free_since`.
static void *allocate(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (bytes + page - 1) / page * page;
    uint8_t *start = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (mapping_count == most_mappings || start == MAP_FAILED || mprotect(start + whole, page, PROT_NONE) != 0) {
        perror("check_kernels: memory");
        exit(2);
    }
    mappings[mapping_count].start = start;
    mappings[mapping_count++].bytes = whole + page;
    return start + whole - bytes;
}

static void free_since(size_t mark) {
    while (mapping_count > mark) {
        mapping_count--;
        munmap(mappings[mapping_count].start, mappings[mapping_count].bytes);
    }
}

/// SplitMix64.
static uint64_t random_bits(void) {
    static uint64_t state = 1;
    uint64_t z = state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/// From -1 to 1.
static float random_number(void) { return (float)((int64_t)random_bits() >> 40) * 0x1p-23f; }

static float *floats(size_t count) { return allocate(count * sizeof(float)); }

static float *random_floats(size_t count, float size) {
    float *numbers = floats(count);
    for (size_t i = 0; i < count; i++) { numbers[i] = random_number() * size; }
    return numbers;
}

static float *copy(const float *numbers, size_t count) { return memcpy(floats(count), numbers, count * sizeof(float)); }

static const struct type {
    enum kernels_type type;
    const char *name;
    /// Numbers in a block, its bytes, how many of them are in half precision, and where.
    size_t numbers, bytes, halves, half_offset;
} types[] = {
    {KERNELS_F32, "f32", 1, 4, 0, 0},
    {KERNELS_F16, "f16", 1, 2, 1, 0},
    {KERNELS_BF16, "bf16", 1, 2, 0, 0},
    {KERNELS_Q8_0, "q8_0", 32, 34, 1, 0},
    {KERNELS_Q4_0, "q4_0", 32, 18, 1, 0},
    {KERNELS_Q4_1, "q4_1", 32, 20, 2, 0},
    {KERNELS_Q5_0, "q5_0", 32, 22, 1, 0},
    {KERNELS_Q5_1, "q5_1", 32, 24, 2, 0},
    {KERNELS_Q2_K, "q2_k", 256, 84, 2, 80},
    {KERNELS_Q3_K, "q3_k", 256, 110, 1, 108},
    {KERNELS_Q4_K, "q4_k", 256, 144, 2, 0},
    {KERNELS_Q5_K, "q5_k", 256, 176, 2, 0},
    {KERNELS_Q6_K, "q6_k", 256, 210, 1, 208},
    {KERNELS_IQ4_NL, "iq4_nl", 32, 18, 1, 0},
    {KERNELS_IQ4_XS, "iq4_xs", 256, 136, 1, 0},
};

enum { type_count = sizeof types / sizeof *types };

static size_t bytes_of(const struct type *type, size_t count) { return count / type->numbers * type->bytes; }

/// Stored numbers at an odd address; halves have any sign and fraction, but exponents around that of 1/16.
static uint8_t *random_weights(const struct type *type, size_t count) {
    size_t bytes = bytes_of(type, count);
    uint8_t *weights = allocate(bytes | 1);
    for (size_t i = 0; i < bytes; i++) { weights[i] = (uint8_t)random_bits(); }
    for (uint8_t *block = weights; block < weights + bytes; block += type->bytes) {
        if (type->type == KERNELS_F32 || type->type == KERNELS_BF16) {
            float number = random_number();
            memcpy(block, (uint8_t *)&number + sizeof number - type->bytes, type->bytes);
        }
        for (size_t half = 0; half < type->halves; half++) {
            uint8_t *upper = block + type->half_offset + 2 * half + 1;
            *upper = (uint8_t)((*upper & 0x87) | 11 << 2);
        }
    }
    return weights;
}

// MARK: - Comparing

static struct {
    size_t comparisons, wrong;
    double largest_difference;
} totals, all_totals;

static char subject[200];

/// What is compared next.
__attribute__((format(printf, 1, 2))) static void describe(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(subject, sizeof subject, format, arguments);
    va_end(arguments);
}

static double largest_of(const float *numbers, size_t count) {
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        if (isfinite(numbers[i])) { largest = fmax(largest, fabs((double)numbers[i])); }
    }
    return largest;
}

/// A difference of more than `tolerance` times the largest number is wrong.
static void compare_with(double largest, const float *expected, const float *found, size_t count, double tolerance) {
    double worst = 0;
    size_t place = 0;
    for (size_t i = 0; i < count; i++) {
        if (expected[i] == found[i] || (isnan(expected[i]) && isnan(found[i]))) { continue; }
        double difference = fabs((double)expected[i] - (double)found[i]) / largest;
        if (!isfinite(difference)) { difference = INFINITY; }
        if (difference > worst) { worst = difference, place = i; }
    }
    totals.comparisons++;
    totals.largest_difference = fmax(totals.largest_difference, worst);
    if (worst <= tolerance) { return; }
    if (totals.wrong++ < 10) {
        printf("    %s: number %zu is %.9g, expected %.9g\n", subject, place, (double)found[place], (double)expected[place]);
    }
}

/// A difference of more than `tolerance` times the largest expected number is wrong.
static void compare(const float *expected, const float *found, size_t count, double tolerance) {
    compare_with(largest_of(expected, count), expected, found, count, tolerance);
}

// MARK: - Expanding and narrowing: exactly the same numbers

static void compare_expanded(const struct type *type, const uint8_t *weights, size_t first, size_t count) {
    size_t mark = mapping_count;
    float *expected = floats(count), *found = floats(count);
    plain->expand(type->type, weights, first, count, expected);
    tested->expand(type->type, weights, first, count, found);
    describe("%s, %zu numbers from %zu", type->name, count, first);
    compare(expected, found, count, 0);
    free_since(mark);
}

static void check_expand(void) {
    for (const struct type *type = types; type < types + type_count; type++) {
        size_t longest = type->numbers == 1 ? 70 : 12 * type->numbers;
        for (size_t first = 0; first < 4 * type->numbers; first += type->numbers) {
            for (size_t count = type->numbers; first + count <= longest; count += type->numbers) {
                compare_expanded(type, random_weights(type, first + count), first, count);
                free_since(0);
            }
        }
        if (type->numbers > 1 || type->bytes > 2) { continue; }
        uint16_t *every = allocate(65536 * sizeof *every);
        for (size_t i = 0; i < 65536; i++) { every[i] = (uint16_t)i; }
        compare_expanded(type, (uint8_t *)every, 0, 65536);
        free_since(0);
    }
}

/// Compares halves as what they are; what is not a number may have any payload.
static void compare_narrowed(const float *x, size_t count) {
    size_t mark = mapping_count;
    uint16_t *halves[2];
    float *numbers[2];
    for (int i = 0; i < 2; i++) {
        halves[i] = allocate(count * sizeof(uint16_t));
        numbers[i] = floats(count);
        (i == 0 ? plain : tested)->narrow(x, count, halves[i]);
        for (size_t j = 0; j < count; j++) {
            bool is_number = (halves[i][j] & 0x7FFF) <= 0x7C00;
            numbers[i][j] = is_number ? (float)halves[i][j] : NAN;
        }
    }
    describe("%zu numbers", count);
    compare(numbers[0], numbers[1], count, 0);
    free_since(mark);
}

static void check_narrow(void) {
    for (size_t count = 1; count < 40; count++) {
        compare_narrowed(random_floats(count, 2), count);
        free_since(0);
    }
    // Each half, the middle between it and the next, what lies beside that, and any bits.
    enum { half_count = 65536, places = 5 };
    uint16_t *halves = allocate(half_count * sizeof *halves);
    for (size_t i = 0; i < half_count; i++) { halves[i] = (uint16_t)i; }
    float *exact = floats(half_count), *x = floats(half_count * places);
    plain->expand(KERNELS_F16, halves, 0, half_count, exact);
    for (size_t i = 0; i < half_count; i++) {
        bool is_largest = (i & 0x7FFF) == 0x7BFF;
        float next = is_largest ? copysignf(65536, exact[i]) : exact[(i + 1) % half_count], middle = (exact[i] + next) / 2;
        uint32_t bits = (uint32_t)random_bits();
        memcpy(x + i * places, &bits, sizeof bits);
        x[i * places + 1] = exact[i];
        x[i * places + 2] = takes_any_tie ? exact[i] : middle;
        x[i * places + 3] = nextafterf(middle, exact[i]);
        x[i * places + 4] = nextafterf(middle, next);
    }
    compare_narrowed(x, half_count * places);
    free_since(0);
}

// MARK: - Products

enum { packing_count = KERNELS_BYTES + 1 };
static const char *packing_names[packing_count] = {"floats", "words", "brain floats", "bytes"};

/// A matrix, many vectors, and what the plain loops make of them without a bias.
struct product {
    const struct type *type;
    struct kernels_matrix matrix;
    const float *x, *bias;
    /// For each packing what they make of what it keeps of the vectors.
    const float *expected[packing_count];
    /// The largest of all of them.
    double largest;
    float *scratch;
    size_t x_stride;
};

/// What must not be written to.
static const float untouched = -12345;

/// Packed as two threads do it, the second first.
static const float *pack(const struct product *product, enum kernels_packing packing, size_t batch) {
    size_t inputs = product->matrix.inputs, groups = (batch + KERNELS_ROW_GROUP - 1) / KERNELS_ROW_GROUP;
    size_t middle = groups / 2 * KERNELS_ROW_GROUP;
    float *packed = floats(groups * KERNELS_ROW_GROUP * inputs);
    tested->pack(packing, product->x, product->x_stride, batch, inputs, middle, batch, packed);
    tested->pack(packing, product->x, product->x_stride, batch, inputs, 0, middle, packed);
    return packed;
}

static void compare_product(
    const struct product *product, size_t batch, bool is_packed, enum kernels_packing packing, bool has_bias, size_t first,
    size_t last) {
    const struct kernels_matrix *matrix = &product->matrix;
    const float *bias = has_bias ? product->bias : NULL;
    size_t mark = mapping_count, outputs = matrix->outputs, stride = outputs + 5, count = (batch - 1) * stride + outputs;
    float *expected = floats(count), *y = floats(count);
    const float *products = product->expected[packing];
    for (size_t i = 0; i < count; i++) {
        size_t b = i / stride, o = i % stride;
        expected[i] = y[i] = untouched;
        if (first <= o && o < last) { expected[i] = products[b * outputs + o] + (bias ? bias[o] : 0); }
    }
    if (is_packed) {
        const float *packed = pack(product, packing, batch);
        tested->multiply_packed(matrix, first, last, packing, packed, batch, bias, y, stride, product->scratch);
    } else {
        tested->multiply(
            matrix, first, last, product->x, product->x_stride, batch, bias, y, stride, product->scratch);
    }
    // What is outside is compared exactly, and then out of the way of the tolerance.
    describe(
        "%s %s %zu x %zu, %zu interleaved, batch %zu%s%s, %s, outputs %zu to %zu", product->type->name,
        matrix->is_transposed ? "[input, output]" : "[output, input]", matrix->inputs, outputs, matrix->interleaved_outputs,
        batch, is_packed ? " packed as " : "", is_packed ? packing_names[packing] : "", bias ? "bias" : "no bias", first, last);
    for (size_t i = 0; i < count; i++) {
        if (expected[i] != untouched) { continue; }
        expected[i] = 0;
        y[i] = y[i] == untouched ? 0 : NAN;
    }
    // A few products may cancel one another, so the largest is that of all; thousands of sums of floats differ by themselves.
    compare_with(product->largest, expected, y, count, matrix->inputs > 1000 ? 3e-5 : 1e-5);
    free_since(mark);
}

static void compare_products(const struct product *product, size_t largest_batch) {
    static const size_t batches[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 24, 40, 300};
    size_t outputs = product->matrix.outputs, some = outputs / 3;
    // Threads divide the outputs at whole groups.
    for (size_t i = 0; i < sizeof batches / sizeof *batches && batches[i] <= largest_batch; i++) {
        bool has_bias = i % 2 == 0;
        size_t batch = batches[i];
        // Rows as they are, and packed in each way.
        for (int way = -1; way < (batch > 1 && batch <= 8 ? 0 : packing_count); way++) {
            enum kernels_packing packing = way < 0 ? KERNELS_FLOATS : (enum kernels_packing)way;
            if (tested->quickest_packing(product->type->type, packing) != packing) { continue; }
            compare_product(product, batch, way >= 0, packing, has_bias, 0, outputs);
            compare_product(product, batch, way >= 0, packing, !has_bias, some, outputs - outputs / 4);
            if (outputs > 16) { compare_product(product, batch, way >= 0, packing, !has_bias, 16, outputs); }
        }
    }
}

/// Numbers as whole ones of at most `most` and a scale for each 32 keep them, in whole blocks.
static void round_to(float most, float *x, size_t count) {
    for (size_t block = 0; block + 32 <= count; block += 32) {
        float largest = 0;
        for (size_t i = block; i < block + 32; i++) { largest = isnan(x[i]) ? NAN : fmaxf(largest, fabsf(x[i])); }
        for (size_t i = block; i < block + 32; i++) {
            x[i] = largest == 0 ? 0 : rintf(x[i] * (most / largest)) * (largest / most);
        }
    }
}

/// Numbers as BF16 keeps them, of two as near the even one.
static void round_to_brain_floats(float *x, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, x + i, sizeof bits);
        if (!isnan(x[i])) { bits += 0x7FFF + (bits >> 16 & 1); }
        bits &= 0xFFFF0000;
        memcpy(x + i, &bits, sizeof bits);
    }
}

static void check_sizes(const struct type *type, bool is_transposed, size_t inputs, size_t outputs, size_t batch) {
    struct product product = {
        .type = type,
        .matrix = {
            .weights = random_weights(type, inputs * outputs), .type = type->type, .inputs = inputs, .outputs = outputs,
            .is_transposed = is_transposed,
        },
        .x_stride = inputs + 3,
        .bias = random_floats(outputs, 1),
        .scratch = floats(KERNELS_SCRATCH),
    };
    size_t count = (batch - 1) * product.x_stride + inputs;
    float *x = random_floats(count, 1);
    // What is not a number has to be seen, but in its own row only.
    x[(batch - 1) * product.x_stride + inputs / 2] = NAN;
    product.x = x;
    for (int packing = 0; packing < packing_count; packing++) {
        float *kept = copy(x, count), *expected = floats(batch * outputs);
        for (size_t b = 0; b < batch; b++) {
            float *row = kept + b * product.x_stride;
            if (packing == KERNELS_WORDS || packing == KERNELS_BYTES) {
                round_to(packing == KERNELS_WORDS ? INT16_MAX : INT8_MAX, row, inputs);
            } else if (packing == KERNELS_BRAIN_FLOATS) {
                round_to_brain_floats(row, inputs);
            }
        }
        plain->multiply(
            &product.matrix, 0, outputs, kept, product.x_stride, batch, NULL, expected, outputs, product.scratch);
        product.expected[packing] = expected;
    }
    product.largest = largest_of(product.expected[KERNELS_FLOATS], batch * outputs);
    compare_products(&product, batch);

    size_t rows = KERNELS_INTERLEAVED_ROWS;
    bool has_groups = type->type == KERNELS_Q4_0 || type->type == KERNELS_Q4_K || type->type == KERNELS_Q5_K || type->type == KERNELS_Q6_K;
    if (has_groups && tested->interleave && outputs >= rows) {
        size_t group_bytes = rows * bytes_of(type, inputs);
        uint8_t *interleaved = allocate(outputs / rows * group_bytes);
        for (size_t group = 0; group < outputs / rows; group++) {
            const uint8_t *stored = product.matrix.weights;
            tested->interleave(type->type, stored + group * group_bytes, inputs, interleaved + group * group_bytes);
        }
        product.matrix.interleaved = interleaved;
        product.matrix.interleaved_outputs = rows;
        compare_products(&product, batch);
        product.matrix.interleaved_outputs = outputs / rows * rows;
        compare_products(&product, batch);
    }
    free_since(0);
}

static void check_multiply(void) {
    for (const struct type *type = types; type < types + type_count; type++) {
        size_t block = type->numbers;
        for (int is_transposed = 0; is_transposed <= (block == 1); is_transposed++) {
            check_sizes(type, is_transposed, block, 1, 40);
            check_sizes(type, is_transposed, block == 1 ? 45 : 3 * block, 37, block == 256 ? 40 : 300);
            // More than a panel has inputs, a block of panels outputs, and a stripe outputs.
            check_sizes(type, is_transposed, block == 1 ? 300 : block == 32 ? 352 : 512, 150, 40);
            check_sizes(type, is_transposed, block == 1 ? 7 : block, 1100, 9);
            // More than the scratch has room for.
            check_sizes(type, is_transposed, 137 * 256, 17, 8);
        }
    }
}

// MARK: - Attention

static void check_attention(void) {
    static const size_t sizes[] = {1, 4, 7, 8, 16, 20, 33, 64, 100, 128, 200, 300}, counts[] = {1, 2, 37, 130};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes * 4 * 2; i++) {
        const struct type *type = types + i % 2;
        size_t count = counts[i / 2 % 4], size = sizes[i / 8];
        const uint8_t *stored = random_weights(type, count * size);
        const float *query = random_floats(size, 1), *pattern = random_floats(count, 1);
        float *scores[2] = {floats(count), floats(count)}, *mixed[2] = {floats(size), floats(size)};
        for (int j = 0; j < 2; j++) {
            const struct kernels *kernels = j == 0 ? plain : tested;
            kernels->attention_scores(query, type->type, stored, count, size, 0.125f, scores[j]);
            kernels->attention_mix(pattern, type->type, stored, count, size, mixed[j]);
        }
        describe("scores %s, %zu positions of %zu", type->name, count, size);
        compare(scores[0], scores[1], count, 1e-5);
        describe("mix %s, %zu positions of %zu", type->name, count, size);
        compare(mixed[0], mixed[1], size, 1e-5);
        free_since(0);
    }
}

// MARK: - Element by element

/// Each kernel over the same numbers.
static void compare_elements(const float *x, size_t count) {
    size_t mark = mapping_count;
    const float *weight = random_floats(count, 1), *bias = random_floats(count, 1);
    for (int kernel = 0; kernel < 9; kernel++) {
        size_t inner = mapping_count;
        float *y[2] = {copy(x, count), copy(x, count)};
        const char *name = "";
        for (int j = 0; j < 2; j++) {
            const struct kernels *kernels = j == 0 ? plain : tested;
#define CASE(NUMBER, NAME, ...)                \
    case NUMBER:                               \
        name = #NAME;                          \
        kernels->NAME(__VA_ARGS__);            \
        break;
            switch (kernel) {
                CASE(0, softmax, y[j], count, 0.7f)
                CASE(1, gelu_tanh, y[j], count)
                CASE(2, gelu, y[j], count)
                CASE(3, silu, y[j], count)
                CASE(4, add, weight, count, y[j])
                CASE(5, scale, weight, count, y[j])
                CASE(6, rms_norm, x, weight, count, 1e-5f, y[j])
                CASE(7, layer_norm, x, weight, bias, count, 1e-5f, y[j])
                CASE(8, layer_norm, x, weight, NULL, count, 1e-5f, y[j])
            }
#undef CASE
        }
        describe("%s of %zu numbers", name, count);
        compare(y[0], y[1], count, 1e-5);
        free_since(inner);
    }
    free_since(mark);
}

static void check_elements(void) {
    static const float sizes[] = {0.01f, 1, 30, 1000};
    for (size_t count = 1; count < 1200; count += count < 70 ? 1 : 111) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) { compare_elements(random_floats(count, sizes[i]), count); }
        // What is not a number, or is masked.
        float *x = random_floats(count, 10);
        x[count / 2] = NAN;
        compare_elements(x, count);
        x[count / 2] = -INFINITY;
        float *y[2] = {copy(x, count), copy(x, count)};
        plain->softmax(y[0], count, 1);
        tested->softmax(y[1], count, 1);
        describe("softmax of %zu numbers, one of them -infinity", count);
        compare(y[0], y[1], count, 1e-5);
        free_since(0);
    }
}

// MARK: - All of them

static void check(const char *name, void (*kernels)(void)) {
    memset(&totals, 0, sizeof totals);
    kernels();
    printf(
        "  %-10s %5zu comparisons, %zu wrong; differs by up to %.1e of the largest number\n", name, totals.comparisons,
        totals.wrong, totals.largest_difference);
    fflush(stdout);
    all_totals.comparisons += totals.comparisons;
    all_totals.wrong += totals.wrong;
}

static void find_version(const char *name) {
    plain = kernels_for(KERNELS_SCALAR);
    for (int version = KERNELS_SCALAR; version <= KERNELS_NEON; version++) {
        const struct kernels *kernels = kernels_for((enum kernels_version)version);
        if (kernels && strcmp(kernels->name, name) == 0) { tested = kernels; }
    }
}

static void check_all(void) {
    printf("%s\n", tested->name);
    check("expand", check_expand);
    check("narrow", check_narrow);
    check("multiply", check_multiply);
    check("attention", check_attention);
    check("elements", check_elements);
    printf("%s: %zu comparisons, %zu wrong\n", tested->name, all_totals.comparisons, all_totals.wrong);
    fflush(stdout);
}

/// 0: all right; 1: something is wrong; 2: nothing was compared; 3: because this processor does not run the version.
int main(int count, char **arguments) {
    takes_any_tie = count == 3 && strcmp(arguments[2], "any-tie") == 0;
    if (count != (takes_any_tie ? 3 : 2)) {
        fprintf(stderr, "usage: check_kernels avx2|avx512|avx512vnni|avx512bf16|neon [any-tie]\n");
        return 2;
    }
    find_version(arguments[1]);
    if (!tested) { return 3; }
    check_all();
#ifdef __linux__
    // The only program of an emulated machine turns that off.
    if (getpid() == 1) {
        tcdrain(STDOUT_FILENO);
        reboot(RB_POWER_OFF);
    }
#endif
    return all_totals.wrong > 0;
}
