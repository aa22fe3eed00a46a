package import Auditing
private import Foundation
package import Interchange
internal import Rules
package import Workforce

/// An audit's findings for machines: breaches with agent, day, amounts, rule and article, with their
/// waivers and cures.
package enum FindingsFile {
  /// What the file says of one breach.
  struct Finding: Codable, Sendable, Equatable {
    struct Leave: Codable, Sendable, Equatable {
      let by: String
      let when: String
      let why: String
      let document: String
      let from: String
      let until: String
    }

    /// A shift that changes; null where it is added or taken away.
    struct Change: Codable, Sendable, Equatable {
      let before: Times?
      let after: Times?
    }

    struct Times: Codable, Sendable, Equatable {
      let agent: String
      let start: String
      let end: String
      let breaks: [[String]]

      init?(_ shift: Shift?, zone: Zone) {
        guard let shift else { return nil }
        agent = shift.agent
        start = zone.label(shift.start)
        end = zone.label(shift.end)
        breaks = shift.breaks.map { [zone.label($0.start), zone.label($0.end)] }
      }
    }

    let rule: String
    let agent: String
    let day: String
    let found: Int
    let limit: Int
    let unit: String
    let article: String
    let level: String
    let message: String
    let waiver: Leave?
    let cure: [Change]?

    init(_ finding: AuditResult.Finding, zone: Zone) {
      let breach = finding.breach
      rule = breach.rule
      agent = breach.agent
      day = breach.day.description
      found = breach.found
      limit = breach.limit
      unit = breach.unit.rawValue
      article = breach.citation.text
      level = breach.citation.level.rawValue
      message = breach.message
      waiver = finding.waiver.map {
        Leave(
          by: $0.by, when: $0.when.description, why: $0.why, document: $0.document,
          from: $0.span.from?.description ?? "", until: $0.span.until?.description ?? "")
      }
      cure = finding.cure?.changes.map {
        Change(before: Times($0.before, zone: zone), after: Times($0.after, zone: zone))
      }
    }
  }

  private struct Findings: Encodable {
    let agents: Int
    let shifts: Int
    let rules: Int
    let waived: Int
    let breaches: [Finding]
    let notes: [String]
  }

  package static func bytes(_ audit: AuditResult, zone: Zone) -> [UInt8] {
    let findings = Findings(
      agents: audit.agentCount, shifts: audit.shiftCount, rules: audit.ruleCount,
      waived: audit.waivedCount, breaches: audit.findings.map { Finding($0, zone: zone) },
      notes: audit.notes)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(findings)) + [UInt8(ascii: "\n")]
  }

  package static func write(
    _ audit: AuditResult, zone: Zone, to path: String
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(audit, zone: zone), to: path)
  }
}
