/// How a service level counts the callers who hang up. With T the threshold, which a wait may just reach:
///
/// Publications mean different things by "80 % in 20 s"; a level without its formula says little.
package enum ServiceFormula: String, Sendable, CaseIterable {
  /// Answered within T / offered: who hangs up counts against the centre.
  case ofOffered = "of-offered"
  /// Answered within T / (offered − abandoned within T): who hangs up early does not count.
  case ofOfferedLessEarlyAbandons = "of-offered-less-early-abandons"
  /// (Answered within T + abandoned within T) / offered: nobody waited beyond T.
  case earlyAbandonsCount = "early-abandons-count"
  /// Answered within T / answered: who hangs up does not count at all.
  case ofAnswered = "of-answered"
}

/// "`share` of the calls answered within `seconds`", as 80 % in 20 s, by a formula that is named.
package struct ServiceTarget: Sendable, Equatable {
  /// In `[0, 1)`; zero where nothing is promised.
  package var share: Double
  package var seconds: Double
  package var formula: ServiceFormula

  package init(share: Double, seconds: Double, formula: ServiceFormula = .ofOffered) {
    self.share = share
    self.seconds = seconds
    self.formula = formula
  }
}

/// What must hold together in every hour: any of a service level, a greatest ASA, a greatest abandonment
/// and a greatest occupancy.
package struct StaffingTarget: Sendable, Equatable {
  package var serviceLevel: ServiceTarget?
  /// Greatest mean wait of answered calls, in seconds.
  package var maximumASA: Double?
  /// Greatest share of the calls whose callers may hang up.
  package var maximumAbandonment: Double?
  /// Largest share of the time present that agents may spend on calls, in `(0, 1]`.
  package var maximumOccupancy: Double

  package init(
    serviceLevel: ServiceTarget? = nil, maximumASA: Double? = nil,
    maximumAbandonment: Double? = nil, maximumOccupancy: Double = 1
  ) {
    self.serviceLevel = serviceLevel
    self.maximumASA = maximumASA
    self.maximumAbandonment = maximumAbandonment
    self.maximumOccupancy = maximumOccupancy
  }
}

/// A value that holds at certain hours of every day.
package struct HourRange<Value: Sendable & Equatable>: Sendable, Equatable {
  /// Local minutes within `0..<1440`.
  package var minutes: Range<Int>
  package var value: Value

  package init(_ minutes: Range<Int>, _ value: Value) {
    self.minutes = minutes
    self.value = value
  }
}

extension Queue {
  /// The target at any hour that has none of its own.
  package var usualTarget: StaffingTarget {
    StaffingTarget(
      serviceLevel: target.share > 0 ? target : nil, maximumASA: maximumASA,
      maximumAbandonment: maximumAbandonment, maximumOccupancy: maximumOccupancy)
  }

  /// The target at a minute of the day.
  package func staffingTarget(atMinute minute: Int) -> StaffingTarget {
    Queue.value(in: targetByHour, at: minute) ?? usualTarget
  }

  /// The share of rostered time not available for calls at a minute of the day.
  package func shrinkage(atMinute minute: Int) -> Double {
    Queue.value(in: shrinkageByHour, at: minute) ?? shrinkage
  }

  /// The fewest agents rostered at a minute of the day at which the queue is open.
  package func minimumAgents(atMinute minute: Int) -> Int {
    Queue.value(in: minimumByHour, at: minute) ?? minimumAgents
  }

  private static func value<Value>(in ranges: [HourRange<Value>], at minute: Int) -> Value? {
    ranges.first { $0.minutes.contains(minute) }?.value
  }
}
