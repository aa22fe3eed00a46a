// Simplex, branch and cut, and the reading of results.

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "trap.h"

// Leaves a basis that can be factorised: the one present, GLPK's advanced one, or the rows alone.
static void mend_basis(glp_prob *problem) {
  if (glp_bf_exists(problem)) return;
  const int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
  int basic = 0;
  for (int i = 1; i <= rows; i++) basic += glp_get_row_stat(problem, i) == GLP_BS;
  for (int j = 1; j <= columns; j++) basic += glp_get_col_stat(problem, j) == GLP_BS;
  if (basic == rows && glp_factorize(problem) == 0) return;
  glp_term_out(GLP_OFF);  // it tells of its progress, which is no part of an error
  glp_adv_basis(problem, 0);
  glp_term_out(GLP_ON);
  if (glp_factorize(problem)) glp_std_basis(problem);
}

// What a solve may use up, all its attempts together.
struct budget {
  double start;
  int milliseconds, first_iteration, iterations;
};

static int attempt(glp_prob *problem, int method, const struct budget *budget) {
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_ERR;
  settings.meth = method;
  settings.tm_lim = budget->milliseconds;
  if (settings.tm_lim < INT_MAX)
    settings.tm_lim =
        (int)fmax(0, settings.tm_lim - 1000 * glp_difftime(glp_time(), budget->start));
  settings.it_lim = budget->iterations;
  if (settings.it_lim < INT_MAX)
    settings.it_lim = (int)fmax(
        0, settings.it_lim - (double)(glp_get_it_cnt(problem) - budget->first_iteration));
  return glp_simplex(problem, &settings);
}

static int outcome(glp_prob *problem, int code) {
  if (code == GLP_ETMLIM) return CGLPK_TIME;
  if (code == GLP_EITLIM) return CGLPK_ITERATIONS;
  if (code) return code;
  switch (glp_get_status(problem)) {
    case GLP_OPT: return CGLPK_OPTIMAL;
    case GLP_NOFEAS: return CGLPK_INFEASIBLE;
    case GLP_UNBND: return CGLPK_UNBOUNDED;
    default: return GLP_EFAIL;
  }
}

int cglpk_simplex(
    glp_prob *problem, bool dual, int milliseconds, int iteration_limit, bool *feasible,
    int *iterations) {
  TRAPPED;
  const struct budget budget = {
      glp_time(), milliseconds, glp_get_it_cnt(problem), iteration_limit};
  mend_basis(problem);
  int code = attempt(problem, dual ? GLP_DUALP : GLP_PRIMAL, &budget);
  // Without a dual point the dual method cannot tell infeasible from unbounded; the primal can.
  if (code == 0 && outcome(problem, code) == GLP_EFAIL)
    code = attempt(problem, GLP_PRIMAL, &budget);
  // A basis can be too hard for the arithmetic: start from the rows alone, then in other units.
  if (outcome(problem, code) < CGLPK_OPTIMAL) {
    glp_std_basis(problem);
    code = attempt(problem, GLP_PRIMAL, &budget);
  }
  if (outcome(problem, code) < CGLPK_OPTIMAL) {
    glp_term_out(GLP_OFF);
    glp_scale_prob(problem, GLP_SF_AUTO);
    glp_term_out(GLP_ON);
    glp_std_basis(problem);
    code = attempt(problem, GLP_PRIMAL, &budget);
    glp_unscale_prob(problem);
  }
  *iterations = glp_get_it_cnt(problem) - budget.first_iteration;
  *feasible = glp_get_prim_stat(problem) == GLP_FEAS;
  return outcome(problem, code);
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
