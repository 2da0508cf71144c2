/* Bytes of a file (import/input.h) through zlib, which reads plain files as they are. */
#include "import/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { WINDOW = 256 * 1024 };

static void close_gz(void *gz)
{
	gzclose_r((gzFile)gz);
}

enum err input_file(struct arena *a, const char *path, struct input *in)
{
	*in = (struct input){ .line = 1 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	struct stat st;
	gzFile gz = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? gzdopen(fd, "rb") : NULL;
	if (!gz) {
		close(fd);
		return ERR_IO;
	}
	gzbuffer(gz, 128 * 1024);
	arena_defer(a, close_gz, gz);
	in->gz = gz;
	in->size = st.st_size;
	in->window = arena_alloc(a, WINDOW);
	in->at = in->end = in->counted = in->window;
	return OK;
}

void input_memory(struct input *in, struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	*in = (struct input){ .at = p, .end = p + bytes.n, .counted = p, .line = 1 };
}

static void count_lines(struct input *in, const unsigned char *upto)
{
	const unsigned char *p = in->counted;
	while (p < upto && (p = memchr(p, '\n', (size_t)(upto - p)))) {
		in->line++;
		p++;
	}
	in->counted = upto;
}

int64_t input_line(struct input *in)
{
	count_lines(in, in->at);
	return in->line;
}

/* Reads behind what is left of the window (moved to its start). */
bool input_fill(struct input *in)
{
	if (!in->gz || in->err) return false;
	count_lines(in, in->at);
	size_t left = (size_t)(in->end - in->at);
	in->taken += in->at - in->window;
	memmove(in->window, in->at, left);
	int n = gzread((gzFile)in->gz, in->window + left, (unsigned)(WINDOW - left)), code = Z_OK;
	gzerror((gzFile)in->gz, &code);
	if (n < 0 || (code != Z_OK && code != Z_STREAM_END)) in->err = code == Z_ERRNO ? ERR_IO : ERR_INPUT;
	in->at = in->counted = in->window;
	in->end = in->window + left + (n > 0 ? n : 0);
	return n > 0;
}

bool input_ahead(struct input *in, size_t n)
{
	ASSERT(n <= 64);
	while ((size_t)(in->end - in->at) < n)
		if (!input_fill(in)) return false;
	return true;
}

int input_progress(const struct input *in)
{
	if (!in->gz || in->size <= 0) return 0;
	int64_t at = gzoffset((gzFile)in->gz);
	return at < 0 ? 0 : (int)(at * 1000 / in->size);
}

bool input_take(struct input *in, void *to, size_t n)
{
	unsigned char *p = to;
	while (n) {
		if (in->at >= in->end && !input_fill(in)) return false;
		size_t have = (size_t)(in->end - in->at), part = have < n ? have : n;
		if (p) {
			memcpy(p, in->at, part);
			p += part;
		}
		in->at += part;
		n -= part;
	}
	return true;
}
