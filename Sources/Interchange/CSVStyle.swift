/// How tables are written.
package enum CSVStyle: String, Sendable, CaseIterable {
  /// Comma, decimal dot, `yyyy-mm-dd`, LF.
  case plain
  /// What a double click in French Excel opens: semicolon, decimal comma, `dd/mm/yyyy`, CRLF and a
  /// byte order mark.
  case excelFrench = "excel-fr"
}
