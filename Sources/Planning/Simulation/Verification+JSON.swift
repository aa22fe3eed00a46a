internal import Workforce

/// A verification as `summary.json` has it: hours, shares.
struct VerificationContent: Encodable {
  struct Addition: Encodable {
    let queue: String
    let added_hours: Double
    let plain_hours: Double
  }
  struct Miss: Encodable {
    let queue: String
    let day: String
    let missing_hours: Double
  }
  struct RareWeeks: Encodable {
    let queue: String
    let asked: Double
    let kept: Double
  }

  let kept: Bool
  let rosters: Int
  let added: [Addition]
  let misses: [Miss]
  let rare_weeks: [RareWeeks]
  let missing_hours: Double

  init(_ verification: Verification) {
    kept = verification.isKept
    rosters = verification.rounds
    added = verification.added.map {
      Addition(queue: $0.queue, added_hours: $0.hours, plain_hours: $0.plainHours)
    }
    misses = verification.misses.map {
      Miss(
        queue: $0.queue, day: $0.day.description, missing_hours: Double($0.missingMinutes) / 60)
    }
    missing_hours = Double(verification.missingMinutes) / 60
    rare_weeks = verification.rareWeeks.map {
      RareWeeks(queue: $0.queue, asked: $0.asked, kept: $0.kept)
    }
  }
}
