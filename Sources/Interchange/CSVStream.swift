internal import Workforce

/// A CSV file of any length as a run of small tables under one header.
struct CSVStream {
  private var pieces: LinePieces
  private var head: CSVTable?

  /// How far the reading has come.
  var progress: ReadingProgress { pieces.progress }

  init(_ pieces: LinePieces) { self.pieces = pieces }

  /// The next rows, or nil at the end of the file or, with a problem, where it cannot be read on.
  ///
  /// The first table holds the header, and may hold no row.
  mutating func next(problems: inout ProblemList) -> CSVTable? {
    guard let piece = pieces.next(problems: &problems) else { return nil }
    if let head { return CSVTable(piece, continuing: head, problems: &problems) }
    head = CSVTable(piece, problems: &problems)
    return head
  }
}
