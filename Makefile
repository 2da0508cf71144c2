# kenmin: `make` builds build/kenmin.  Sources are found by wildcard: adding a file needs no line here.
#   make                 the program                        make test     unit tests (ASan, UBSan, fault points)
#   make CC=clang        with the other compiler            make lint     style, layers, clang-tidy, cppcheck
#   make SAN=address|thread|none B=dir   a variant
B    ?= build
CC   ?= gcc
SAN  ?= none
PKGS := sqlite3 libpq libssl libcrypto libsodium zlib libbrotlienc libmicrohttpd libseccomp

CFLAGS_BASE := -std=c17 -D_GNU_SOURCE -O2 -g -Isrc -I$(B)/gen -Itest/unit \
  -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wimplicit-fallthrough \
  -Wconversion -Wno-sign-conversion -Wundef -Wpointer-arith -Wcast-qual -Werror \
  -Wno-error=deprecated-declarations \
  -fno-strict-aliasing -fno-delete-null-pointer-checks -ftrivial-auto-var-init=zero -fPIE
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
ifneq (,$(findstring clang,$(CC)))
  CFLAGS_BASE += -Wno-gnu-zero-variadic-macro-arguments -Wno-unused-command-line-argument -Wno-unknown-warning-option
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
LDLIBS  := $(shell pkg-config --libs $(PKGS)) -lcrypt -lm -lpthread
LDFLAGS_ALL := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed $(SANFLAGS) $(LDFLAGS)

SRC   := $(shell find src -name '*.c' ! -name '*.test.c' ! -name '*.fuzz.c' | sort)
TESTS := $(shell find src -name '*.test.c' | sort) $(wildcard test/unit/*.c)
FUZZ  := $(shell find src -name '*.fuzz.c' | sort)
TMPL  := $(shell find src -name '*.html' | sort)
ASSET := $(shell find asset -type f | sort)
MIGR  := $(sort $(wildcard migrations/*.sql))

GEN_C := $(TMPL:src/%=$(B)/gen/%.c) $(B)/gen/asset_data.c $(B)/gen/migration_data.c
GEN_H := $(TMPL:src/%=$(B)/gen/%.h)
OBJ   := $(SRC:%.c=$(B)/%.o) $(GEN_C:%.c=%.o)
MAIN  := $(B)/src/app.o
LIB   := $(filter-out $(MAIN),$(OBJ))
TOBJ  := $(TESTS:%.c=$(B)/%.o)

all: $(B)/kenmin

$(B)/kenmin: $(OBJ)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)
$(B)/kenmin-test: $(LIB) $(TOBJ)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LDLIBS)
$(B)/fuzz/%: $(B)/src/%.fuzz.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(filter-out -fsanitize=fuzzer-no-link%,$(LDFLAGS_ALL)) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LDLIBS)

# Tools run at build time: built with the host compiler, without sanitizers.
$(B)/tool/%: tool/%.c
	@mkdir -p $(@D)
	gcc -std=c17 -D_GNU_SOURCE -O1 -g -Wall -Wextra -Werror -o $@ $<
$(B)/gen/%.html.c $(B)/gen/%.html.h &: src/%.html $(B)/tool/tmplc
	@mkdir -p $(@D)
	$(B)/tool/tmplc $< $(B)/gen/$*.html.c $(B)/gen/$*.html.h
$(B)/gen/asset_data.c: $(ASSET) $(B)/tool/embed
	@mkdir -p $(@D)
	$(B)/tool/embed asset $@ $(ASSET)
$(B)/gen/migration_data.c: $(MIGR) $(B)/tool/embed
	@mkdir -p $(@D)
	$(B)/tool/embed migration $@ $(MIGR)

$(B)/%.o: %.c | $(GEN_H)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<
$(B)/gen/%.o: $(B)/gen/%.c | $(GEN_H)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

test: ; $(MAKE) B=build-san SAN=address build-san/kenmin-test && ./build-san/kenmin-test
fuzz: $(FUZZ:src/%.fuzz.c=$(B)/fuzz/%)
style: $(B)/tool/style $(B)/tool/layers
	$(B)/tool/layers src && $(B)/tool/style src tool
lint: style ; tool/lint
clean: ; rm -rf build build-*

.PHONY: all test fuzz style lint clean
.DELETE_ON_ERROR:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
