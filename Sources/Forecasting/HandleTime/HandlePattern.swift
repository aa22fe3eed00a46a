private import Foundation
internal import Workforce

/// Handle times as a slow level × a profile of the day × an effect of the weekday.
///
/// All are means over calls with weights that halve with age, shrunk towards what is coarser: the
/// profile of weekdays, Saturdays, Sundays and holidays (holidays towards Sundays) towards the mean of
/// that kind of day, kinds and weekdays towards all days. The coarser counts as many calls as the
/// variance of single calls holds variances between slots; elsewhere as ``priorCalls``.
struct HandlePattern: Sendable {
  /// How fast old calls lose weight, and what the pattern distinguishes.
  struct Setting: Sendable, Equatable {
    /// Days in which the weight of the level's calls halves.
    var halfLife: Double
    var hasProfile: Bool
    var hasWeekdays: Bool

    static let candidates: [Setting] = [7.0, 14, 28, 84].flatMap { halfLife in
      [(false, false), (true, false), (true, true)].map {
        Setting(halfLife: halfLife, hasProfile: $0.0, hasWeekdays: $0.1)
      }
    }

    var sentence: String {
      (hasProfile ? "time of day and kind of day" : "level alone")
        + (hasWeekdays ? ", weekday" : "")
        + " (half-life \(Int(halfLife)) days)"
    }
  }

  static let minimumForMedian = 5
  private static let priorCalls = 50.0
  /// Days in which the weight of the profile's calls halves: it changes more slowly than the level.
  private static let profileHalfLife = 56.0
  private static let kinds = 4
  /// Squared coefficient of variation of a single call's handle time that shrinkage assumes.
  private static let callVariance = 0.7

  /// Seconds by kind and slot.
  private let profile: [Double]
  private let weekdayFactors: [Double]
  private let slots: Int

  /// Monday to Friday, Saturday, Sunday, holidays.
  static func kind(weekday: Int, isHoliday: Bool) -> Int {
    isHoliday ? 3 : max(0, weekday - 4)
  }

  /// One pattern for each setting, from the rows before day `origin`, of which there must be some.
  static func fitted(
    _ settings: [Setting], to rows: HandleRows, before origin: Int
  ) -> [HandlePattern] {
    let known = rows.rows[rows.range(days: 0..<origin)]
    let slots = rows.slots
    let shape = Shape(known, slots: slots, origin: origin)
    var patterns: [Setting: HandlePattern] = [:]
    for hasProfile in [false, true] {
      let own = settings.filter { $0.hasProfile == hasProfile }
      guard !own.isEmpty else { continue }
      let base = hasProfile ? shape.profile : Array(repeating: shape.mean, count: kinds * slots)
      // Calls, seconds and what the shape expects, by day.
      var byDay: [(age: Double, weekday: Int?, seconds: Double, expected: Double)] = []
      var last = -1
      for row in known {
        let expected =
          base[kind(weekday: row.weekday, isHoliday: row.isHoliday) * slots + row.slot]
        if row.day != last {
          last = row.day
          byDay.append((Double(origin - 1 - row.day), row.isHoliday ? nil : row.weekday, 0, 0))
        }
        byDay[byDay.count - 1].seconds += row.calls * row.seconds
        byDay[byDay.count - 1].expected += row.calls * expected
      }
      for setting in own {
        // The prior keeps a level of few calls near that of all.
        var (seconds, expected) = (priorCalls * shape.mean, priorCalls * shape.mean)
        for day in byDay {
          let weight = exp2(-day.age / setting.halfLife)
          seconds += weight * day.seconds
          expected += weight * day.expected
        }
        let level = seconds / expected
        var factors = Array(repeating: 1.0, count: 7)
        if setting.hasWeekdays { factors = weekdayFactors(byDay, mean: shape.mean) }
        patterns[setting] = HandlePattern(
          profile: base.map { $0 * level }, weekdayFactors: factors, slots: slots)
      }
    }
    return settings.map { patterns[$0]! }
  }

  /// Each weekday's seconds over those expected from the days around it, shrunk.
  private static func weekdayFactors(
    _ days: [(age: Double, weekday: Int?, seconds: Double, expected: Double)], mean: Double
  ) -> [Double] {
    var sums = Array(repeating: priorCalls * mean, count: 7)
    var bases = sums
    // The level of each day by a weighted mean of its week on either side, so that drift is no effect.
    for (index, day) in days.enumerated() {
      guard let weekday = day.weekday else { continue }
      var (seconds, expected) = (0.0, 0.0)
      for other in days[max(0, index - 7)...min(days.count - 1, index + 7)]
      where abs(other.age - day.age) <= 3 {
        seconds += other.seconds
        expected += other.expected
      }
      guard expected > 0 else { continue }
      let weight = exp2(-day.age / profileHalfLife)
      sums[weekday] += weight * day.seconds
      bases[weekday] += weight * day.expected * seconds / expected
    }
    return zip(sums, bases).map { $0 / $1 }
  }

  private init(profile: [Double], weekdayFactors: [Double], slots: Int) {
    (self.profile, self.weekdayFactors, self.slots) = (profile, weekdayFactors, slots)
  }

  func seconds(_ row: HandleRows.Row) -> Double {
    profile[Self.kind(weekday: row.weekday, isHoliday: row.isHoliday) * slots + row.slot]
      * (row.isHoliday ? 1 : weekdayFactors[row.weekday])
  }

  func seconds(weekday: Weekday, isHoliday: Bool, slot: Int) -> Double {
    let index = weekday.rawValue - 1
    return profile[Self.kind(weekday: index, isHoliday: isHoliday) * slots + slot]
      * (isHoliday ? 1 : weekdayFactors[index])
  }
}

extension HandlePattern.Setting: Hashable {}

extension HandlePattern {
  /// Mean seconds of kinds of day and slots.
  private struct Shape {
    /// Of all calls.
    let mean: Double
    /// By kind and slot.
    let profile: [Double]

    init(_ rows: ArraySlice<HandleRows.Row>, slots: Int, origin: Int) {
      var calls = Array(repeating: 0.0, count: kinds * slots)
      var seconds = calls
      for row in rows {
        let weight = exp2(-Double(origin - 1 - row.day) / profileHalfLife) * row.calls
        let index = kind(weekday: row.weekday, isHoliday: row.isHoliday) * slots + row.slot
        calls[index] += weight
        seconds[index] += weight * row.seconds
      }
      let mean = seconds.reduce(0, +) / calls.reduce(0, +)
      self.mean = mean
      let prior = Shape.shrinkage(calls, seconds, mean: mean)
      var profile = Array(repeating: mean, count: kinds * slots)
      for kind in 0..<kinds {
        let range = kind * slots..<(kind + 1) * slots
        // Holidays are taken to be like Sundays until they show otherwise.
        let usualSlots =
          kind == 3 ? Array(profile[2 * slots..<3 * slots]) : Array(repeating: mean, count: slots)
        let usual = zip(calls[range], usualSlots).reduce(0) { $0 + $1.0 * $1.1 }
        let ratio =
          (seconds[range].reduce(0, +) + priorCalls * mean) / (usual + priorCalls * mean)
        for slot in 0..<slots {
          let index = kind * slots + slot
          let coarser: Double = prior * ratio * usualSlots[slot]
          profile[index] = (seconds[index] + coarser) / (calls[index] + prior)
        }
      }
      self.profile = profile
    }

    /// The variance of single calls over that between slots, which is what means of slots vary by
    /// beyond the chance of their calls; 5 to 500 calls.
    private static func shrinkage(_ calls: [Double], _ seconds: [Double], mean: Double) -> Double {
      let all = calls.reduce(0, +)
      var (squares, groups) = (0.0, 0.0)
      for (calls, seconds) in zip(calls, seconds) where calls > 0 {
        let deviation = seconds / calls / mean - 1
        squares += calls * deviation * deviation
        groups += 1
      }
      let between = (squares - callVariance * groups) / all
      return between > 0 ? min(500, max(5, callVariance / between)) : 500
    }
  }
}
