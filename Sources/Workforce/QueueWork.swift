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

  /// Whether the law allows this work at a wall-clock reading.
  package func isLawful(_ moment: LocalMoment, isHoliday: Bool) -> Bool {
    guard case .outbound(_, true) = self else { return true }
    return !isHoliday && moment.day.weekday <= .friday
      && (600..<780 ~= moment.minute || 840..<1200 ~= moment.minute)
  }
}
