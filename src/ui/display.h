/* 文字サイズ・背景色: POST /settings/display of each site sets the cookie and goes back. */
#ifndef UI_DISPLAY_H
#define UI_DISPLAY_H

#include "http/route.h"

extern const struct route display_routes[];

#endif
