/// One shift that could be worked on one day of a period, in elapsed minutes since 1970 (UTC).
///
/// Unlike a ``Shift`` it belongs to nobody yet, and it has at most one break; rules say for each option
/// whether an agent may work it, and which options may follow each other.
package struct ShiftOption: Sendable, Equatable {
  /// Days after the first day of the period; negative for days before it.
  package var day: Int
  /// The shift kinds that offer it: bit `k` stands for the site's kind `k`; none for a shift of the past.
  package var kinds: UInt64
  package var start: Int
  package var end: Int
  /// The break, as `breakStart..<breakEnd`; both equal `start` where there is none.
  package var breakStart: Int
  package var breakEnd: Int

  package init(
    day: Int, kinds: UInt64 = 0, start: Int, end: Int, breakStart: Int? = nil, breakEnd: Int? = nil
  ) {
    self.day = day
    self.kinds = kinds
    self.start = start
    self.end = end
    self.breakStart = breakStart ?? start
    self.breakEnd = breakEnd ?? start
  }

  /// Minutes of work, the break left out.
  package var workMinutes: Int { end - start - (breakEnd - breakStart) }

  /// Minutes of work that lie between two instants.
  package func work(from: Int, to: Int) -> Int {
    func overlap(_ low: Int, _ high: Int) -> Int { max(0, min(high, to) - max(low, from)) }
    return overlap(start, end) - overlap(breakStart, breakEnd)
  }
}
