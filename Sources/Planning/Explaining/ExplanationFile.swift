private import Foundation
internal import Rostering
internal import Rules
internal import Workforce

/// An explanation for machines.
package enum ExplanationFile {
  private struct File: Encodable {
    let site: String
    let from: String
    let until: String
    let required_minutes: Int
    let uncovered_minutes: Int?
    let proven_uncovered_minutes: Int?
    let conflicts: [ConflictPart]
    let agents_without_tour: [AgentPart]
    let repairs: [RepairPart]
    let is_cut_short: Bool
  }

  private struct ConflictPart: Encodable {
    let uncovered_minutes: Int
    let reasons: [ReasonPart]
  }

  private struct AgentPart: Encodable {
    let agent: String
    let reasons: [ReasonPart]
  }

  private struct ReasonPart: Encodable {
    let kind: String
    var rule: String?
    var article: String?
    var agent: String?
    var queue: String?
    var from: String?
    var until: String?
  }

  private struct RepairPart: Encodable {
    let kind: String
    var rule: String?
    var agent: String?
    var contract: String?
    var from: String?
    var to: String?
    var uncovered_minutes: Int?
    var pay_change_cents: Int?
    var least_change_cents: Int?
    var most_change_cents: Int?
  }

  package static func bytes(_ found: Explanation) -> [UInt8] {
    let file = File(
      site: found.site.name, from: found.period.firstDay.description,
      until: found.period.lastDay.description, required_minutes: found.requiredMinutes,
      uncovered_minutes: found.uncoveredMinutes,
      proven_uncovered_minutes: found.cover?.uncoveredMinutes,
      conflicts: (found.cover?.conflicts ?? []).map { conflict in
        ConflictPart(
          uncovered_minutes: conflict.uncoveredMinutes,
          reasons: conflict.reasons.map { part($0, found) })
      },
      agents_without_tour: found.conflicts.map { conflict in
        AgentPart(agent: conflict.agent, reasons: conflict.reasons.map { part($0, found) })
      },
      repairs: found.repairs.map(part), is_cut_short: found.isCutShort)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(file)) + [UInt8(ascii: "\n")]
  }

  private static func part(_ reason: Reason, _ found: Explanation) -> ReasonPart {
    switch reason {
    case .rule(let key):
      let citation = RuleBook.all.first { $0.key == key }?.citation
      return ReasonPart(kind: "rule", rule: key, article: citation?.article)
    case .absence(let absence):
      return ReasonPart(
        kind: "absence", agent: absence.agent, from: absence.from.description,
        until: absence.to.description)
    case .past: return ReasonPart(kind: "published")
    case .requirement(let queue, let from, let to):
      let zone = found.period.zone
      return ReasonPart(
        kind: "requirement", queue: queue, from: zone.text(from), until: zone.text(to))
    }
  }

  private static func part(_ repair: Repair) -> RepairPart {
    var part: RepairPart
    switch repair.change {
    case .none: part = RepairPart(kind: "none")
    case .hire(let contract, _, _, _): part = RepairPart(kind: "hire", contract: contract)
    case .agreement(let rule, let from, let to, _):
      part = RepairPart(kind: "agreement", rule: rule, from: from, to: to)
    case .policy(let rule, let from, let to):
      part = RepairPart(kind: "policy", rule: rule, from: from, to: to)
    case .absence(let absence):
      part = RepairPart(
        kind: "absence", agent: absence.agent, from: absence.from.description,
        to: absence.to.description)
    case .volunteer(let agent, _, let isForNights):
      part = RepairPart(kind: isForNights ? "night-volunteer" : "sunday-volunteer", agent: agent)
    case .wishes: part = RepairPart(kind: "wishes")
    }
    if case .roster(let figures) = repair.effect {
      part.uncovered_minutes = figures.uncoveredMinutes
      part.pay_change_cents = figures.pay
      part.least_change_cents = figures.change?.lowerBound
      part.most_change_cents = figures.change?.upperBound
    }
    return part
  }
}

extension Zone {
  /// An instant as local time with its offset left out: `2026-11-29T06:00`.
  fileprivate func text(_ instant: Instant) -> String {
    let local = local(instant)
    return "\(local.day)T\(local.minute.clock)"
  }
}
