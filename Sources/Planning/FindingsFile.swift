package import Auditing
private import Foundation
package import Interchange
internal import Rules
internal import Workforce

/// An audit's findings for machines: breaches with agent, day, amounts, rule and article.
package enum FindingsFile {
  private struct Findings: Encodable {
    struct Finding: Encodable {
      let rule: String
      let agent: String
      let day: String
      let found: Int
      let limit: Int
      let unit: String
      let article: String
      let level: String
      let message: String
    }

    let agents: Int
    let shifts: Int
    let rules: Int
    let breaches: [Finding]
    let notes: [String]
  }

  package static func bytes(_ audit: AuditResult) -> [UInt8] {
    let findings = Findings(
      agents: audit.agentCount, shifts: audit.shiftCount, rules: audit.ruleCount,
      breaches: audit.breaches.map {
        Findings.Finding(
          rule: $0.rule, agent: $0.agent, day: $0.day.description, found: $0.found,
          limit: $0.limit, unit: $0.unit.rawValue, article: $0.citation.text,
          level: $0.citation.level.rawValue, message: $0.message)
      }, notes: audit.notes)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(findings)) + [UInt8(ascii: "\n")]
  }

  package static func write(_ audit: AuditResult, to path: String) throws(WriteRefused) {
    try WholeFile.write(bytes(audit), to: path)
  }
}
