/* Files to download and pictures: /files/:id. Served only when scanned and clean (ui/record.h file_served),
 * pictures in the page, everything else as a download; type by content, never by name. */
#include "feature/file/file_routes.h"

#include "store/blob.h"
#include "ui/page.h"
#include "ui/record.h"

static struct reply file_show(struct request *req, struct db_read *db)
{
	struct blob blob;
	struct str bytes;
	enum err err = blob_info(db, req->arena, request_id(req, 0), &blob);
	if (err == OK && !file_served(&blob))
		err = ERR_NOT_FOUND;
	if (err == OK)
		err = blob_bytes(db, req->arena, req->app->keys, blob.id, &bytes);
	if (err != OK)
		return page_error(req, err);
	if (str_starts(blob.type, S("image/")))
		return reply_bytes(blob.type, bytes);
	return reply_download(req, blob.type, blob.name, bytes);
}

const struct route file_routes[] = {
	{ "/files/:id", ANYONE, file_show, NULL, NULL, ROUTE_NO_COOKIES },
	{ 0 },
};
