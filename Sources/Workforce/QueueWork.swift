/// What comes into a queue, and how agents work on it.
package enum QueueWork: Sendable, Equatable {
  /// Calls, one at a time, answered as they come.
  case calls
  /// Chats: an agent holds up to `concurrency` at once. Divided attention slows each: at `efficiency`
  /// 0.8 a chat takes its handle time / 0.8.
  case chat(concurrency: Int, efficiency: Double)
  /// Work that may wait, and must be done within so many minutes of coming in.
  case backOffice(within: Int)
  /// Calls to customers, made like back-office work; to consumers who did not ask for them only from
  /// Monday to Friday except public holidays, 10:00–13:00 and 14:00–20:00 (Code de la consommation,
  /// D223-9).
  case outbound(within: Int, isProspecting: Bool)

  /// What `site.yaml` calls it.
  package var kind: String {
    switch self {
    case .calls: "calls"
    case .chat: "chat"
    case .backOffice: "back-office"
    case .outbound: "outbound"
    }
  }

  /// Minutes within which work must be done, or nil where somebody waits for it.
  package var deferrableMinutes: Int? {
    switch self {
    case .calls, .chat: nil
    case .backOffice(let within), .outbound(let within, _): within
    }
  }

  /// For what comes in during each interval, the interval by whose start it is due, `window` intervals
  /// later.
  ///
  /// Where nothing may be done in that time, as over a weekend, the window begins with the next interval
  /// in which it may; that may lie beyond the last.
  ///
  /// What comes in during an interval can be done from the next on; where the window is no longer than an
  /// interval, in the interval itself.
  package static func due(window: Int, workable: [Bool]) -> [Int] {
    var next = workable.count
    var nextWorkable = workable.indices.reversed().map { interval in
      if workable[interval] { next = interval }
      return next
    }
    nextWorkable.reverse()
    return workable.indices.map { arrival in
      let first = window > 1 ? arrival + 1 : arrival
      let due = window > 1 ? arrival + window : arrival + 1
      let begin = first < workable.count ? nextWorkable[first] : workable.count
      return begin < due || due > workable.count ? due : begin + max(1, window)
    }
  }

  /// Whether the law allows this work at a wall-clock reading.
  package func isLawful(_ moment: LocalMoment, isHoliday: Bool) -> Bool {
    guard case .outbound(_, true) = self else { return true }
    return !isHoliday && moment.day.weekday <= .friday
      && (600..<780 ~= moment.minute || 840..<1200 ~= moment.minute)
  }
}
