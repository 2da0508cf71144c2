/* The other ways to write a word of a query (core/token.h: word_forms). A table and the particle の; no grammar. */
#include <string.h>

#include "core/token.h"
#include "core/utf8.h"

/* The spellings of one place in a word: a row of the table, "の or nothing", or the text as it is. */
struct piece {
	struct str text;     /* as it stands */
	const char *choices; /* separated by blanks; NULL: none but the text */
	bool droppable;      /* may be left out (の) */
	bool optional;       /* stands for nothing, and may be の */
};
enum { PIECES_MAX = 32, KANJI_RUN_MAX = 7, FORM_BYTES_MAX = 600, TRIES_MAX = 200 };
struct pieces {
	struct piece v[PIECES_MAX];
	size_t n;
};

static const char *const table[] = {
#define VARIANT(spellings, reason) spellings,
#include "core/variant.def"
#undef VARIANT
};

/* The row that has the longest spelling the text begins with; NULL when there is none. */
static const char *row_at(struct str text, size_t *length)
{
	const char *best = NULL;
	*length = 0;
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		struct str rest = str_of(table[i]), one;
		while (str_split(&rest, ' ', &one)) {
			if (one.n <= *length || !str_starts(text, one)) continue;
			*length = one.n;
			best = table[i];
		}
	}
	return best;
}

static bool is_kanji(uint32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3005 || (c >= 0x20000 && c <= 0x3ffff);
}

/* How many kanji the text begins with; *bytes: their length. */
static size_t kanji_run(struct str text, size_t *bytes)
{
	size_t n = 0, whole = text.n;
	*bytes = 0;
	while (text.n && is_kanji(utf8_next(&text))) {
		n++;
		*bytes = whole - text.n;
	}
	return n;
}

/* Where の may be put in: between two characters of a run of four to seven kanji, two at least on each side. */
static void mark_joints(struct str word, bool *joint)
{
	for (size_t at = 0; at < word.n;) {
		struct str rest = str_skip(word, at);
		size_t bytes, n = kanji_run(rest, &bytes);
		for (size_t k = 2; n >= 4 && n <= KANJI_RUN_MAX && k + 2 <= n; k++) {
			struct str after = rest;
			for (size_t i = 0; i < k; i++) utf8_next(&after);
			joint[at + rest.n - after.n] = true;
		}
		if (!n) {
			struct str after = rest;
			utf8_next(&after);
			bytes = rest.n - after.n;
		}
		at += bytes;
	}
}

/* の between two kanji words may be left out. `before`: kanji that stand in front of it. */
static bool is_particle(struct str rest, size_t before)
{
	size_t bytes;
	return before >= 2 && str_starts(rest, S("の")) && kanji_run(str_skip(rest, 3), &bytes) >= 2;
}

static void add(struct pieces *p, struct piece piece)
{
	struct piece *last = p->n ? &p->v[p->n - 1] : NULL;
	bool plain = !piece.choices && !piece.droppable && !piece.optional;
	if (last && plain && !last->choices && !last->droppable && !last->optional) last->text.n += piece.text.n;
	else if (p->n < PIECES_MAX) p->v[p->n++] = piece;
}

static bool cut(struct arena *a, struct str word, struct pieces *p)
{
	bool *joint = ARENA_ARRAY(a, bool, word.n + 1), any = false;
	size_t kanji = 0;
	mark_joints(word, joint);
	for (size_t at = 0; at < word.n && p->n < PIECES_MAX;) {
		struct str rest = str_skip(word, at), after = rest;
		size_t length;
		if (joint[at] && at) add(p, (struct piece){ .text = STR_NONE, .optional = true });
		struct piece piece = { .choices = row_at(rest, &length) };
		uint32_t c = utf8_next(&after);
		if (!piece.choices) {
			length = rest.n - after.n;
			piece.droppable = is_particle(rest, kanji);
		}
		kanji = is_kanji(c) && !piece.choices ? kanji + 1 : piece.choices ? 2 : 0;
		piece.text = str_left(rest, length);
		any = any || piece.choices || piece.droppable || joint[at];
		add(p, piece);
		at += length;
	}
	return any && p->n < PIECES_MAX;
}

/* The k-th way to write the piece, 0 as it stands; false past the last. */
static bool choice(const struct piece *p, size_t k, struct str *text)
{
	*text = p->text;
	if (k == 0) return true;
	if (p->droppable || p->optional) {
		*text = p->optional ? S("の") : STR_NONE;
		return k == 1;
	}
	struct str rest = p->choices ? str_of(p->choices) : STR_NONE, one;
	while (p->choices && str_split(&rest, ' ', &one)) {
		if (str_eq(one, p->text) || --k) continue;
		*text = one;
		return true;
	}
	return false;
}

/* A form that holds another one is found with that one. */
static void keep(struct str *form, size_t *n, size_t max, struct str one)
{
	for (size_t i = 0; i < *n; i++)
		if (str_find(one, form[i]) != SIZE_MAX) return;
	if (*n < max) form[(*n)++] = one;
}

static bool write_form(const struct pieces *p, const size_t *at, struct out *o)
{
	for (size_t i = 0; i < p->n; i++) {
		struct str text;
		if (!choice(&p->v[i], at[i], &text)) return false;
		out_str(o, text);
	}
	return out_ok(o);
}

/* Counts the wheel one further; false when all have been. */
static bool next_form(const struct pieces *p, size_t *at)
{
	for (size_t i = 0; i < p->n; i++) {
		struct str text;
		at[i]++;
		if (choice(&p->v[i], at[i], &text)) return true;
		at[i] = 0;
	}
	return false;
}

size_t word_forms(struct arena *a, struct str folded_word, struct str *form, size_t max)
{
	struct pieces *p = ARENA_NEW(a, struct pieces);
	size_t at[PIECES_MAX] = { 0 }, n = 0;
	ASSERT(max > 0);
	form[n++] = folded_word;
	if (!cut(a, folded_word, p)) return n;
	for (int tries = 0; n < max && tries < TRIES_MAX && next_form(p, at); tries++) {
		struct out o = out_new(a, FORM_BYTES_MAX + folded_word.n);
		if (write_form(p, at, &o)) keep(form, &n, max, out_view(&o));
	}
	return n;
}

size_t word_variants(const char *const **rows)
{
	*rows = table;
	return COUNT_OF(table);
}
