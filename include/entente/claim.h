/* entente/claim.h: one statement by one source, its place in the file, and the sink it goes to. */
#ifndef ENTENTE_CLAIM_H
#define ENTENTE_CLAIM_H

#include "entente/base.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Who within a state acts or speaks (CAMEO/PLOVER roles). */
typedef enum ent_role {
    ENT_ROLE_NONE = 0,
    ENT_ROLE_GOV,
    ENT_ROLE_MIL,
    ENT_ROLE_PAR,
    ENT_ROLE_MED,
    ENT_ROLE_EDU,
    ENT_ROLE_BUS,
    ENT_ROLE_NGO,
    ENT_ROLE_CVL,
    ENT_ROLE_COUNT
} ent_role;

typedef enum ent_kind {
    ENT_KIND_NONE = 0,
    ENT_KIND_ACT,
    ENT_KIND_STATEMENT,
    ENT_KIND_COMMITMENT,
    ENT_KIND_TIE,
    ENT_KIND_ATTITUDE,
    ENT_KIND_IMPULSE,
    ENT_KIND_COMMEMORATION,
    ENT_KIND_REPAIR,
    ENT_KIND_CONTEXT, /**< denominators and identity: population, GDP, distance, membership */
    ENT_KIND_COUNT
} ent_kind;

/** How the source hedges its figure. */
typedef enum ent_approx {
    ENT_APPROX_EXACT = 0, /**< as printed; its digits still bound it */
    ENT_APPROX_ABOUT,
    ENT_APPROX_OVER,
    ENT_APPROX_UNDER,
    ENT_APPROX_RANGE, /**< quantity_low and quantity_high are the source's own */
    ENT_APPROX_COUNT
} ent_approx;

/** Who asserts it, as the source says. */
typedef enum ent_attribution {
    ENT_ATTR_OWN = 0, /**< the source's own observation, count or document */
    ENT_ATTR_OFFICIAL,
    ENT_ATTR_EXPERT,
    ENT_ATTR_MEDIA,
    ENT_ATTR_ANONYMOUS,
    ENT_ATTR_LEAKED,
    ENT_ATTR_POSTER, /**< online post; stored without any name; weightless */
    ENT_ATTR_COUNT
} ent_attribution;

/** How the value came into this ledger. MEMORY rows are shown with a mark and weigh nothing. */
typedef enum ent_checked {
    ENT_CHECKED_FILE = 0, /**< read by a reader from the publisher's file */
    ENT_CHECKED_READ,     /**< hand-entered, the source's own words were read */
    ENT_CHECKED_COMPUTED, /**< computed from a named set by a named command */
    ENT_CHECKED_MEMORY,   /**< hand-entered, nobody checked: no weight */
    ENT_CHECKED_COUNT
} ent_checked;

enum { ENT_CLAIM_ID_MAX = 24 };

/**
 * One statement by one source. A plain record: every pointer is borrowed from whoever handed it
 * over (a reader: until accept returns; the ledger: until its arena is cleared). NULL text =
 * absent.
 */
typedef struct ent_claim {
    char id[ENT_CLAIM_ID_MAX]; /**< ent_claim_seal: 20 hex of SHA-256 over all that is stated */
    const char *supersedes;    /**< id of the claim this one corrects; NULL: none, or by record */

    const char *set;       /**< data set it came in: "cow-mid", "starter" */
    const char *record;    /**< the set's own key for this statement, unique within set + indicator,
                                or, about one state alone, within that state's: a roll call;
                                a later claim with the same key and other content supersedes */
    const char *from, *to; /**< polity codes; to NULL when monadic */
    const char *from_code, *to_code; /**< as the source wrote them ("365", "China - mainland") */
    ent_role from_role, to_role;
    bool directed;

    const char *indicator; /**< code in data/ref/indicators.tsv; fixes layer and directedness */
    ent_layer layer;
    ent_kind kind;
    const char *label; /**< the event's or treaty's name, for people: "Treaty of Aigun" */

    ent_date valid_from, valid_to; /**< time it is about; to NONE = a point, or open if `ongoing` */
    bool ongoing;                  /**< still so when the source closed */
    ent_date known_from;           /**< when it became public; NONE = with the set's release */

    const char *event_code, *event_scheme; /**< "190" CAMEO, "4" MID-hostility, "visa free" ... */
    int sign;                              /**< -1 conflict, 0 neither, +1 cooperation */
    double intensity;                      /**< meaningful when intensity_scale is not NULL */
    const char *intensity_scale;

    ent_state quantity_state; /**< ENT_UNCOVERED here means: this claim carries no quantity */
    double quantity;
    double quantity_low, quantity_high; /**< source's own bounds, when approx is RANGE */
    ent_approx approx;
    int digits;              /**< significant digits the source printed; 0 = unknown */
    const char *unit;        /**< row of data/ref/units.tsv */
    const char *denominator; /**< "exports of RUS", "adults in RUS", NULL */
    double standard_error;   /**< 0 = not given */
    int64_t n;               /**< sample size; 0 = not given */

    const char *coverage; /**< id of the coverage window it falls in; NULL = its set's default */
    const char *source;   /**< row of the sources table (citation, licence) */
    const char *locator;  /**< page, document number or table as the source has it */
    const char *file;     /**< base name of the file read; NULL when in memory */
    uint64_t row, byte;   /**< place in that file; row 0 = none */
    ent_attribution attribution;
    char reliability;    /**< 'A'..'F' */
    char credibility;    /**< '1'..'6' */
    const char *coder;   /**< who or what coded it, with version: "cow-mid reader 1", "hand" */
    const char *cluster; /**< same underlying event across sources */
    ent_checked checked;
    const char *note;
} ent_claim;

/** Enum words as the TSV and the ledger write them ("GOV", "act", "about", "official", "read"). */
ENT_API const char *ent_role_name(ent_role v);
ENT_API const char *ent_kind_name(ent_kind v);
ENT_API const char *ent_approx_name(ent_approx v);
ENT_API const char *ent_attribution_name(ent_attribution v);
ENT_API const char *ent_checked_name(ent_checked v);
/** @return ENT_NONE when the word is none of them. */
ENT_API ENT_MUST_USE ent_status ent_role_parse(const char *s, ent_role *out);
ENT_API ENT_MUST_USE ent_status ent_kind_parse(const char *s, ent_kind *out);
ENT_API ENT_MUST_USE ent_status ent_approx_parse(const char *s, ent_approx *out);
ENT_API ENT_MUST_USE ent_status ent_attribution_parse(const char *s, ent_attribution *out);
ENT_API ENT_MUST_USE ent_status ent_checked_parse(const char *s, ent_checked *out);

/**
 * Is the claim whole? Set, record, source, indicator, from, kind and grade given; indicator, unit
 * and polities known; to absent exactly when the indicator is monadic; dates in order; known not
 * before begun; quantity finite, with a unit the indicator's base unit can be made from.
 * Layer and directedness are filled from the indicator.
 * @error ENT_E_DOMAIN  err->text names the field and what would be right
 */
ENT_API ENT_MUST_USE ent_status ent_claim_check(ent_claim *claim, ent_error *err);

/**
 * Fill claim->id from its content (place in file, coder and import time do not count): the first 20
 * hex digits of the SHA-256 of its canonical form; of a vote (ent_claim_is_vote) 12 digits of the
 * roll call's and 8 of the voter's part, so that thousands of roll calls of two hundred votes are
 * sealed by call and by voter, and an id begins as those of its roll call do.
 */
ENT_API void ent_claim_seal(ent_claim *claim);

enum { ENT_VOTE_HEAD_BYTES = 6, ENT_VOTE_TAIL_BYTES = 4 };
/** Is it one state's vote in a roll call, and nothing more: no figure, note or second date? */
ENT_API bool ent_claim_is_vote(const ent_claim *claim);
/** First bytes of a vote's id: of all that it states but from, from_code, event_code and sign. */
ENT_API void ent_claim_vote_head(const ent_claim *vote, uint8_t out[ENT_VOTE_HEAD_BYTES]);
/** Last bytes of a vote's id: of from, from_code, event_code and sign. */
ENT_API void ent_claim_vote_tail(const ent_claim *vote, uint8_t out[ENT_VOTE_TAIL_BYTES]);

/**
 * The bytes that the id is made of, one "name=value" a line: the hash chain and verify use them.
 * @error as ent_buf_add
 */
ENT_API ENT_MUST_USE ent_status ent_claim_canonical(const ent_claim *claim, ent_buf *out);

/** Deep copy into an arena. @error ENT_E_NOMEM */
ENT_API ENT_MUST_USE ent_status ent_claim_copy(const ent_claim *claim, ent_arena *arena,
                                               ent_claim *out, ent_error *err);

/** Does it move an estimate? No when MEMORY, POSTER, reliability F, or credibility 5 (improbable)
 * or 6 (cannot be judged): whoever graded a statement improbable does not want it summed. */
ENT_API bool ent_claim_has_weight(const ent_claim *claim);

/**
 * @shape out low/high in the claim's unit; an open side is +-HUGE_VAL with BASIS_BOUND
 * @return ENT_NONE when there is no quantity. Sampling intervals are 90 % (Wilson for shares).
 */
ENT_API ENT_MUST_USE ent_status ent_claim_interval(const ent_claim *claim, double *low,
                                                   double *high, ent_basis *basis);

/* ---- coverage ------------------------------------------------------------------------------- */

/** Where a set speaks, and what its silence means there. */
typedef struct ent_coverage {
    const char *id; /**< "cow-mid-v5" */
    const char *set;
    const char *indicators;              /**< blank-separated codes; "trade.*" is a prefix */
    const char *from_actors, *to_actors; /**< "*", "cow-system", or blank-separated line codes */
    ent_date from, to;
    bool absence_is_zero;  /**< true: no claim inside = none happened; false: not reported */
    const char *threshold; /**< what falls below notice: "25 battle deaths a year" */
    const char *note;
} ent_coverage;

/* ---- the sink ------------------------------------------------------------------------------- */

/** Why a row gave no claim without being wrong. Counted, never silent. */
typedef enum ent_skip {
    ENT_SKIP_MISSING = 0, /**< the source says it does not know (empty, -9, '..') */
    ENT_SKIP_AGGREGATE,   /**< a region, a world total, an organisation */
    ENT_SKIP_NOT_STATE,   /**< a territory or people our tables hold no polity for */
    ENT_SKIP_SELF,        /**< a state with itself */
    ENT_SKIP_ABSENT,      /**< the relation does not hold in this row (all flags 0) and the coverage
                               window already says so */
    ENT_SKIP_OTHER,
    ENT_SKIP_COUNT
} ent_skip;
ENT_API const char *ent_skip_name(ent_skip why);

/**
 * Where a reader sends what it finds. A reader calls, for every data row of the file, row() once,
 * then accept() for each claim in it, or skip(), or reject(). Any status but OK ends the reading.
 */
typedef struct ent_sink ent_sink;
struct ent_sink {
    ent_status (*row)(ent_sink *sink, ent_error *err);
    ent_status (*accept)(ent_sink *sink, const ent_claim *claim, ent_error *err);
    ent_status (*skip)(ent_sink *sink, ent_skip why, ent_error *err);
    /** why: file, row, byte and reason; raw: the row as read (may be NULL), kept for the user. */
    ent_status (*reject)(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err);
    ent_status (*cover)(ent_sink *sink, const ent_coverage *coverage, ent_error *err);
    void *ctx;
};

/** What a reading came to: rows = kept + rejected + sum of skipped. */
typedef struct ent_tally {
    uint64_t rows, kept, rejected, skipped[ENT_SKIP_COUNT];
    uint64_t claims;
} ent_tally;

/* ---- our own claim TSV: docs/formats/claim-tsv.md ------------------------------------------- */

/** Append the header line, or one claim as a line, of the claim TSV. @error as ent_buf_add */
ENT_API ENT_MUST_USE ent_status ent_claim_tsv_header(ent_buf *out);
ENT_API ENT_MUST_USE ent_status ent_claim_tsv_add(const ent_claim *claim, ent_buf *out);

#ifdef __cplusplus
}
#endif
#endif
