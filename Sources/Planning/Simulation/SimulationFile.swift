private import Foundation
package import Simulation
internal import Workforce

/// The JSON of `simulate`: what a simulation says of each queue over all its weeks, for machines.
///
/// `service_level` is that of the queue's formula with its limits of 95 % confidence `low` and `high`;
/// shares, not percentages; null where there were no calls. Of work that may wait, `service_level` is the
/// share done within `within_seconds` of coming in, `asa_seconds` and `longest_wait_seconds` last until it
/// is done, and `overdue` was due within the weeks and is not done at their end. The centre's own
/// `commitments` follow with what is promised, the value simulated, and how often it is kept.
package enum SimulationFile {
  struct Content: Encodable {
    struct Queue: Encodable {
      let queue: String
      let kind: String
      let formula: String
      let promised: Double?
      let within_seconds: Double?
      let service_level: Double?
      let low: Double?
      let high: Double?
      let abandonment: Double?
      let asa_seconds: Double?
      let occupancy: Double?
      let offered: Double
      let longest_wait_seconds: Double
      let overdue: Double
      let waiting_hours: Double
      let chance_to_miss: Double

      /// Written even where they are null, so that a reader finds every key.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(queue, forKey: .queue)
        try container.encode(kind, forKey: .kind)
        try container.encode(formula, forKey: .formula)
        try container.encode(promised, forKey: .promised)
        try container.encode(within_seconds, forKey: .within_seconds)
        try container.encode(service_level, forKey: .service_level)
        try container.encode(low, forKey: .low)
        try container.encode(high, forKey: .high)
        try container.encode(abandonment, forKey: .abandonment)
        try container.encode(asa_seconds, forKey: .asa_seconds)
        try container.encode(occupancy, forKey: .occupancy)
        try container.encode(offered, forKey: .offered)
        try container.encode(longest_wait_seconds, forKey: .longest_wait_seconds)
        try container.encode(overdue, forKey: .overdue)
        try container.encode(waiting_hours, forKey: .waiting_hours)
        try container.encode(chance_to_miss, forKey: .chance_to_miss)
      }

      enum CodingKeys: String, CodingKey {
        case queue, kind, formula, promised, within_seconds, service_level, low, high, abandonment
        case asa_seconds, occupancy, offered, longest_wait_seconds, overdue, waiting_hours
        case chance_to_miss
      }
    }

    let from: String
    let to: String
    let samples: Int
    let seed: UInt64
    let queues: [Queue]
    let commitments: [CommitmentRecord]
  }

  package static func bytes(_ result: SimulationResult) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers are finite where they are not null: encoding cannot fail.
    return Array(try! encoder.encode(Content(result))) + [UInt8(ascii: "\n")]
  }
}

extension SimulationFile.Content {
  init(_ result: SimulationResult) {
    self.init(
      from: result.period.firstDay.description, to: result.period.lastDay.description,
      samples: result.samples, seed: result.seed, queues: result.queues.map(Queue.init),
      commitments: result.commitments.map { CommitmentRecord($0, zone: result.period.zone) })
  }
}

extension SimulationFile.Content.Queue {
  init(_ queue: QueueQuality) {
    let whole = queue.whole
    let level = whole.serviceLevels[queue.formula]
    self.init(
      queue: queue.queue, kind: queue.work.kind, formula: queue.formula.rawValue,
      promised: queue.target.serviceLevel?.share,
      within_seconds: queue.within, service_level: rounded(level?.value),
      low: rounded(level?.low), high: rounded(level?.high),
      abandonment: rounded(whole.abandonment?.value), asa_seconds: rounded(whole.asa?.value),
      occupancy: rounded(whole.occupancy?.value), offered: rounded(whole.offered.value)!,
      longest_wait_seconds: rounded(whole.longestWait.value)!, overdue: rounded(whole.backlog)!,
      waiting_hours: rounded(whole.waitingSeconds.value / 3600)!,
      chance_to_miss: rounded(whole.chanceToMiss.value)!)
  }
}

/// Six decimals; nil for what JSON has no number for.
func rounded(_ value: Double?) -> Double? {
  value.flatMap { $0.isFinite ? ($0 * 1e6).rounded() / 1e6 : nil }
}
