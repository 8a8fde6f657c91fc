/* feed/scan.c: separators and line ends as bits of 64 bytes, by plain C, SSE2, AVX2 or AVX-512. */
#include "feed/scan_priv.h"

#define GLUE_(a, b) a##b
#define GLUE(a, b) GLUE_(a, b)

/* What a kernel looks at and for. */
typedef struct scan_view {
    const char *text;
    size_t n;
    char separator, line_end;
    bool quotes;
} scan_view;

/* ---- plain C -------------------------------------------------------------------------------- */

#define UNTARGETED

/* Eight bytes at a time: the top bit of each byte that equals the one asked for. Exact: no carry
 * leaves a byte. */
static inline uint64_t
equal_bytes(uint64_t word, uint64_t pattern)
{
    uint64_t x = word ^ pattern, low = UINT64_C(0x7f7f7f7f7f7f7f7f);

    return ~(((x & low) + low) | x | low);
}

/* The top bits of eight bytes to eight bits. */
static inline uint64_t
gather(uint64_t tops)
{
    return (tops >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t
repeat(char c)
{
    return UINT64_C(0x0101010101010101) * (unsigned char)c;
}

/* Bytes in order of address, whatever the machine's own order. */
static inline uint64_t
read_word(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline scan_bits
plain_load(scan_view v, const char *p)
{
    scan_bits b = {0};
    uint64_t separator = repeat(v.separator), line_end = repeat(v.line_end), quote = repeat('"');

    for (unsigned i = 0; i < SCAN_BLOCK; i += 8) {
        uint64_t word = read_word(p + i), tops = UINT64_C(0x8080808080808080);

        b.separators |= gather(equal_bytes(word, separator)) << i;
        b.line_ends |= gather(equal_bytes(word, line_end)) << i;
        b.odd_bytes |= gather(equal_bytes(word, 0) | (word & tops)) << i;
        if (v.quotes) b.quote_marks |= gather(equal_bytes(word, quote)) << i;
    }
    return b;
}

/* Offsets of the set bits. */
static inline void
plain_put(uint32_t *out, uint64_t bits, uint32_t base)
{
    for (; bits; bits &= bits - 1)
        *out++ = base + (uint32_t)__builtin_ctzll(bits);
}

#define KERNEL(name) GLUE(plain_, name)
#define TARGET UNTARGETED
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

/* ---- x86 ------------------------------------------------------------------------------------ */

#if defined(__x86_64__)
#include <immintrin.h>

static inline scan_bits
sse2_load(scan_view v, const char *p)
{
    scan_bits b = {0};
    const __m128i separator = _mm_set1_epi8(v.separator), line_end = _mm_set1_epi8(v.line_end);
    const __m128i quote = _mm_set1_epi8('"'), one = _mm_set1_epi8(1);

    for (unsigned i = 0; i < SCAN_BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(p + i));

        b.separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, separator)) << i;
        b.line_ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, line_end)) << i;
        /* as signed bytes, NUL and those over 127 are less than 1 */
        b.odd_bytes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(x, one)) << i;
        if (v.quotes)
            b.quote_marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, quote)) << i;
    }
    return b;
}

static inline void
sse2_put(uint32_t *out, uint64_t bits, uint32_t base)
{
    plain_put(out, bits, base);
}

#define KERNEL(name) GLUE(sse2_, name)
#define TARGET UNTARGETED
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

AVX2 static inline uint64_t
avx2_bits(__m256i low, __m256i high)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static inline scan_bits
avx2_load(scan_view v, const char *p)
{
    scan_bits b = {0};
    const __m256i separator = _mm256_set1_epi8(v.separator);
    const __m256i line_end = _mm256_set1_epi8(v.line_end), one = _mm256_set1_epi8(1);
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));

    b.separators = avx2_bits(_mm256_cmpeq_epi8(low, separator), _mm256_cmpeq_epi8(high, separator));
    b.line_ends = avx2_bits(_mm256_cmpeq_epi8(low, line_end), _mm256_cmpeq_epi8(high, line_end));
    b.odd_bytes = avx2_bits(_mm256_cmpgt_epi8(one, low), _mm256_cmpgt_epi8(one, high));
    if (v.quotes) {
        const __m256i quote = _mm256_set1_epi8('"');

        b.quote_marks = avx2_bits(_mm256_cmpeq_epi8(low, quote), _mm256_cmpeq_epi8(high, quote));
    }
    return b;
}

/* A row of a feed has some ten separators in a block: eight are written without asking, and where
 * there are fewer, numbers that nobody reads. */
AVX2 static inline void
avx2_put(uint32_t *out, uint64_t bits, uint32_t base)
{
    unsigned n = (unsigned)_mm_popcnt_u64(bits);

    for (unsigned k = 0; k < 8; k++, bits = _blsr_u64(bits))
        out[k] = base + (uint32_t)_tzcnt_u64(bits);
    for (unsigned i = 8; i < n; i += 4)
        for (unsigned k = 0; k < 4; k++, bits = _blsr_u64(bits))
            out[i + k] = base + (uint32_t)_tzcnt_u64(bits);
}

#define KERNEL(name) GLUE(avx2_, name)
#define TARGET AVX2
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

AVX512 static inline scan_bits
avx512_load(scan_view v, const char *p)
{
    scan_bits b = {0};
    __m512i x = _mm512_loadu_si512((const void *)p);

    b.separators = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(v.separator));
    b.line_ends = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(v.line_end));
    b.odd_bytes = _mm512_cmplt_epi8_mask(x, _mm512_set1_epi8(1));
    b.quote_marks = v.quotes ? _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('"')) : 0;
    return b;
}

/* The bytes 0..63 whose bits are set, packed, then widened by sixteen. */
AVX512 static inline void
avx512_put(uint32_t *out, uint64_t bits, uint32_t base)
{
    static const uint8_t counting[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i bases = _mm512_set1_epi32((int)base);
    unsigned n = (unsigned)_mm_popcnt_u64(bits);
    __m512i at = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512((const void *)counting));

    _mm512_storeu_si512((void *)out,
                        _mm512_add_epi32(bases, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(at))));
    for (unsigned i = 16; i < n; i += 16) {
        at = _mm512_alignr_epi32(at, at, 4); /* the next sixteen bytes to the front */
        _mm512_storeu_si512(
            (void *)(out + i),
            _mm512_add_epi32(bases, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(at))));
    }
}

#define KERNEL(name) GLUE(avx512_, name)
#define TARGET AVX512
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

static feed_scan_fn
vector_width(int width)
{
    bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("popcnt");
    bool has_avx512 =
        has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");

    if (width == 4 || (width == 0 && has_avx512)) return has_avx512 ? avx512_next : NULL;
    if (width == 3 || (width == 0 && has_avx2)) return has_avx2 ? avx2_next : NULL;
    return width == 2 || width == 0 ? sse2_next : NULL;
}
#else

static feed_scan_fn
vector_width(int width)
{
    return width == 0 ? plain_next : NULL;
}
#endif

/* ---- choosing ------------------------------------------------------------------------------- */

feed_scan_fn
feed_scan_of_width(int width)
{
    return width == 1 ? plain_next : vector_width(width);
}

void
feed_scan_reset(feed_scan *s, const char *text, size_t n, size_t at)
{
    s->text = text;
    s->n = n;
    s->at = at;
    s->block = at;
    s->loaded = false;
}

bool
feed_scan_rest(feed_scan *s, feed_scan_fn next)
{
    if (s->at >= s->n) return false;
    feed_scan_reset(s, s->text, s->n, s->at);
    if (next(s)) return true; /* there was a whole line after all */
    s->length = s->n - s->start;
    if (s->n_fields < ENT_FEED_FIELDS_MAX) s->ends[s->n_fields] = (uint32_t)s->length;
    s->n_fields++;
    s->at = s->n;
    return true;
}
