/* Files inside the database: uploads and imported files as sealed blobs, never as files.
 *
 * Bytes are sealed in chunks of 256 kB under a key of the blob (wrapped like a person key). A blob is not served
 * until its scan state is CLEAN or STAFF (imported files: scanned by jobs; see feature docs).
 */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H

#include "store/db.h"

struct keys;
enum blob_scan { BLOB_UNSCANNED = 1, BLOB_CLEAN, BLOB_INFECTED, BLOB_HELD };
struct blob {
	int64_t id, size, scan, created_at;
	struct str name;       /* what the uploader called it: for display and Content-Disposition only */
	struct str type;       /* by content, from a fixed list */
	struct str alt;        /* 代替テキスト; "" = decorative */
	struct str source;     /* "super:wp-content/uploads/2019/04/x.png" or "" */
	struct str sha256;     /* hex */
	int64_t width, height; /* images */
};
MUST_USE enum err blob_put(struct db_write *, struct arena *, const struct keys *, struct blob *, struct str bytes);
MUST_USE enum err blob_info(struct db_read *, struct arena *, int64_t id, struct blob *);
MUST_USE enum err blob_by_source(struct db_read *, struct arena *, struct str source, struct blob *);
MUST_USE enum err blob_bytes(struct db_read *, struct arena *, const struct keys *, int64_t id, struct str *bytes);
MUST_USE enum err blob_set_scan(struct db_write *, int64_t id, enum blob_scan);
/* The MIME type by magic bytes: PDF, Word, Excel, PowerPoint (old and new), JPEG, PNG, GIF, WebP, text; else
 * application/octet-stream (download only). Fills width and height of images. */
struct str blob_type(struct str bytes, int64_t *width, int64_t *height);

#endif
