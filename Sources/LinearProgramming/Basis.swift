/// Which rows and columns are basic, and at which bound the others rest: where simplex can start.
///
/// A basis stays usable after rows and columns were added: new rows count as basic, new columns as
/// nonbasic, which keeps the number of basic variables equal to the number of rows.
package struct Basis: Hashable, Sendable {
  /// The place of one row or column in the basis.
  package enum Status: Int32, Sendable {
    case basic = 1
    case atLower, atUpper, free, fixed
  }

  package let rows: [Status]
  package let columns: [Status]

  package init(rows: [Status], columns: [Status]) {
    self.rows = rows
    self.columns = columns
  }
}
