/* base/error_priv.h: an error of the system as an ent_error. */
#ifndef ENT_BASE_ERROR_PRIV_H
#define ENT_BASE_ERROR_PRIV_H

#include "entente/base.h"

/** "cannot <what>: <reason of errno_value>", with the file; ENT_E_IO, or ENT_E_NOMEM for ENOMEM. */
ent_status ent_fail_errno(ent_error *err, const char *file, const char *what, int errno_value);

#endif
