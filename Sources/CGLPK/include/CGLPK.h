// The door to GLPK. Every function that GLPK could abort in runs under a trap and returns
// CGLPK_ABORTED instead; no jump ever leaves this file, so no frame of the caller is crossed.
//
// Rows and columns are numbered from 0 where one number or a list of numbers to visit is passed.
// Arrays that go to GLPK as they are (marked "1-based") leave element 0 unused and count from 1.
// Infinite bounds are the infinities of C. Numbers are *not* checked here: GLPK accepts NaN and
// calls the result optimal, so the caller checks.
#ifndef CGLPK_H
#define CGLPK_H

#include <stdbool.h>
#include <stdint.h>

/// A problem of GLPK. It belongs to the thread and generation it was made in.
struct glp_prob;

/// A flag that one thread raises to stop a search running on another.
struct cglpk_flag;

enum {
  /// GLPK gave up: all problems of this thread are gone, `cglpk_message` says why.
  CGLPK_ABORTED = -1,
};

/// Outcomes of `cglpk_simplex` and `cglpk_search`; any other value is GLPK's own failure code.
enum {
  CGLPK_OPTIMAL = 1000,
  CGLPK_INFEASIBLE,
  CGLPK_UNBOUNDED,
  CGLPK_TIME,
  CGLPK_ITERATIONS,
  CGLPK_STOPPED,
  CGLPK_GAP,
};

/// A number of the running thread, never given to another thread.
uint64_t cglpk_thread(void);
/// How often this thread's environment was lost; a problem made before that is gone.
uint64_t cglpk_generation(void);
/// What GLPK said during the last call on this thread.
const char *cglpk_message(void);
/// Frees everything GLPK holds for this thread, problems included.
void cglpk_release(void);

int cglpk_create(struct glp_prob **problem);
int cglpk_delete(struct glp_prob *problem);

/// Appends `count` rows. Entries of row k: `columns` and `values` (1-based) from starts[k] + 1 to
/// starts[k + 1].
int cglpk_add_rows(
    struct glp_prob *problem, int count, const double *lower, const double *upper,
    const int *starts, const int *columns, const double *values);
/// Appends `count` columns, laid out as the rows are.
int cglpk_add_columns(
    struct glp_prob *problem, int count, const double *cost, const double *lower,
    const double *upper, const int *starts, const int *rows, const double *values);
int cglpk_set_costs(struct glp_prob *problem, int count, const int *columns, const double *costs);
int cglpk_set_row_bounds(
    struct glp_prob *problem, int count, const int *rows, const double *lower,
    const double *upper);
int cglpk_set_column_bounds(
    struct glp_prob *problem, int count, const int *columns, const double *lower,
    const double *upper);
/// Removes rows or columns, exchanging basic and nonbasic variables first so that a basis is left.
/// `rows` and `columns` are 1-based; `room` has one more number than there are rows.
int cglpk_remove_rows(struct glp_prob *problem, int count, const int *rows, double *room);
int cglpk_remove_columns(struct glp_prob *problem, int count, const int *columns, double *room);
int cglpk_get_column_bounds(struct glp_prob *problem, double *lower, double *upper);

/// Statuses are GLPK's: 1 basic, 2 at lower, 3 at upper, 4 free, 5 fixed. Rows beyond `row_count`
/// become basic and columns beyond `column_count` nonbasic.
int cglpk_set_basis(
    struct glp_prob *problem, int row_count, const int *rows, int column_count,
    const int *columns);
int cglpk_get_basis(struct glp_prob *problem, int *rows, int *columns);

/// Minimises from the basis in the problem, mended if it is not one. `feasible` is set when the
/// final point satisfies all rows and bounds.
int cglpk_simplex(
    struct glp_prob *problem, bool dual, int milliseconds, int iteration_limit, bool *feasible,
    int *iterations);
int cglpk_read_solution(
    struct glp_prob *problem, double *objective, double *values, double *activities,
    double *duals, double *reduced_costs);

/// Branch and cut from an optimal basis. `incumbent` (1-based) is used where `started`, and must be
/// feasible; `stop` may be null.
/// `found` tells whether an integer point was found; `bound` comes in as the root's objective.
int cglpk_search(
    struct glp_prob *problem, int integer_count, const int *integers, bool started,
    const double *incumbent, const struct cglpk_flag *stop, int milliseconds, double relative_gap,
    bool cuts, bool *found, double *bound);
int cglpk_read_integer_solution(struct glp_prob *problem, double *objective, double *values);

/// The objective at `values` (1-based), and the largest amount by which a bound or row is missed,
/// relative to max(1, |bound|). `columns` and `entries` (1-based) are room for one row.
int cglpk_measure(
    struct glp_prob *problem, const double *values, int *columns, double *entries,
    double *objective, double *violation);

struct cglpk_flag *cglpk_flag_create(void);
void cglpk_flag_delete(struct cglpk_flag *flag);
void cglpk_flag_raise(struct cglpk_flag *flag);
bool cglpk_flag_is_raised(const struct cglpk_flag *flag);

/// Gives GLPK a row that does not exist, so that tests can watch the trap.
int cglpk_provoke_abort(struct glp_prob *problem);

#endif
