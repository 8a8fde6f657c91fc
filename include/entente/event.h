/* entente/event.h: coded events in bulk: classes, daily cells, exposure, segments, and their sink.
 */
#ifndef ENTENTE_EVENT_H
#define ENTENTE_EVENT_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- classes -------------------------------------------------------------------------------- */

/** Which code system an event class belongs to. */
typedef enum ent_event_scheme {
    ENT_EVENT_NONE = 0,
    ENT_EVENT_CAMEO, /**< 20 roots, codes "010".."204" */
    ENT_EVENT_PLOVER /**< 16 types with modes */
} ent_event_scheme;

/** The four quarters of conduct: words or deeds, cooperation or conflict. */
typedef enum ent_event_quad {
    ENT_QUAD_NONE = 0, /**< neither (PLOVER types outside the four) */
    ENT_QUAD_VERBAL_COOPERATION,
    ENT_QUAD_MATERIAL_COOPERATION,
    ENT_QUAD_VERBAL_CONFLICT,
    ENT_QUAD_MATERIAL_CONFLICT,
    ENT_QUAD_COUNT
} ent_event_quad;

/** One class that events are counted in: a CAMEO root or PLOVER type (data/ref/event_classes.tsv).
 * Static data. Numbers are never reused: they are stored in ledgers. */
typedef struct ent_event_class {
    uint8_t number; /**< 1..250 */
    ent_event_scheme scheme;
    const char *code;   /**< "01".."20", "AGREE" */
    const char *title;  /**< "make public statement" */
    const char *plover; /**< the PLOVER type that a CAMEO root corresponds to */
    ent_event_quad quad;
} ent_event_class;
/** All classes in order of number. @cost O(1) */
ENT_API const ent_event_class *ent_event_classes(size_t *n);
/** NULL when there is no such number. @cost O(1) */
ENT_API const ent_event_class *ent_event_class_at(unsigned number);
/** Version of the class table ("1"), stored with every import of events. */
ENT_API const char *ent_event_classes_version(void);
/** "verbal cooperation" ...; "" for NONE. */
ENT_API const char *ent_event_quad_title(ent_event_quad quad);

/** One code of a scheme (data/ref/event_codes.tsv): its class and intensity. Static data. */
typedef struct ent_event_code {
    const char *code;  /**< "0211"; for PLOVER "COERCE" or "COERCE/seize" */
    const char *title; /**< "Appeal for economic cooperation" */
    uint8_t class_number;
    int16_t intensity_tenths; /**< Goldstein 1992 scale, -100 (conflict) .. 100 (cooperation) */
} ent_event_code;
/** Code as the feed writes it, leading zeros kept; n bytes. NULL when unknown. @cost O(log n) */
ENT_API const ent_event_code *ent_event_code_find(ent_event_scheme scheme, const char *code,
                                                  size_t n);
/** By the scheme's own title, blanks or underscores ("Make statement"). NULL when unknown. */
ENT_API const ent_event_code *ent_event_code_titled(ent_event_scheme scheme, const char *title);

/* ---- lines as small numbers ------------------------------------------------------------------ */

/** Line codes as numbers 1..n in order of code, for cells; stored only together with the code. */
ENT_API unsigned ent_event_line_count(void);
/** 0 when it is no line code. @cost O(log n) */
ENT_API unsigned ent_event_line_number(const char *line);
/** NULL when out of 1..count. Static text. */
ENT_API const char *ent_event_line_code(unsigned number);

/* ---- cells ---------------------------------------------------------------------------------- */

/**
 * Coded reports of one feed from one actor's role to another's, about one day, in one class, that
 * became known on one day. All sums are whole numbers, so that any order of adding gives the same
 * bytes. Reports are not events: one event is reported many times.
 */
typedef struct ent_event_cell {
    uint16_t from, to;          /**< line numbers, never equal */
    uint8_t from_role, to_role; /**< ent_role */
    uint8_t class_number;       /**< ent_event_class */
    int32_t day, known_day;   /**< days since 1970-01-01; known_day >= day or day when not given */
    uint32_t n;               /**< coded rows */
    int64_t intensity_tenths; /**< sum of the event codes' intensity */
    int64_t intensity_sq;     /**< sum of squares, hundredths */
    uint32_t n_tone;          /**< rows that carry the feed's own tone (GDELT AvgTone) */
    int64_t tone_milli;       /**< sum of tone, each row's rounded half away to thousandths */
    int64_t tone_sq;          /**< sum of squares, millionths */
    uint64_t mentions, sources, articles; /**< sums as the feed gives them; 0 when it does not */
    uint32_t reports;                     /**< distinct reports, estimated: see ent_event_reports */
    uint64_t sketch; /**< 64-bit linear-counting sketch of report identities; OR of rows' bits */
} ent_event_cell;

/** Order of cells on their way to the ledger: from, to, roles, class, day, known_day. */
ENT_API int ent_event_cell_compare(const void *a, const void *b);
/** Add b's sums to a's (same key); false when a sum would overflow, a untouched. */
ENT_API ENT_MUST_USE bool ent_event_cell_add(ent_event_cell *a, const ent_event_cell *b);
/**
 * Distinct reports from a sketch of 64 bits and the number of rows: linear counting, at most n; a
 * full sketch gives n.
 * @source Whang, Vander-Zanden & Taylor (1990), "A linear-time probabilistic counting algorithm
 *         for database applications", ACM TODS 15(2)
 */
ENT_API uint32_t ent_event_reports(uint64_t sketch, uint32_t n);

/** All accepted rows of a feed in one month and class: what volume growth is divided out with. */
typedef struct ent_event_exposure {
    int32_t month; /**< months since 1970-01, of the day that the row is about */
    uint8_t class_number;
    uint64_t rows;   /**< every row with a class, whoever acts */
    uint64_t dyadic; /**< of these between two different states: those in cells */
    int64_t intensity_tenths, tone_milli;
} ent_event_exposure;

/** What one country code of a feed became: kept, so that no resolving is hidden. */
typedef struct ent_event_actor {
    char code[24];   /**< as the feed writes it, cut to fit */
    char became[24]; /**< line code, or the reason: "region", "unknown", "not a state then" */
    uint64_t rows;
    int32_t first_day, last_day;
} ent_event_actor;

/** Why a row of a feed is in no cell although nothing is wrong with it. */
typedef enum ent_event_skip {
    ENT_EVENT_SKIP_NO_ACTOR = 0, /**< a side is empty */
    ENT_EVENT_SKIP_DOMESTIC,     /**< both sides are of one line */
    ENT_EVENT_SKIP_REGION,       /**< a region, organisation or group of states */
    ENT_EVENT_SKIP_UNKNOWN,      /**< a code no polity has, or none at that date */
    ENT_EVENT_SKIP_NO_CLASS,     /**< the feed itself says that it has no code for it */
    ENT_EVENT_SKIP_DUPLICATE,    /**< the same row again within the segment */
    ENT_EVENT_SKIP_COUNT
} ent_event_skip;
ENT_API const char *ent_event_skip_name(ent_event_skip why);

/**
 * A stretch of a feed's text, from a line start to a line end: the unit that is read once. Its
 * digest is of the unpacked bytes, so that a file and its packed copy are the same.
 */
typedef struct ent_event_segment {
    const char *feed; /**< "gdelt-2" */
    int feed_version;
    const char *file;             /**< base name, with the member of a zip: "a.zip:b.csv" */
    uint64_t first_byte, n_bytes; /**< unpacked */
    uint64_t first_row;           /**< 1-based */
    char digest[ENT_SHA256_HEX_MAX];
    uint64_t rows, kept, rejected, skipped[ENT_EVENT_SKIP_COUNT]; /**< rows = sum of the others */
    int32_t first_day, last_day; /**< of kept rows; first > last when none */
    int32_t first_known_day, last_known_day;
} ent_event_segment;

/**
 * Where a feed sends what it found. Between two commits: segment() for each stretch that is whole,
 * each followed by its rejects and reports, then cells() in ascending order without repeats (in as
 * many batches as it likes), exposure(), actors(), then commit(). A commit is all or
 * nothing; what follows a failed call is never committed.
 */
typedef struct ent_event_sink ent_event_sink;
struct ent_event_sink {
    /** Is a stretch with this digest in already? */
    ent_status (*known)(ent_event_sink *sink, const ent_event_segment *segment, bool *out,
                        ent_error *err);
    ent_status (*segment)(ent_event_sink *sink, const ent_event_segment *segment, ent_error *err);
    ent_status (*cells)(ent_event_sink *sink, const ent_event_cell *cells, size_t n,
                        ent_error *err);
    ent_status (*exposure)(ent_event_sink *sink, const ent_event_exposure *rows, size_t n,
                           ent_error *err);
    ent_status (*actors)(ent_event_sink *sink, const ent_event_actor *rows, size_t n,
                         ent_error *err);
    ent_status (*reject)(ent_event_sink *sink, const ent_error *why, const char *raw,
                         ent_error *err);
    /** A single row of a watched pair, as a claim with file, row and byte. */
    ent_status (*report)(ent_event_sink *sink, const ent_claim *claim, ent_error *err);
    ent_status (*commit)(ent_event_sink *sink, ent_error *err);
    void *ctx;
};

#ifdef __cplusplus
}
#endif
#endif
