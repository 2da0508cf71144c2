/* The allow-list of embeds (rich_embed.h). A host is added by one row. */
#include "html/rich_embed.h"

#include <string.h>

#include "html/url.h"

enum shape {
	FRAME,       /* the address itself is a frame */
	FRAME_PAGE,  /* and may be opened as a page too */
	YOUTUBE_ID,  /* the video's id stands behind `path` */
	YOUTUBE_V    /* the video's id is the parameter v */
};
static const struct service {
	const char *host, *path; /* the path must begin so */
	enum shape shape;
	const char *name, *what; /* "YouTube" "動画" */
} service[] = {
	{ "www.youtube.com", "/embed/", YOUTUBE_ID, "YouTube", "動画" },
	{ "www.youtube-nocookie.com", "/embed/", YOUTUBE_ID, "YouTube", "動画" },
	{ "youtube.com", "/embed/", YOUTUBE_ID, "YouTube", "動画" },
	{ "www.youtube.com", "/shorts/", YOUTUBE_ID, "YouTube", "動画" },
	{ "youtube.com", "/shorts/", YOUTUBE_ID, "YouTube", "動画" },
	{ "youtu.be", "/", YOUTUBE_ID, "YouTube", "動画" },
	{ "www.youtube.com", "/watch", YOUTUBE_V, "YouTube", "動画" },
	{ "m.youtube.com", "/watch", YOUTUBE_V, "YouTube", "動画" },
	{ "youtube.com", "/watch", YOUTUBE_V, "YouTube", "動画" },
	{ "player.vimeo.com", "/video/", FRAME_PAGE, "Vimeo", "動画" },
	{ "www.google.com", "/maps/embed", FRAME, "Google マップ", "地図" },
	{ "www.google.co.jp", "/maps/embed", FRAME, "Google マップ", "地図" },
	{ "maps.google.com", "/maps", FRAME, "Google マップ", "地図" },
	{ "maps.google.co.jp", "/maps", FRAME, "Google マップ", "地図" },
	{ "calendar.google.com", "/calendar/embed", FRAME_PAGE, "Google カレンダー", "予定表" },
	{ "www.google.com", "/calendar/embed", FRAME_PAGE, "Google カレンダー", "予定表" },
	{ "docs.google.com", "/forms/", FRAME_PAGE, "Google フォーム", "入力フォーム" },
	{ "www.facebook.com", "/plugins/", FRAME, "Facebook", "投稿" },
	{ "www.instagram.com", "/p/", FRAME_PAGE, "Instagram", "投稿" },
	{ "www.instagram.com", "/reel/", FRAME_PAGE, "Instagram", "投稿" },
	{ "platform.twitter.com", "/embed/", FRAME, "X（旧Twitter）", "投稿" },
};

static bool is_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static struct str id_at_start(struct str s)
{
	size_t n = 0;
	while (n < s.n && is_id(s.p[n])) n++;
	return n >= 6 && n <= 20 ? str_left(s, n) : STR_NONE;
}

static struct str parameter(struct str url, struct str name)
{
	size_t at = str_find_char(url, '?');
	struct str rest = at == SIZE_MAX ? STR_NONE : str_skip(url, at + 1), part;
	while (str_split(&rest, '&', &part))
		if (str_starts(part, name)) return str_skip(part, name.n);
	return STR_NONE;
}

/* A playlist has a name in the place of the id, and the list in the parameter. */
static bool youtube(struct arena *a, const struct service *s, struct str url, struct str tail, struct rich_embed *e)
{
	struct str id = id_at_start(s->shape == YOUTUBE_V ? parameter(url, S("v=")) : tail);
	struct str list = parameter(url, S("list="));
	if (!id.n) return false;
	if (str_is(id, "videoseries")) {
		size_t n = 0;
		while (n < list.n && is_id(list.p[n])) n++;
		if (n < 6 || n > 64) return false;
		e->src = str_fmt(a, "https://www.youtube-nocookie.com/embed/videoseries?list=%.*s", (int)n, list.p);
		e->page = str_fmt(a, "https://www.youtube.com/playlist?list=%.*s", (int)n, list.p);
	} else {
		e->src = str_fmt(a, "https://www.youtube-nocookie.com/embed/%.*s", STR_ARG(id));
		e->page = str_fmt(a, "https://www.youtube.com/watch?v=%.*s", STR_ARG(id));
	}
	e->origin = S("https://www.youtube-nocookie.com");
	return true;
}

static bool plain_frame(struct arena *a, const struct service *s, struct str url, struct rich_embed *e)
{
	struct url checked;
	struct str https = str_starts(url, S("http://")) ? str_cat(a, S("https://"), str_skip(url, 7)) : url;
	if (!url_checked(a, https, &checked) || checked.s.n > 2000) return false;
	if (str_is(str_of(s->host), "maps.google.com") || str_is(str_of(s->host), "maps.google.co.jp"))
		if (!str_is(parameter(url, S("output=")), "embed")) return false;
	e->src = checked.s;
	e->page = s->shape == FRAME_PAGE ? checked.s : STR_NONE;
	e->origin = str_fmt(a, "https://%s", s->host);
	return true;
}

const struct rich_embed *rich_embed_find(struct arena *a, struct str url, struct str title, bool frame)
{
	struct str rest = str_starts(url, S("https:")) ? str_skip(url, 6) : str_starts(url, S("http:")) ? str_skip(url, 5) : url;
	if (!str_starts(rest, S("//"))) return NULL;
	if (rest.n == url.n) url = str_cat(a, S("https:"), url);
	rest = str_skip(rest, 2);
	for (size_t i = 0; i < COUNT_OF(service); i++) {
		const struct service *s = &service[i];
		struct str host = str_of(s->host);
		if (!str_eq_nocase(str_left(rest, host.n), host) || !str_starts(str_skip(rest, host.n), str_of(s->path))) continue;
		bool video = s->shape == YOUTUBE_ID || s->shape == YOUTUBE_V;
		if (!frame && !video) continue;
		struct rich_embed e = { .page = STR_NONE, .service = str_of(s->name) };
		struct str tail = str_skip(rest, host.n + strlen(s->path));
		if (!(video ? youtube(a, s, url, tail, &e) : plain_frame(a, s, url, &e))) continue;
		title = str_clip(str_trim(title), 300);
		e.title = title.n ? str_dup(a, title) : str_fmt(a, "%sの%s", s->name, s->what);
		struct rich_embed *found = ARENA_NEW(a, struct rich_embed);
		*found = e;
		return found;
	}
	return NULL;
}
