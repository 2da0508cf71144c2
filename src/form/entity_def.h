/* The macros that turn a .def file into a struct and a table (form/entity.h says what a row means).
 *
 * Recipe, in feature/group/group.h:
 *     struct group {
 *         struct record record;
 *     #define ROW ROW_MEMBER
 *     #define SECTION SECTION_NONE
 *     #include "feature/group/group.def"
 *     };
 * in feature/group/group.c:
 *     #define ENTITY_STRUCT struct group
 *     #define ROW ROW_FIELD
 *     #define SECTION SECTION_FIELD
 *     static const struct field group_fields[] = {
 *     #include "feature/group/group.def"
 *     };
 *     const struct entity group_entity = { .name = "group", .table = "grp", ..., ENTITY_FIELD_TABLE(group_fields),
 *         .size = sizeof(struct group) };
 * Each .def ends with #undef ROW and #undef SECTION. No include guard: only macros, all the same.
 */
#ifndef FORM_ENTITY_DEF_H
#define FORM_ENTITY_DEF_H

#include "form/entity.h"

#define CTYPE_TEXT struct str
#define CTYPE_LONG struct str
#define CTYPE_KANA struct str
#define CTYPE_EMAIL struct str
#define CTYPE_PHONE struct str
#define CTYPE_POSTAL struct str
#define CTYPE_URL struct str
#define CTYPE_RICH struct str
#define CTYPE_INT int64_t
#define CTYPE_BOOL int64_t
#define CTYPE_DATE int64_t
#define CTYPE_TIME int64_t
#define CTYPE_STAMP int64_t
#define CTYPE_FILE_ID int64_t
#define CTYPE_CHOICE(list) int64_t
#define CTYPE_MULTI(list) int64_t
#define CTYPE_REF(entity) int64_t

#define DTYPE_TEXT TYPE_TEXT, ""
#define DTYPE_LONG TYPE_LONG, ""
#define DTYPE_KANA TYPE_KANA, ""
#define DTYPE_EMAIL TYPE_EMAIL, ""
#define DTYPE_PHONE TYPE_PHONE, ""
#define DTYPE_POSTAL TYPE_POSTAL, ""
#define DTYPE_URL TYPE_URL, ""
#define DTYPE_RICH TYPE_RICH, ""
#define DTYPE_INT TYPE_INT, ""
#define DTYPE_BOOL TYPE_BOOL, ""
#define DTYPE_DATE TYPE_DATE, ""
#define DTYPE_TIME TYPE_TIME, ""
#define DTYPE_STAMP TYPE_STAMP, ""
#define DTYPE_FILE_ID TYPE_FILE_ID, ""
#define DTYPE_CHOICE(list) TYPE_CHOICE, #list
#define DTYPE_MULTI(list) TYPE_MULTI, #list
#define DTYPE_REF(entity) TYPE_REF, #entity

#define NEED(a, b, c) { a, b, c }
#define NEED1(a) { a, a, a }
#define SHOW(a, b, c) { a, b, c }
#define SHOW1(a) { a, a, a }
#define ALWAYS { COND_ALWAYS, "", 0 }
#define IF_IS(column, value) { COND_IS, #column, value }
#define IF_HAS(column, value) { COND_HAS, #column, value }

#define ROW_MEMBER(row, column, type, label, need, when, show, flags, max, help) CTYPE_##type column;
#define SECTION_NONE(title)
#define ROW_FIELD(row, column, type, label, need, when, show, flags, max, help) \
	{ row, #column, DTYPE_##type, label, need, when, show, flags, max, help, offsetof(ENTITY_STRUCT, column) },
#define SECTION_FIELD(title) { 0, "", TYPE_SECTION, "", title, NEED1(NOT), ALWAYS, SHOW1(OWN), 0, 0, "", 0 },
#define ENTITY_FIELD_TABLE(t) .field = (t), .fields = COUNT_OF(t)

#endif
