#include "CGLPK.h"

#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local jmp_buf trap;
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
  glp_free_env();
  generation++;
  longjmp(trap, 1);
}

// The hooks live in the environment and go with it, hence they are set at every entry.
static void install_hooks(void) {
  message[0] = 0;
  glp_term_hook(on_output, NULL);
  glp_error_hook(on_error, NULL);
}

// No variable that is changed after this line may be read after a jump; none is.
#define TRAPPED                           \
  if (setjmp(trap)) return CGLPK_ABORTED; \
  install_hooks()

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

int cglpk_create(glp_prob **problem) {
  TRAPPED;
  *problem = glp_create_prob();
  glp_set_obj_dir(*problem, GLP_MIN);
  return 0;
}

int cglpk_delete(glp_prob *problem) {
  TRAPPED;
  glp_delete_prob(problem);
  return 0;
}

static int bound_type(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

static void bound_row(glp_prob *problem, int i, double lower, double upper) {
  glp_set_row_bnds(problem, i, bound_type(lower, upper), lower, upper);
}

static void bound_column(glp_prob *problem, int j, double lower, double upper) {
  glp_set_col_bnds(problem, j, bound_type(lower, upper), lower, upper);
}

int cglpk_add_rows(
    glp_prob *problem, int count, const double *lower, const double *upper, const int *starts,
    const int *columns, const double *values) {
  TRAPPED;
  const int first = glp_add_rows(problem, count);
  for (int k = 0; k < count; k++) {
    bound_row(problem, first + k, lower[k], upper[k]);
    const int length = starts[k + 1] - starts[k];
    if (length)
      glp_set_mat_row(problem, first + k, length, columns + starts[k], values + starts[k]);
  }
  return 0;
}

int cglpk_add_columns(
    glp_prob *problem, int count, const double *cost, const double *lower, const double *upper,
    const int *starts, const int *rows, const double *values) {
  TRAPPED;
  const int first = glp_add_cols(problem, count);
  for (int k = 0; k < count; k++) {
    glp_set_obj_coef(problem, first + k, cost[k]);
    bound_column(problem, first + k, lower[k], upper[k]);
    const int length = starts[k + 1] - starts[k];
    if (length) glp_set_mat_col(problem, first + k, length, rows + starts[k], values + starts[k]);
  }
  return 0;
}

int cglpk_set_costs(glp_prob *problem, int count, const int *columns, const double *costs) {
  TRAPPED;
  for (int k = 0; k < count; k++) glp_set_obj_coef(problem, columns[k] + 1, costs[k]);
  return 0;
}

int cglpk_set_row_bounds(
    glp_prob *problem, int count, const int *rows, const double *lower, const double *upper) {
  TRAPPED;
  for (int k = 0; k < count; k++) bound_row(problem, rows[k] + 1, lower[k], upper[k]);
  return 0;
}

int cglpk_set_column_bounds(
    glp_prob *problem, int count, const int *columns, const double *lower, const double *upper) {
  TRAPPED;
  for (int k = 0; k < count; k++) bound_column(problem, columns[k] + 1, lower[k], upper[k]);
  return 0;
}

int cglpk_remove_rows(glp_prob *problem, int count, const int *rows) {
  TRAPPED;
  if (count) glp_del_rows(problem, count, rows);
  return 0;
}

int cglpk_remove_columns(glp_prob *problem, int count, const int *columns) {
  TRAPPED;
  if (count) glp_del_cols(problem, count, columns);
  return 0;
}

static double or_infinity(double bound) { return fabs(bound) == DBL_MAX ? bound * 2 : bound; }

int cglpk_get_column_bounds(glp_prob *problem, double *lower, double *upper) {
  TRAPPED;
  const int columns = glp_get_num_cols(problem);
  for (int j = 1; j <= columns; j++) {
    lower[j - 1] = or_infinity(glp_get_col_lb(problem, j));
    upper[j - 1] = or_infinity(glp_get_col_ub(problem, j));
  }
  return 0;
}

int cglpk_set_basis(
    glp_prob *problem, int row_count, const int *rows, int column_count, const int *columns) {
  TRAPPED;
  const int all_rows = glp_get_num_rows(problem), all_columns = glp_get_num_cols(problem);
  for (int i = 0; i < all_rows; i++)
    glp_set_row_stat(problem, i + 1, i < row_count ? rows[i] : GLP_BS);
  for (int j = 0; j < all_columns; j++)
    glp_set_col_stat(problem, j + 1, j < column_count ? columns[j] : GLP_NL);
  return 0;
}

int cglpk_get_basis(glp_prob *problem, int *rows, int *columns) {
  TRAPPED;
  const int all_rows = glp_get_num_rows(problem), all_columns = glp_get_num_cols(problem);
  for (int i = 0; i < all_rows; i++) rows[i] = glp_get_row_stat(problem, i + 1);
  for (int j = 0; j < all_columns; j++) columns[j] = glp_get_col_stat(problem, j + 1);
  return 0;
}

// Leaves a basis that can be factorised: the one present, or that one with rows made basic for
// basic columns since removed, or GLPK's advanced basis, or the rows alone.
static void mend_basis(glp_prob *problem) {
  if (glp_bf_exists(problem) || glp_factorize(problem) == 0) return;
  const int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
  int missing = rows;
  for (int i = 1; i <= rows; i++) missing -= glp_get_row_stat(problem, i) == GLP_BS;
  for (int j = 1; j <= columns; j++) missing -= glp_get_col_stat(problem, j) == GLP_BS;
  for (int i = 1; i <= rows && missing > 0; i++)
    if (glp_get_row_stat(problem, i) != GLP_BS) {
      glp_set_row_stat(problem, i, GLP_BS);
      missing--;
    }
  if (glp_factorize(problem) == 0) return;
  glp_adv_basis(problem, 0);
  if (glp_factorize(problem)) glp_std_basis(problem);
}

int cglpk_simplex(
    glp_prob *problem, bool dual, int milliseconds, int iteration_limit, bool *feasible,
    int *iterations) {
  TRAPPED;
  const double start = glp_time();
  const int before = glp_get_it_cnt(problem);
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_ERR;
  settings.meth = dual ? GLP_DUALP : GLP_PRIMAL;
  settings.tm_lim = milliseconds;
  settings.it_lim = iteration_limit;
  mend_basis(problem);
  int code = glp_simplex(problem, &settings);

  // The dual method cannot tell infeasible from unbounded when no dual point exists, and either
  // method may fail on a hard basis: the primal method then decides, from the rows alone.
  const int first = glp_get_status(problem);
  const bool decided = first == GLP_OPT || first == GLP_NOFEAS || first == GLP_UNBND;
  if (code == GLP_EFAIL || code == GLP_ESING || code == GLP_ECOND || (code == 0 && !decided)) {
    if (code) glp_std_basis(problem);
    settings.meth = GLP_PRIMAL;
    if (milliseconds < INT_MAX)
      settings.tm_lim = (int)fmax(0, milliseconds - 1000 * glp_difftime(glp_time(), start));
    if (iteration_limit < INT_MAX)
      settings.it_lim = (int)fmax(0, iteration_limit - (glp_get_it_cnt(problem) - before));
    code = glp_simplex(problem, &settings);
  }

  *iterations = glp_get_it_cnt(problem) - before;
  *feasible = glp_get_prim_stat(problem) == GLP_FEAS;
  switch (code) {
    case GLP_ETMLIM: return CGLPK_TIME;
    case GLP_EITLIM: return CGLPK_ITERATIONS;
    case 0: break;
    default: return code;
  }
  switch (glp_get_status(problem)) {
    case GLP_OPT: return CGLPK_OPTIMAL;
    case GLP_NOFEAS: return CGLPK_INFEASIBLE;
    case GLP_UNBND: return CGLPK_UNBOUNDED;
    default: return GLP_EFAIL;
  }
}

int cglpk_read_solution(
    glp_prob *problem, double *objective, double *values, double *activities, double *duals,
    double *reduced_costs) {
  TRAPPED;
  const int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
  *objective = glp_get_obj_val(problem);
  for (int i = 0; i < rows; i++) {
    activities[i] = glp_get_row_prim(problem, i + 1);
    duals[i] = glp_get_row_dual(problem, i + 1);
  }
  for (int j = 0; j < columns; j++) {
    values[j] = glp_get_col_prim(problem, j + 1);
    reduced_costs[j] = glp_get_col_dual(problem, j + 1);
  }
  return 0;
}

struct cglpk_flag {
  atomic_bool raised;
};

struct search {
  const double *incumbent;
  const struct cglpk_flag *stop;
  double bound;
};

// Notes the least bound of the open subproblems, offers the incumbent once, and heeds the flag.
static void during_search(glp_tree *tree, void *info) {
  struct search *search = info;
  const int best = glp_ios_best_node(tree);
  if (best) search->bound = fmax(search->bound, glp_ios_node_bound(tree, best));
  if (search->stop && cglpk_flag_is_raised(search->stop)) {
    glp_ios_terminate(tree);
  } else if (search->incumbent && glp_ios_reason(tree) == GLP_IHEUR) {
    glp_ios_heur_sol(tree, search->incumbent);
    search->incumbent = NULL;
  }
}

int cglpk_search(
    glp_prob *problem, int integer_count, const int *integers, bool started,
    const double *incumbent, const struct cglpk_flag *stop, int milliseconds, double relative_gap,
    bool cuts, bool *found, double *bound) {
  TRAPPED;
  const int columns = glp_get_num_cols(problem);
  for (int j = 1; j <= columns; j++) glp_set_col_kind(problem, j, GLP_CV);
  for (int k = 0; k < integer_count; k++) glp_set_col_kind(problem, integers[k] + 1, GLP_IV);
  struct search search = {started ? incumbent : NULL, stop, *bound};
  glp_iocp settings;
  glp_init_iocp(&settings);
  settings.msg_lev = GLP_MSG_ERR;
  settings.tm_lim = milliseconds;
  settings.mip_gap = relative_gap;
  settings.mir_cuts = settings.cov_cuts = settings.clq_cuts = cuts ? GLP_ON : GLP_OFF;
  settings.cb_func = during_search;
  settings.cb_info = &search;
  const int code = glp_intopt(problem, &settings);
  const int status = glp_mip_status(problem);
  *found = status == GLP_OPT || status == GLP_FEAS;
  *bound = search.bound;
  switch (code) {
    case 0: return status == GLP_NOFEAS ? CGLPK_INFEASIBLE : CGLPK_OPTIMAL;
    case GLP_ETMLIM: return CGLPK_TIME;
    case GLP_ESTOP: return CGLPK_STOPPED;
    case GLP_EMIPGAP: return CGLPK_GAP;
    default: return code;
  }
}

int cglpk_read_integer_solution(glp_prob *problem, double *objective, double *values) {
  TRAPPED;
  const int columns = glp_get_num_cols(problem);
  *objective = glp_mip_obj_val(problem);
  for (int j = 0; j < columns; j++) values[j] = glp_mip_col_val(problem, j + 1);
  return 0;
}

static double miss(double value, double lower, double upper) {
  const double below = (lower - value) / fmax(1, fabs(lower));
  const double above = (value - upper) / fmax(1, fabs(upper));
  return fmax(0, fmax(below, above));
}

int cglpk_measure(
    glp_prob *problem, const double *values, int *columns, double *entries, double *objective,
    double *violation) {
  TRAPPED;
  const int row_count = glp_get_num_rows(problem), column_count = glp_get_num_cols(problem);
  double cost = 0, worst = 0;
  for (int j = 1; j <= column_count; j++) {
    cost += glp_get_obj_coef(problem, j) * values[j];
    const double lower = glp_get_col_lb(problem, j), upper = glp_get_col_ub(problem, j);
    worst = fmax(worst, miss(values[j], lower, upper));
  }
  for (int i = 1; i <= row_count; i++) {
    const int length = glp_get_mat_row(problem, i, columns, entries);
    double activity = 0;
    for (int k = 1; k <= length; k++) activity += entries[k] * values[columns[k]];
    const double lower = glp_get_row_lb(problem, i), upper = glp_get_row_ub(problem, i);
    worst = fmax(worst, miss(activity, lower, upper));
  }
  *objective = cost;
  *violation = worst;
  return 0;
}

struct cglpk_flag *cglpk_flag_create(void) { return calloc(1, sizeof(struct cglpk_flag)); }

void cglpk_flag_delete(struct cglpk_flag *flag) { free(flag); }

void cglpk_flag_raise(struct cglpk_flag *flag) { atomic_store(&flag->raised, true); }

bool cglpk_flag_is_raised(const struct cglpk_flag *flag) { return atomic_load(&flag->raised); }

int cglpk_provoke_abort(glp_prob *problem) {
  TRAPPED;
  glp_set_row_bnds(problem, glp_get_num_rows(problem) + 1, GLP_FR, 0, 0);
  return 0;
}
