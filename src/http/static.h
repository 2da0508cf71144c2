/* "/asset/...": the files built into the program (http/asset.h), GET and HEAD only. */
#ifndef HTTP_STATIC_H
#define HTTP_STATIC_H

#include "http/reply.h"

/* False when the path is not below "/asset/" or names no file. */
bool static_reply(struct str full_path, struct reply *);

#endif
