// Rows, columns, bounds and bases.

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <string.h>

#include "trap.h"

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

static bool has_factors(glp_prob *problem) {
  return glp_bf_exists(problem) || glp_factorize(problem) == 0;
}

static void clear(glp_prob *problem, double *room) {
  memset(room, 0, sizeof *room * (size_t)(glp_get_num_rows(problem) + 1));
}

// Before a nonbasic row goes, it takes the place of the basic column that it can best replace: the
// one with the largest entry in inverse(B) e(row). Such a column exists, since e(row) is no sum of
// the other rows' unit vectors.
static void make_basic(glp_prob *problem, int row, double *room) {
  if (glp_get_row_stat(problem, row) == GLP_BS || !has_factors(problem)) return;
  const int rows = glp_get_num_rows(problem);
  clear(problem, room);
  room[row] = 1;
  glp_ftran(problem, room);
  int best = 0;
  for (int p = 1; p <= rows; p++)
    if (glp_get_bhead(problem, p) > rows && (!best || fabs(room[p]) > fabs(room[best]))) best = p;
  if (!best) return;
  glp_set_col_stat(problem, glp_get_bhead(problem, best) - rows, GLP_NL);
  glp_set_row_stat(problem, row, GLP_BS);
}

// Before a basic column goes, the row with the largest entry in its row of inverse(B) takes over.
static void make_nonbasic(glp_prob *problem, int column, double *room) {
  if (glp_get_col_stat(problem, column) != GLP_BS || !has_factors(problem)) return;
  const int rows = glp_get_num_rows(problem);
  clear(problem, room);
  room[glp_get_col_bind(problem, column)] = 1;
  glp_btran(problem, room);
  int best = 1;
  for (int i = 2; i <= rows; i++)
    if (fabs(room[i]) > fabs(room[best])) best = i;
  glp_set_col_stat(problem, column, GLP_NL);
  glp_set_row_stat(problem, best, GLP_BS);
}

int cglpk_remove_rows(glp_prob *problem, int count, const int *rows, double *room) {
  TRAPPED;
  for (int k = 1; k <= count; k++) make_basic(problem, rows[k], room);
  if (count) glp_del_rows(problem, count, rows);
  return 0;
}

int cglpk_remove_columns(glp_prob *problem, int count, const int *columns, double *room) {
  TRAPPED;
  for (int k = 1; k <= count; k++) make_nonbasic(problem, columns[k], room);
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
