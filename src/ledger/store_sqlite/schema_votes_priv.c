/* schema_votes_priv.c: schema 3: roll calls whose votes came in bulk, and all claims in one view.
 */
#include "ledger/store_sqlite/sqlite_priv.h"

/* A vote is a claim: its number is one of the claims' numbers, its id is its call's head and its
 * choice's tail. Votes of a voter lie side by side, in a block. */
const char ent_sqlite_vote_tables[] =
    "CREATE TABLE vote_call("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, frame INTEGER NOT NULL,"
    " head INTEGER NOT NULL, valid_from INTEGER, known_from INTEGER, cluster INTEGER,"
    " label INTEGER, record TEXT NOT NULL, locator TEXT) STRICT;"
    "CREATE TABLE vote_choice("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, frame INTEGER NOT NULL,"
    " polity INTEGER NOT NULL, from_code INTEGER, tail INTEGER NOT NULL) STRICT;"
    "CREATE TABLE vote_block("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, polity INTEGER NOT NULL,"
    " votes INTEGER NOT NULL) STRICT;"
    "CREATE INDEX vote_block_polity ON vote_block(polity);"
    "CREATE TABLE vote("
    " n INTEGER PRIMARY KEY, choice INTEGER NOT NULL, call INTEGER NOT NULL, file_row INTEGER,"
    " file_byte INTEGER) STRICT;";

const char ent_sqlite_vote_triggers[] = ENT_SQLITE_KEEP("vote_call") ENT_SQLITE_KEEP("vote_choice")
    ENT_SQLITE_KEEP("vote_block") ENT_SQLITE_KEEP("vote");
