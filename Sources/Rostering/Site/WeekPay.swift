internal import Workforce

/// Pay of a civil week by its hours, premiums for night, Sunday and holidays left out.
enum WeekPay {
  /// The legal full-time week (L3121-27).
  static let legalWeek = 35 * 60
  /// Minutes of overtime at the first rate (L3121-36).
  static let firstOvertime = 8 * 60

  /// Cents for `minutes` of work in a civil week.
  ///
  /// The contract's hours are paid even when fewer are rostered. Full-time: minutes over 35 h earn
  /// the first overtime rate for eight hours, then the second. Part-time: minutes over the contract
  /// earn the first complementary rate up to a tenth of it, then the second.
  ///
  ///     35 h contract at 12 €/h, 44 h: 35 × 12 + 8 × 15 + 1 × 18 = 558 €
  static func cents(minutes: Int, contract: Contract, hourlyWage: Int, pay: Pay) -> Int {
    let paid = max(minutes, contract.weeklyMinutes)
    let base: Int
    let first: (minutes: Int, percent: Int)
    let second: Int
    if contract.isFullTime {
      base = min(paid, legalWeek)
      first = (firstOvertime, pay.overtimePercent)
      second = pay.furtherOvertimePercent
    } else {
      base = min(paid, contract.weeklyMinutes)
      first = (contract.weeklyMinutes / 10, pay.complementaryPercent)
      second = pay.furtherComplementaryPercent
    }
    let extra = paid - base
    let atFirst = min(extra, first.minutes)
    let percentMinutes =
      base * 100 + atFirst * (100 + first.percent) + (extra - atFirst) * (100 + second)
    return (hourlyWage * percentMinutes + 3000) / 6000
  }
}
