/* yardstick_priv.h: what the files of the yardstick share. */
#ifndef ENTENTE_WORKSPACE_YARDSTICK_PRIV_H
#define ENTENTE_WORKSPACE_YARDSTICK_PRIV_H

#include "workspace_priv.h"

/** Behaviour, rhetoric and the facade gap, means of both directions. */
enum { WS_YARDSTICK_TRACKS = 3 };

typedef ent_status (*ws_yardstick_put)(void *ctx, size_t quantity, int year, double value,
                                       ent_error *err);

/** Each pair's years with evidence before and after them. Nothing is given without parameters or
 * members of the state system. @error as ent_workspace_world, or what `give` returns */
ENT_MUST_USE ent_status ws_yardstick_tracks(ent_workspace *ws, ws_yardstick_put give, void *ctx,
                                            ent_error *err);

#endif
