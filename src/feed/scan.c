/* feed/scan.c: separators and line ends as bits of 64 bytes, by plain C, SSE2, AVX2 or AVX-512. */
#include "feed/scan_priv.h"

#define GLUE_(a, b) a##b
#define GLUE(a, b) GLUE_(a, b)

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

static inline void
plain_load(feed_scan *s, const char *p)
{
    uint64_t separator = repeat(s->separator), line_end = repeat(s->line_end), quote = repeat('"');

    s->separators = s->line_ends = s->odd_bytes = s->quote_marks = 0;
    for (unsigned i = 0; i < SCAN_BLOCK; i += 8) {
        uint64_t word = read_word(p + i), tops = UINT64_C(0x8080808080808080);

        s->separators |= gather(equal_bytes(word, separator)) << i;
        s->line_ends |= gather(equal_bytes(word, line_end)) << i;
        s->odd_bytes |= gather(equal_bytes(word, 0) | (word & tops)) << i;
        if (s->quotes) s->quote_marks |= gather(equal_bytes(word, quote)) << i;
    }
}

#define KERNEL(name) GLUE(plain_, name)
#define TARGET UNTARGETED
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

/* ---- x86 ------------------------------------------------------------------------------------ */

#if defined(__x86_64__)
#include <immintrin.h>

static inline void
sse2_load(feed_scan *s, const char *p)
{
    const __m128i separator = _mm_set1_epi8(s->separator), line_end = _mm_set1_epi8(s->line_end);
    const __m128i quote = _mm_set1_epi8('"'), one = _mm_set1_epi8(1);

    s->separators = s->line_ends = s->odd_bytes = s->quote_marks = 0;
    for (unsigned i = 0; i < SCAN_BLOCK; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));

        s->separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, separator)) << i;
        s->line_ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, line_end)) << i;
        /* as signed bytes, NUL and those over 127 are less than 1 */
        s->odd_bytes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(v, one)) << i;
        if (s->quotes)
            s->quote_marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << i;
    }
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

AVX2 static inline void
avx2_load(feed_scan *s, const char *p)
{
    const __m256i separator = _mm256_set1_epi8(s->separator);
    const __m256i line_end = _mm256_set1_epi8(s->line_end), one = _mm256_set1_epi8(1);
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));

    s->separators = avx2_bits(_mm256_cmpeq_epi8(a, separator), _mm256_cmpeq_epi8(b, separator));
    s->line_ends = avx2_bits(_mm256_cmpeq_epi8(a, line_end), _mm256_cmpeq_epi8(b, line_end));
    s->odd_bytes = avx2_bits(_mm256_cmpgt_epi8(one, a), _mm256_cmpgt_epi8(one, b));
    s->quote_marks = 0;
    if (s->quotes) {
        const __m256i quote = _mm256_set1_epi8('"');

        s->quote_marks = avx2_bits(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
    }
}

#define KERNEL(name) GLUE(avx2_, name)
#define TARGET AVX2
#include "feed/scan_kernel.h"
#undef KERNEL
#undef TARGET

#define AVX512 __attribute__((target("avx512f,avx512bw,bmi,bmi2,lzcnt,popcnt")))

AVX512 static inline void
avx512_load(feed_scan *s, const char *p)
{
    __m512i v = _mm512_loadu_si512((const void *)p);

    s->separators = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(s->separator));
    s->line_ends = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(s->line_end));
    s->odd_bytes = _mm512_cmplt_epi8_mask(v, _mm512_set1_epi8(1));
    s->quote_marks = s->quotes ? _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')) : 0;
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
