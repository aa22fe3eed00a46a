/// A known influence on the calls of a queue on one day.
package struct Event: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case campaign
    case closure
    /// A holiday that no calendar lists; calls follow it as they do a public one.
    case holiday
    case other
  }

  package var day: Day
  package var queue: String
  package var kind: Kind
  /// Factor on the day's calls (1.2 is a fifth more); nil where it is to be estimated.
  package var effect: Double?
  /// What it is called, empty where it has no name; days of one name are expected to be alike.
  package var name: String

  package init(day: Day, queue: String, kind: Kind, effect: Double?, name: String = "") {
    self.day = day
    self.queue = queue
    self.kind = kind
    self.effect = effect
    self.name = name
  }
}
