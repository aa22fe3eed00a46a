import Foundation
import Testing

/// One mistake in a site, and what a person must read about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let file: String
  let change: @Sendable (String) -> String
  /// Parts of the message: place, what was found, what was expected.
  let message: [String]

  init(
    _ name: String, in file: String, says message: String...,
    change: @escaping @Sendable (String) -> String
  ) {
    testDescription = name
    self.file = file
    self.message = message
    self.change = change
  }

  /// `find` replaced by `replacement` in its first place.
  init(
    _ name: String, in file: String, _ find: String, _ replacement: String, says message: String...
  ) {
    testDescription = name
    self.file = file
    self.message = message
    change = { text in
      guard let range = text.range(of: find) else { return text }
      return text.replacingCharacters(in: range, with: replacement)
    }
  }

  /// Mistakes that the files show before anything is planned: exit status 2.
  static let refused: [Mistake] = [
    // site.yaml
    Mistake(
      "part-time beyond full time", in: "site.yaml", "rostered: [29h, 32h]", "rostered: [29h, 36h]",
      says: "site.yaml:", "part-time of up to 36h00", "L3123-9"),
    Mistake(
      "part-time too far over its contract", in: "site.yaml", "rostered: [23h, 26h]",
      "rostered: [23h, 33h]", says: "site.yaml:", "part-time of up to 33h00", "L3123-20"),
    Mistake(
      "a bracket left open", in: "site.yaml", "interval_minutes: 30", "interval_minutes: [30",
      says: "site.yaml:"),
    Mistake(
      "an unknown key", in: "site.yaml", "    shrinkage: 0", "    shrinkag: 0",
      says: "site.yaml:13:5:", "\"shrinkag\"", "Maybe shrinkage?"),
    Mistake(
      "a key twice", in: "site.yaml", "interval_minutes: 30", "interval_minutes: 30\nname: Lens",
      says: "site.yaml:5:1:", "name"),
    Mistake(
      "an unknown time zone", in: "site.yaml", "Europe/Paris", "Europe/Lille",
      says: "site.yaml:3:12:", "Europe/Lille"),
    Mistake(
      "intervals that do not divide an hour", in: "site.yaml", "interval_minutes: 30",
      "interval_minutes: 25", says: "site.yaml:4:19:", "25"),
    Mistake(
      "a share that is not a number", in: "site.yaml", "max_occupancy: 88", "max_occupancy: .nan",
      says: "site.yaml:12:20:", "nan"),
    Mistake(
      "a negative price", in: "site.yaml", "understaffing: 60.00", "understaffing: -60.00",
      says: "site.yaml:", "-60.00"),
    Mistake(
      "a skill that nobody has", in: "site.yaml", "skill: sales", "skill: billing",
      says: "site.yaml:19:12:", "billing"),
    Mistake(
      "an unknown rule", in: "site.yaml", "shifts-per-week:", "shifts-per-weak:",
      says: "site.yaml:54:3:", "shifts-per-weak", "Maybe shifts-per-week?"),
    Mistake(
      "an unknown parameter", in: "site.yaml", "{max: 5}", "{maxi: 5}",
      says: "site.yaml:54:", "\"maxi\"", "Maybe max?"),
    Mistake(
      "a rest below what the law allows", in: "site.yaml", "shifts-per-week: {max: 5}",
      "daily-rest: {hours: 8}", says: "site.yaml:54:", "daily-rest.hours \"8\"", "L3131-1"),
    Mistake(
      "a week above what the law allows", in: "site.yaml", "shifts-per-week: {max: 5}",
      "weekly-hours: {hours: 61}", says: "site.yaml:54:", "L3121-20"),
    // agents.csv
    Mistake(
      "a quotation mark left open", in: "agents.csv", "A003,", "\"A003,", says: "agents.csv:4:1:"),
    Mistake(
      "a row with a cell too few", in: "agents.csv", ",yes,no,,\n", ",yes,no,\n",
      says: "agents.csv:3:"),
    Mistake(
      "an agent twice", in: "agents.csv", "A002,", "A001,", says: "agents.csv:3:1:", "A001"),
    Mistake(
      "a negative wage", in: "agents.csv", "14.50", "-14.50", says: "agents.csv:2:", "-14.50"),
    Mistake(
      "a wage that is no number", in: "agents.csv", "14.50", "NaN", says: "agents.csv:2:", "NaN"),
    Mistake(
      "an unknown contract", in: "agents.csv", "full-time-35", "full-time-53",
      says: "agents.csv:3:6:", "full-time-53", "Maybe full-time-35?"),
    Mistake(
      "an agent whom no shift fits", in: "agents.csv", "mon-fri 08:00-17:00|sat 08:00-18:00",
      "mon 02:00-03:00", says: "agents.csv:2:", "A001", "no shift"),
    Mistake(
      "hours too few for the contract", in: "agents.csv", "mon-fri 08:00-17:00|sat 08:00-18:00",
      "mon-tue 08:00-17:00", says: "agents.csv:2:", "A001", "part-time-30"),
    Mistake("no agents", in: "agents.csv", says: "agents.csv") { String($0.prefix { $0 != "\n" }) },
    // calls.csv
    Mistake(
      "calls below zero", in: "calls.csv", "2026-05-25T00:30,support,0,",
      "2026-05-25T00:30,support,-1,", says: "calls.csv:3:", "-1"),
    Mistake(
      "calls that are no number", in: "calls.csv", "2026-05-25T00:30,support,0,",
      "2026-05-25T00:30,support,NaN,", says: "calls.csv:3:26:", "NaN"),
    Mistake(
      "a time that does not exist", in: "calls.csv", "2026-05-25T00:30", "2026-05-32T00:30",
      says: "calls.csv:3:1:", "2026-05-32T00:30"),
    Mistake(
      "an unknown queue", in: "calls.csv", "2026-05-25T00:30,support",
      "2026-05-25T00:30,suport", says: "calls.csv:3:18:", "suport", "Maybe support?"),
    Mistake("no history", in: "calls.csv", says: "calls.csv", "history", "support") {
      String($0.prefix { $0 != "\n" }) + "\n"
    },
    Mistake(
      "a history of two days", in: "calls.csv", says: "calls.csv", "2 days", "3 are needed"
    ) {
      history($0, from: "2026-11-21")
    },
    // absences.csv, wishes.csv, published
    Mistake(
      "an absence on a day that does not exist", in: "absences.csv", "2026-11-30", "2026-11-31",
      says: "absences.csv:2:6:", "2026-11-31"),
    Mistake(
      "an absence of a stranger", in: "absences.csv", "A001", "A101", says: "absences.csv:2:1:",
      "A101"),
    Mistake(
      "a wish for a shift that is none", in: "wishes.csv", "early", "erly", says: "wishes.csv:3:",
      "erly", "Maybe early?"),
    Mistake(
      "published shifts that overlap", in: "published/2026-W47.csv",
      "A001,2026-11-17,2026-11-17T08:00", "A001,2026-11-17,2026-11-16T16:30",
      says: "published/2026-W47.csv:"),
  ]

  /// The rows of a history from a day on.
  static func history(_ text: String, from day: String) -> String {
    text.split(separator: "\n").filter { $0 >= day || $0.hasPrefix("start") }.joined(
      separator: "\n")
      + "\n"
  }
}
