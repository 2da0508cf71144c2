/* Files of the old site into sealed blobs: from a tar (plain or gzip) or a folder (job.h).
 *
 * Reads ustar with pax and GNU long names; names are only keys of a map and texts for display, never paths to open
 * (a folder is walked by the system's own entries, without following links). Source: POSIX.1-2017 pax.
 */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/utf8.h"
#include "import/input.h"
#include "import/job.h"
#include "store/blob.h"

enum { BLOCK = 512, FILE_MAX = 15 << 20, NAME_MAX_BYTES = 1000 };

static struct str base_name(struct str path)
{
	size_t i = path.n;
	while (i > 0 && path.p[i - 1] != '/') i--;
	return str_skip(path, i);
}

/* `path` below the uploads folder: "2019/04/x.png". */
static enum err add_file(struct job *j, struct str path, struct str bytes)
{
	struct str source = str_fmt(j->row, "%s:uploads/%.*s", j->site_name, STR_ARG(path));
	struct blob b;
	enum err e = blob_by_source(db_reading(j->w), j->row, source, &b);
	if (e == ERR_NOT_FOUND) {
		b = (struct blob){ .name = base_name(path), .source = source, .created_at = j->o->now, .alt = STR_NONE };
		for (size_t i = 0; i < j->data.post.n; i++) { /* few attachments */
			const struct post *p = &j->data.post.v[i];
			if (str_is(p->type, "attachment") && str_eq(post_meta(p, S("_wp_attached_file"), 0), path)) {
				struct str alt = post_meta(p, S("_wp_attachment_image_alt"), 0);
				if (alt.p) b.alt = alt;
			}
		}
		e = blob_put(j->w, j->row, j->o->keys, &b, bytes);
	}
	if (e) return e;
	*map_at(j->arena, &j->file, str_dup(j->arena, path)) = b.id;
	j->report->files++;
	arena_clear(j->row);
	return OK;
}

/* The part behind ".../uploads/". */
static struct str below_uploads(struct str path)
{
	size_t at = str_find(path, S("uploads/"));
	return at == SIZE_MAX ? path : str_skip(path, at + 8);
}

static int64_t octal(const char *p, size_t n)
{
	int64_t v = 0;
	for (size_t i = 0; i < n && p[i] >= '0' && p[i] <= '7'; i++) v = v * 8 + (p[i] - '0');
	return v;
}

static struct str field_of(const char *p, size_t max)
{
	return (struct str){ p, strnlen(p, max) };
}

/* The "path" record of a pax header: "27 path=uploads/x\n". */
static struct str pax_path(struct str s)
{
	while (s.n) {
		size_t blank = str_find_char(s, ' ');
		int64_t n;
		if (blank == SIZE_MAX || !str_int(str_left(s, blank), 1, (int64_t)s.n, &n) || (size_t)n <= blank + 1) return STR_NONE;
		struct str record = { s.p + blank + 1, (size_t)n - blank - 2 };
		if (str_starts(record, S("path="))) return str_skip(record, 5);
		s = str_skip(s, (size_t)n);
	}
	return STR_NONE;
}

static enum err read_tar(struct job *j, struct input *in)
{
	char head[BLOCK];
	struct str long_name = STR_NONE;
	while (input_take(in, head, BLOCK) && head[0]) {
		int64_t size = octal(head + 124, 12);
		char type = head[156];
		if (size < 0 || size > FILE_MAX) {
			import_note_add(j->report, S("大きすぎるファイルを取り込まなかった（15MBまで）"), STR_NONE);
			if (!input_take(in, NULL, (size_t)(size + BLOCK - 1) / BLOCK * BLOCK)) return ERR_INPUT;
			continue;
		}
		char *bytes = arena_alloc(j->row, (size_t)size + 1);
		if (!input_take(in, bytes, (size_t)size) || !input_take(in, NULL, (size_t)((BLOCK - size % BLOCK) % BLOCK))) return ERR_INPUT;
		struct str body = { bytes, (size_t)size };
		if (type == 'L' || type == 'x') {
			long_name = str_dup(j->arena, type == 'L' ? field_of(bytes, (size_t)size) : pax_path(body));
			continue;
		}
		struct str prefix = memcmp(head + 257, "ustar", 5) == 0 ? field_of(head + 345, 155) : STR_NONE, name = field_of(head, 100);
		if (prefix.n) name = str_fmt(j->arena, "%.*s/%.*s", STR_ARG(prefix), STR_ARG(name));
		if (long_name.n) name = long_name;
		long_name = STR_NONE;
		bool plain = (type == '0' || type == 0) && size > 0;
		if (!plain || name.n > NAME_MAX_BYTES || !utf8_valid(name)) {
			if (plain) import_note_add(j->report, S("名前を読めないファイルを取り込まなかった"), STR_NONE);
			continue;
		}
		name = str_dup(j->arena, name);
		enum err e = add_file(j, below_uploads(name), body);
		if (e) return e;
	}
	return in->err;
}

enum { DEPTH_MAX = 8 };

static enum err read_one(struct job *j, int folder, const char *name, struct str path, int64_t size)
{
	if (size > FILE_MAX || !utf8_valid(path)) {
		import_note_add(j->report, S("大きすぎるか名前を読めないファイルを取り込まなかった"), STR_NONE);
		return OK;
	}
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *bytes = arena_alloc(j->row, (size_t)size + 1);
	bool ok = fd >= 0 && read(fd, bytes, (size_t)size) == (ssize_t)size;
	if (fd >= 0) close(fd);
	return ok ? add_file(j, path, (struct str){ bytes, (size_t)size }) : ERR_IO;
}

/* The folder's own entries, links not followed. Takes over the descriptor. */
static enum err read_folder(struct job *j, int fd, struct str path, int depth)
{
	DIR *d = fdopendir(fd);
	enum err e = d ? OK : ERR_IO;
	for (struct dirent *entry; !e && (entry = readdir(d));) {
		struct stat st;
		if (entry->d_name[0] == '.' || fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW)) continue;
		struct str below = str_fmt(j->arena, "%.*s%s%s", STR_ARG(path), path.n ? "/" : "", entry->d_name);
		if (S_ISREG(st.st_mode) && st.st_size > 0) e = read_one(j, dirfd(d), entry->d_name, below, st.st_size);
		if (!S_ISDIR(st.st_mode) || depth == DEPTH_MAX) continue;
		int inner = openat(dirfd(d), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		e = inner < 0 ? ERR_IO : read_folder(j, inner, below, depth + 1);
	}
	if (d) closedir(d);
	else close(fd);
	return e;
}

enum err import_uploads(struct job *j, const char *path)
{
	struct stat st;
	struct input in;
	enum err e;
	if (stat(path, &st)) e = ERR_NOT_FOUND;
	else if (S_ISDIR(st.st_mode)) {
		int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		e = fd < 0 ? ERR_IO : read_folder(j, fd, STR_NONE, 0);
	} else {
		e = input_file(j->arena, path, &in);
		if (!e) e = read_tar(j, &in);
	}
	if (e) j->report->message = str_fmt(j->arena, "旧サイトのファイルを読めません: %s（%s）", path, err_text(e));
	return e;
}
