/* feeds.c: event files through the feed engine into the ledger, or into memory for a dry run. */
#include "workspace_priv.h"

#include <string.h>

static ent_status
choose_feed(const ent_feed_request *request, const ent_feed **out, ent_error *err)
{
    ent_status st;

    if (request->n_paths == 0) return ent_fail(err, ENT_E_SHAPE, "no file is named");
    if (request->feed) {
        *out = ent_feed_by_name(request->feed);
        if (*out) return ENT_OK;
        return ent_fail(err, ENT_E_UNKNOWN,
                        "no feed is called \"%s\"; `entente import --list` names them",
                        request->feed);
    }
    if (strcmp(request->paths[0], "-") == 0)
        return ent_fail(err, ENT_E_FORMAT,
                        "a stream is read once, so its feed must be named: --feed NAME");
    st = ent_feed_of_path(request->paths[0], out, err);
    if (st == ENT_NONE)
        return ent_fail(err, ENT_E_FORMAT, "%s fits no event feed", request->paths[0]);
    return st;
}

static ent_feed_options
options_of(const ent_workspace *ws, const ent_feed_request *request, const ent_feed *feed)
{
    return (ent_feed_options){.ref = ws->ref,
                              .paths = request->paths,
                              .n_paths = request->n_paths,
                              .feed = feed->name,
                              .threads = request->threads,
                              .temp_dir = request->temp_dir,
                              .watch = request->watch,
                              .n_watch = request->n_watch,
                              .progress = request->progress,
                              .progress_ctx = request->progress_ctx};
}

ent_status
ent_workspace_import_feed(ent_workspace *ws, const ent_feed_request *request, ent_feed_summary *out,
                          ent_error *err)
{
    const ent_feed *feed = NULL;
    const ent_source_info *set;
    ent_event_sink *sink = NULL;
    ent_events_info info = {0};
    ent_feed_options options;
    const char *citation[8];
    ent_status st = choose_feed(request, &feed, err);

    if (st) return st;
    set = ent_source_set(feed->set);
    info = (ent_events_info){.set = feed->set,
                             .feed = feed->name,
                             .feed_version = feed->version,
                             .imported_at = ws->now ? ws->now : ""};
    if (set) {
        info.released = set->released;
        ws_cite(set, citation);
        info.citation = citation;
    }
    st = ent_ledger_events_begin(ws->ledger, &info, &sink, err);
    if (st) return st;
    options = options_of(ws, request, feed);
    st = ent_feed_run(&options, sink, out, err);
    ent_ledger_events_end(ws->ledger, sink);
    return st;
}

ent_status
ent_workspace_count_feed(ent_workspace *ws, const ent_feed_request *request, ent_event_table *out,
                         ent_feed_summary *summary, ent_error *err)
{
    const ent_feed *feed = NULL;
    ent_feed_options options;
    ent_status st;

    ent_event_table_init(out, false);
    st = choose_feed(request, &feed, err);
    if (st) return st;
    options = options_of(ws, request, feed);
    return ent_feed_run(&options, &out->sink, summary, err);
}
