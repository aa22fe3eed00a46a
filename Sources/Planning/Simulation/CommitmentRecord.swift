internal import Simulation
internal import Workforce

/// A commitment and what the simulation says of it, as `simulation.json` shows it.
///
/// Shares, not percentages, and seconds; `queue` is null for all together, every figure where there were
/// no calls. `worst` is the span kept in the smallest share of samples.
struct CommitmentRecord: Encodable {
  private let result: CommitmentResult
  private let zone: Zone

  init(_ result: CommitmentResult, zone: Zone) {
    self.result = result
    self.zone = zone
  }

  private enum CodingKeys: String, CodingKey {
    case name, queue, measure, formula, within_seconds, at_least, at_most, over, value, low, high
    case kept, kept_low, kept_high, all_kept, all_kept_low, all_kept_high, worst
  }

  private struct Worst: Encodable {
    let from: String
    let to: String
    let kept: Double?
    let value: Double?

    /// Written even where they are null, as all keys are.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
      try container.encode(kept, forKey: .kept)
      try container.encode(value, forKey: .value)
    }

    enum CodingKeys: String, CodingKey { case from, to, kept, value }
  }

  /// Written even where they are null, so that a reader finds every key.
  func encode(to encoder: any Encoder) throws {
    let commitment = result.commitment
    let level: (seconds: Double, formula: ServiceFormula)? =
      if case .serviceLevel(let seconds, let formula) = commitment.measure {
        (seconds, formula)
      } else { nil }
    let isAtLeast = commitment.measure.isAtLeast
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(commitment.name, forKey: .name)
    try container.encode(commitment.queue, forKey: .queue)
    try container.encode(commitment.measure.name, forKey: .measure)
    try container.encode(level?.formula.rawValue, forKey: .formula)
    try container.encode(level?.seconds, forKey: .within_seconds)
    try container.encode(isAtLeast ? rounded(commitment.limit) : nil, forKey: .at_least)
    try container.encode(isAtLeast ? nil : rounded(commitment.limit), forKey: .at_most)
    try container.encode(commitment.over.rawValue, forKey: .over)
    func write(
      _ estimate: Estimate?, _ value: CodingKeys, _ low: CodingKeys, _ high: CodingKeys
    ) throws {
      try container.encode(rounded(estimate?.value), forKey: value)
      try container.encode(rounded(estimate?.low), forKey: low)
      try container.encode(rounded(estimate?.high), forKey: high)
    }
    try write(result.value, .value, .low, .high)
    try write(result.kept, .kept, .kept_low, .kept_high)
    try write(result.allKept, .all_kept, .all_kept_low, .all_kept_high)
    try container.encode(
      result.worst.map {
        Worst(
          from: zone.label($0.from), to: zone.label($0.to), kept: rounded($0.kept.value),
          value: rounded($0.value))
      }, forKey: .worst)
  }

}
