/// What the agents of a roster are paid: minutes and cents by agent, civil week and pay code.
package struct Payroll: Sendable, Equatable {
  /// In the order of agent, week and code, each once; nothing stands here that is worth nothing.
  package var lines: [PayLine]

  package init(lines: [PayLine]) {
    self.lines = lines.sorted { ($0.agent, $0.week, $0.code) < ($1.agent, $1.week, $1.code) }
  }

  /// Cents of all lines.
  package var cents: Int { lines.reduce(0) { $0 + $1.cents } }

  /// Minutes and cents of each code over all agents and weeks, in the order of codes; nought where a
  /// code was not used.
  package var totals: [(code: PayCode, minutes: Int, cents: Int)] {
    PayCode.allCases.map { code in
      let own = lines.filter { $0.code == code }
      return (code, own.reduce(0) { $0 + $1.minutes }, own.reduce(0) { $0 + $1.cents })
    }
  }
}

/// An agent's pay of one code in a civil week.
package struct PayLine: Sendable, Equatable {
  package var agent: String
  package var week: Week
  package var code: PayCode
  package var minutes: Int
  /// Percent of the hourly wage for each of the minutes: 125 for overtime at a quarter more, 25 for a
  /// night premium of a quarter, whose hour is paid under another code.
  package var percent: Int
  package var cents: Int

  package init(
    agent: String, week: Week, code: PayCode, minutes: Int, percent: Int, cents: Int
  ) {
    self.agent = agent
    self.week = week
    self.code = code
    self.minutes = minutes
    self.percent = percent
    self.cents = cents
  }
}

/// What a minute is paid for; the raw value is its name in files.
package enum PayCode: String, Sendable, CaseIterable, Comparable {
  /// Hours of the contract, worked or not, and a full-timer's others up to 35.
  case base
  /// Hours 36 to 43 of a full-timer's civil week, and those beyond (L3121-36).
  case overtime
  case overtimeFurther = "overtime-further"
  /// A part-timer's hours over the contract up to a tenth of it, and those beyond (L3123-29).
  case complementary
  case complementaryFurther = "complementary-further"
  /// Premiums, on top of the codes before.
  case mayDay = "may-day"
  case holiday
  case sunday
  case night
  /// Breaks that are paid though they are no work, on top of the week's hours.
  case paidBreak = "paid-break"

  package static func < (a: PayCode, b: PayCode) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
