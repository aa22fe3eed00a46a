#include "trap.h"

#include <glpk.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

_Thread_local jmp_buf cglpk_trap;
static _Thread_local char message[512];
static _Thread_local uint64_t generation;

// Keeps what GLPK prints, and keeps it off the terminal. When full, the newest text wins.
static int on_output(void *info, const char *text) {
  (void)info;
  size_t used = strlen(message);
  if (used + strlen(text) >= sizeof message) used = 0;
  snprintf(message + used, sizeof message - used, "%s", text);
  return 1;
}

// The environment is freed before the jump: GLPK's state is undefined after an error.
static void on_error(void *info) {
  (void)info;
  cglpk_release();
  longjmp(cglpk_trap, 1);
}

void cglpk_install_hooks(void) {
  message[0] = 0;
  glp_term_out(GLP_ON);
  glp_term_hook(on_output, NULL);
  glp_error_hook(on_error, NULL);
}

uint64_t cglpk_thread(void) {
  static _Atomic uint64_t last;
  static _Thread_local uint64_t mine;
  if (!mine) mine = atomic_fetch_add(&last, 1) + 1;
  return mine;
}

uint64_t cglpk_generation(void) { return generation; }

const char *cglpk_message(void) { return message; }

void cglpk_release(void) {
  glp_free_env();
  generation++;
}

int cglpk_provoke_abort(glp_prob *problem) {
  TRAPPED;
  glp_set_row_bnds(problem, glp_get_num_rows(problem) + 1, GLP_FR, 0, 0);
  return 0;
}
