/// Calls offered to each queue in the past, by interval.
///
/// Times are wall-clock readings, as an ACD prints them; the hour that autumn repeats may therefore
/// appear twice.
package struct CallHistory: Sendable, Equatable {
  package struct Record: Sendable, Equatable {
    package var start: LocalMoment
    package var offered: Double
    /// Mean seconds of talk, hold and after-call work; nil where unknown.
    package var handleTime: Double?

    package init(start: LocalMoment, offered: Double, handleTime: Double? = nil) {
      self.start = start
      self.offered = offered
      self.handleTime = handleTime
    }
  }

  /// Records in the order of time, by queue name.
  package var records: [String: [Record]]
  /// What reading left out, filled in or found missing, one line each.
  package var notes: [String]

  package init(records: [String: [Record]] = [:], notes: [String] = []) {
    self.records = records
    self.notes = notes
  }
}
