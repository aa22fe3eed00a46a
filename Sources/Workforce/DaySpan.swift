/// The days from one to another, both included; open where an end is nil.
package struct DaySpan: Sendable, Equatable {
  package let from: Day?
  package let until: Day?

  package init(from: Day? = nil, until: Day? = nil) {
    self.from = from
    self.until = until
  }

  /// Whether `day` is one of the days.
  package func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  /// Whether any day is in both spans.
  package func overlaps(_ other: DaySpan) -> Bool {
    func begins(_ a: DaySpan, byTheEndOf b: DaySpan) -> Bool {
      guard let from = a.from, let until = b.until else { return true }
      return from <= until
    }
    return begins(self, byTheEndOf: other) && begins(other, byTheEndOf: self)
  }
}
