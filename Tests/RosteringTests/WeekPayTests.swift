import TestSupport
import Testing

@testable import Rostering

struct WeekPayTests {
  private static let part = Contract(
    name: "part", weeklyMinutes: 24 * 60, rosteredMinutes: 0...32 * 60, isFullTime: false)

  private func cents(_ hours: Double, _ contract: Contract, wage: Int = 1200, _ pay: Pay = Pay())
    -> Int
  {
    WeekPay.cents(
      minutes: Int(hours * 60), contract: contract, hourlyWage: wage, pay: pay)
  }

  @Test("A full-timer's overtime earns a quarter more for eight hours, then half")
  func fullTime() {
    // 35 × 12 €.
    #expect(cents(35, .fullTime) == 42_000)
    // Fewer hours than the contract's are paid as the contract's.
    #expect(cents(20, .fullTime) == 42_000)
    #expect(cents(0, .fullTime) == 42_000)
    // 420 € + 1 × 15 €.
    #expect(cents(36, .fullTime) == 43_500)
    // 420 € + 8 × 15 €.
    #expect(cents(43, .fullTime) == 54_000)
    // 540 € + 1 × 18 €.
    #expect(cents(44, .fullTime) == 55_800)
    // 540 € + 5 × 18 €.
    #expect(cents(48, .fullTime) == 63_000)
  }

  @Test("A contract of 39 hours holds four hours of overtime, worked or not")
  func thirtyNine() {
    let contract = Contract(
      name: "39", weeklyMinutes: 39 * 60, rosteredMinutes: 0...48 * 60, isFullTime: true)
    // 35 × 12 € + 4 × 15 €.
    #expect(cents(39, contract) == 48_000)
    #expect(cents(30, contract) == 48_000)
    // 480 € + 4 × 15 € + 1 × 18 €: the eight hours at the first rate count from 35.
    #expect(cents(44, contract) == 55_800)
  }

  @Test("A part-timer's hours over contract earn a tenth more up to a tenth of it, then a quarter")
  func partTime() {
    // 24 × 12 €.
    #expect(cents(24, Self.part) == 28_800)
    #expect(cents(10, Self.part) == 28_800)
    // 288 € + 2 × 13.20 €.
    #expect(cents(26, Self.part) == 31_440)
    // A tenth of 24 h is 2.4 h: 288 € + 2.4 × 13.20 € + 1.6 × 15 € = 288 + 31.68 + 24.
    #expect(cents(28, Self.part) == 34_368)
  }

  @Test("Rates come from the site, and cents are rounded once")
  func ratesAndRounding() {
    // An agreement's tenth: 35 × 12 € + 1 × 13.20 €.
    #expect(cents(36, .fullTime, Pay(overtimePercent: 10)) == 43_320)
    // 35 h 01 at 12.01 €: 42 035 + 1201 × 1.25 / 60 = 25.02… cents.
    #expect(
      WeekPay.cents(minutes: 2101, contract: .fullTime, hourlyWage: 1201, pay: Pay()) == 42_060)
  }
}
