/// The Sundays that agents work, on what ground, and what is owed for each.
package struct SundayLedger: Sendable, Equatable {
  /// In the order of agent and Sunday, each once.
  package var lines: [Line]

  package init(lines: [Line]) {
    self.lines = lines.sorted { ($0.agent, $0.sunday) < ($1.agent, $1.sunday) }
  }

  package struct Line: Sendable, Equatable {
    package var agent: String
    package var sunday: Day
    package var basis: SundayBasis
    /// When the consent in force was signed, where the ground asks for one.
    package var consentSigned: Day?
    /// Minutes worked between 0:00 and 24:00.
    package var minutes: Int
    /// Minutes of rest owed for them (L3132-25-3).
    package var restOwedMinutes: Int
    /// Percent on the hourly wage.
    package var premiumPercent: Int

    package init(
      agent: String, sunday: Day, basis: SundayBasis, consentSigned: Day?, minutes: Int,
      restOwedMinutes: Int, premiumPercent: Int
    ) {
      self.agent = agent
      self.sunday = sunday
      self.basis = basis
      self.consentSigned = consentSigned
      self.minutes = minutes
      self.restOwedMinutes = restOwedMinutes
      self.premiumPercent = premiumPercent
    }
  }
}
