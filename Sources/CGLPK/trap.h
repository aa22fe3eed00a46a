// The trap that every guarded function sets before it calls GLPK. Internal to this target.
#ifndef CGLPK_TRAP_H
#define CGLPK_TRAP_H

#include <setjmp.h>

#include "CGLPK.h"

extern _Thread_local jmp_buf cglpk_trap;

// Silences GLPK and catches its errors. The hooks live in GLPK's environment and go with it, hence
// they are set at every entry.
void cglpk_install_hooks(void);

// First in a function's body. A variable changed after it must not be read after a jump; since a
// jump ends the function, none is.
#define TRAPPED                                 \
  if (setjmp(cglpk_trap)) return CGLPK_ABORTED; \
  cglpk_install_hooks()

#endif
