/// Days on which an agent is spared work of a kind, without a word on why.
package struct Protection: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A post by day (L1225-9, L1225-10, L3122-12 to L3122-14).
    case noNights = "no-nights"
    /// The follow-up that night work asks for is overdue (L3122-11).
    case visitDue = "medical-visit-due"
  }

  package var agent: String
  package var span: DaySpan
  package var kind: Kind

  package init(agent: String, from: Day, until: Day? = nil, kind: Kind) {
    self.agent = agent
    span = DaySpan(from: from, until: until)
    self.kind = kind
  }
}

/// A change of a published shift that its agent has accepted in writing.
package struct AcceptedChange: Sendable, Equatable {
  package var agent: String
  /// The day on which the published or the new shift starts.
  package var day: Day
  package var accepted: Day

  package init(agent: String, day: Day, accepted: Day) {
    self.agent = agent
    self.day = day
    self.accepted = accepted
  }
}
