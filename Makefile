# kenmin: `make` builds build/kenmin.  Sources are found by wildcard: adding a file needs no line here.
#   make                 the program                        make test     unit tests (ASan, UBSan, fault points)
#   make CC=clang        with the other compiler            make lint     style, layers, clang-tidy, cppcheck
#   make SAN=address|thread|none B=dir   a variant
B    ?= build
ifeq ($(origin CC),default)
  CC := gcc
endif
SAN  ?= none
PKGS := sqlite3 libpq libssl libcrypto libsodium zlib libbrotlienc libmicrohttpd libseccomp libcurl

CFLAGS_BASE := -std=c17 -D_GNU_SOURCE -O2 -g -Isrc -I$(B)/gen -Itest/unit -iquote . \
  -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wimplicit-fallthrough \
  -Wconversion -Wno-sign-conversion -Wundef -Wpointer-arith -Wcast-qual -Werror \
  -Wno-error=deprecated-declarations \
  -fno-strict-aliasing -fno-delete-null-pointer-checks -ftrivial-auto-var-init=zero -fPIE
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
ifneq (,$(findstring clang,$(CC)))
  CFLAGS_BASE += -Wno-gnu-zero-variadic-macro-arguments -Wno-unused-command-line-argument -Wno-missing-field-initializers -Wno-unknown-warning-option \
    -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang
endif
ifeq ($(SAN),address)
  SANFLAGS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -Wno-maybe-uninitialized -fno-omit-frame-pointer -O1 -DKENMIN_FAULTS
else ifeq ($(SAN),thread)
  SANFLAGS := -fsanitize=thread -O1 -DKENMIN_FAULTS
else ifeq ($(SAN),fuzzer)
  SANFLAGS := -fsanitize=fuzzer-no-link,address,undefined -O1
else
  SANFLAGS := $(HARDEN)
endif
CFLAGS_ALL := $(CFLAGS_BASE) $(SANFLAGS) $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
# libasan has a crypt_r of its own, which needs the real one: without no-as-needed it would be left out.
LDLIBS  := $(shell pkg-config --libs $(PKGS)) -Wl,--push-state,--no-as-needed -lcrypt -Wl,--pop-state -lm -lpthread
LDFLAGS_ALL := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed $(SANFLAGS) $(LDFLAGS)

SRC   := $(shell find src -name '*.c' ! -name '*.test.c' ! -name '*.fuzz.c' | sort)
TESTS := $(shell find src test -name '*.test.c' | sort) $(wildcard test/unit/*.c)
FUZZ  := $(shell find src test -name '*.fuzz.c' | sort)
TMPL  := $(shell find src -name '*.html' | sort)
ASSET := $(sort $(shell test ! -d asset || find asset -type f ! -name ".*" ! -name "*.md"))
MIGR  := $(sort $(wildcard migrations/*.sql))
PROF  := $(sort $(wildcard src/import/profile/*.profile))

GEN_C := $(TMPL:src/%=$(B)/gen/%.c) $(B)/gen/asset_data.c $(B)/gen/migration_data.c $(B)/gen/profile_data.c $(B)/gen/postal_data.c
GEN_H := $(TMPL:src/%=$(B)/gen/%.h)
# Templates of the tests (test/tmplc): compiled into kenmin-test only.
TTMPL := $(wildcard test/tmplc/*.html)
TGEN_H := $(TTMPL:%=$(B)/gen/%.h)
OBJ   := $(SRC:%.c=$(B)/%.o) $(GEN_C:%.c=%.o)
MAIN  := $(B)/src/app.o
LIB   := $(filter-out $(MAIN),$(OBJ))
TOBJ  := $(TESTS:%.c=$(B)/%.o) $(TTMPL:%=$(B)/gen/%.o)

all: $(B)/kenmin

# Everything but app.o is an archive: a program, a test or a fuzz target takes what it reaches.
$(B)/libkenmin.a: $(LIB)
	@rm -f $@; ar rcs $@ $^
	@! nm $@ 2>/dev/null | awk '$$2 ~ /^[TDRB]$$/ { print $$3 }' | sort | uniq -d | sed 's/^/two functions or objects are called /' | grep . >&2
$(B)/kenmin: $(MAIN) $(B)/libkenmin.a
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)
# The template compiler as a library, for its tests and its fuzz target.
$(B)/tmplc/%.o: tool/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -DTMPLC_LIB -MMD -MP -c -o $@ $<
$(B)/libtmplc.a: $(B)/tmplc/tmplc.o $(B)/tmplc/tmpl_html.o
	@rm -f $@; ar rcs $@ $^
$(B)/kenmin-test: $(TOBJ) $(B)/libtmplc.a $(B)/libkenmin.a
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)
$(B)/fuzz/%: $(B)/%.fuzz.o $(B)/libtmplc.a $(B)/libkenmin.a
	@mkdir -p $(@D)
	$(CC) $(filter-out -fsanitize=fuzzer-no-link%,$(LDFLAGS_ALL)) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LDLIBS)

# Tools run at build time: built with gcc, without sanitizers, on the strings and arenas of src/core.
TOOL_CORE := $(addprefix src/core/,arena.c err.c log.c out.c str.c vec.c utf8.c)
TOOL_CC = @mkdir -p $(@D); gcc -std=c17 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Wno-deprecated-declarations -Werror -Isrc -Itool \
	-o $@ $(filter %.c,$^) -lbrotlienc -lz -lcrypto -Wl,--as-needed
$(B)/tool/tmplc: tool/tmplc.c tool/tmpl_html.c $(wildcard tool/*.h) $(TOOL_CORE) ; $(TOOL_CC)
$(B)/tool/%: tool/%.c $(TOOL_CORE) ; $(TOOL_CC)

# A list of names is rewritten only when it changed, so that a file that was taken away is noticed too.
$(B)/gen/test/%.html.c $(B)/gen/test/%.html.h &: test/%.html $(B)/tool/tmplc
	@mkdir -p $(@D)
	$(B)/tool/tmplc $< $(B)/gen/test/$*.html.c $(B)/gen/test/$*.html.h
$(B)/gen/%.html.c $(B)/gen/%.html.h &: src/%.html $(B)/tool/tmplc
	@mkdir -p $(@D)
	$(B)/tool/tmplc $< $(B)/gen/$*.html.c $(B)/gen/$*.html.h
$(B)/gen/asset.list: FORCE
	@mkdir -p $(@D); echo '$(ASSET)' | cmp -s - $@ || echo '$(ASSET)' > $@
$(B)/gen/migration.list: FORCE
	@mkdir -p $(@D); echo '$(MIGR)' | cmp -s - $@ || echo '$(MIGR)' > $@
$(B)/gen/asset_data.c: $(B)/gen/asset.list $(ASSET) $(B)/tool/embed
	$(B)/tool/embed asset $@ $(ASSET)
$(B)/gen/migration_data.c: $(B)/gen/migration.list $(MIGR) $(B)/tool/embed
	$(B)/tool/embed migration $@ $(MIGR)
$(B)/gen/profile_data.c: $(PROF) $(B)/tool/embed
	@mkdir -p $(@D)
	$(B)/tool/embed profile $@ $(PROF)

# Postal codes of Japan: Debian's skkdic-extra.
POSTAL := /usr/share/skk/SKK-JISYO.zipcode
$(B)/gen/postal_data.c: $(B)/tool/postal $(wildcard $(POSTAL))
	@mkdir -p $(@D)
	$(B)/tool/postal $@ $(POSTAL)

# Templates first; after that the .d files know who includes which.
$(OBJ) $(FUZZ:%.c=$(B)/%.o): | $(GEN_H)
$(TOBJ): | $(GEN_H) $(TGEN_H)
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<
$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(B)/bench/%: test/bench/%.c $(B)/libkenmin.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)

# Programs of the raw HTTP tests (test/http/run).
$(B)/http/%: $(B)/test/http/%.o $(B)/test/http/bytes.o $(B)/test/http/script.o $(B)/test/http/naughty.o $(B)/test/http/form_scan.o $(B)/libkenmin.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)

# What the oracle tests look at (test/browser/oracle.mjs).
$(B)/test/oracle/render.o: | $(TGEN_H)
$(B)/oracle/render: $(TTMPL:%=$(B)/gen/%.o)
$(B)/oracle/planted: $(B)/test/http/bytes.o $(B)/test/http/form_scan.o
$(B)/oracle/%: $(B)/test/oracle/%.o $(B)/libkenmin.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) $(B)/libkenmin.a $(LDLIBS)

bench: $(patsubst test/bench/%.c,$(B)/bench/%,$(wildcard test/bench/*.c))
test: ; $(MAKE) B=build-san SAN=address build-san/kenmin-test && ./build-san/kenmin-test
fuzz: $(FUZZ:%.fuzz.c=$(B)/fuzz/%)
FORM := $(shell find src tool test -name node_modules -prune -o \( -name '*.[ch]' -o -path 'src/*' \( -name '*.def' -o -name '*.html' \) \) -print | sort)
# The documents printed from the program's own tables (test/suite/48-docs compares them).
doc: $(B)/kenmin ; $(B)/kenmin doc doc
style: $(B)/tool/style $(B)/tool/layers
	@$(B)/tool/layers $(FORM) && $(B)/tool/style $(FORM)
# Every generated header, for those who read sources without compiling them.
generated: $(GEN_H) $(TGEN_H)
lint: style ; tool/lint
clean: ; rm -rf build build-*

FORCE:
.PHONY: all bench test fuzz doc style generated lint clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
