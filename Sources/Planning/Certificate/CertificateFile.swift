package import Auditing
private import Foundation
internal import Interchange
internal import Rules
package import Workforce

/// Certificates as JSON.
package enum CertificateFile {
  /// Writes the certificate of an audit.
  ///
  /// - Parameters:
  ///   - audit: what ``Pipeline/audit(_:)`` found in the roster.
  ///   - folder: the site's folder; `file`: the roster's. What a plan proved is taken over where
  ///     `bound.json` and `requirement.csv` beside it are those of this very roster.
  package static func write(
    _ audit: AuditResult, of roster: Roster, file: String, pipeline: Pipeline, folder: String,
    to path: String
  ) throws {
    let certificate = try certificate(
      audit, of: roster, file: file, pipeline: pipeline, folder: folder)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Finite numbers and strings only: encoding cannot fail.
    try WholeFile.write(
      Array(try! encoder.encode(certificate)) + [UInt8(ascii: "\n")], to: path)
  }

  private static func certificate(
    _ audit: AuditResult, of roster: Roster, file: String, pipeline: Pipeline, folder: String
  ) throws -> Certificate {
    let inputs = inputs(of: folder)
    guard let record = Certificate.File(file, at: file) else {
      throw InputRefused([
        InputProblem(SourcePosition(file: file), found: "no such file", expected: "the roster")
      ])
    }
    let requirement = FilePlace.folder(of: file) + "requirement.csv"
    var bound: Certificate.Bound?
    if let proof = BoundFile.beside(file), proof.roster == record.sha256,
      let found = Certificate.File(requirement, at: requirement),
      found.sha256 == proof.requirement
    {
      bound = Certificate.Bound(requirement: found, proof: proof)
    }
    return Certificate(
      certificate: Certificate.kind, site: pipeline.site.name, folder: folder,
      from: roster.period.firstDay.description, to: roster.period.lastDay.description,
      inputs: inputs, roster: record,
      rules: RulesFile.figures(try RulesInForce(site: pipeline.site, period: roster.period)),
      audit: findings(audit, zone: pipeline.site.zone),
      pay: pay(pipeline.payroll(roster)), bound: bound)
  }

  /// The files of the site's folder that are there.
  static func inputs(of folder: String) -> [Certificate.File] {
    SiteFolder.inputs(at: folder).compactMap { path in
      Certificate.File(String(path.dropFirst(folder.count + 1)), at: path)
    }
  }

  static func findings(_ audit: AuditResult, zone: Zone) -> Certificate.Findings {
    Certificate.Findings(
      agents: audit.agentCount, shifts: audit.shiftCount, rules: audit.ruleCount,
      waived: audit.waivedCount,
      breaches: audit.findings.map { finding in
        // A cure is advice, and no part of what is certified.
        FindingsFile.Finding(
          AuditResult.Finding(finding.breach, waiver: finding.waiver), zone: zone)
      }, notes: audit.notes)
  }

  static func pay(_ payroll: Payroll) -> Certificate.Pay {
    Certificate.Pay(
      cents: payroll.cents,
      agents: payroll.lines.reduce(into: [:]) { $0[$1.agent, default: 0] += $1.cents })
  }

  /// The certificate at `path`.
  package static func read(at path: String) throws(InputRefused) -> Certificate {
    let file = try InputFile.reading(path)
    guard
      let certificate = try? JSONDecoder().decode(Certificate.self, from: Data(file.bytes)),
      certificate.certificate == Certificate.kind
    else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "no certificate of this program",
          expected: "what audit --certificate wrote")
      ])
    }
    return certificate
  }
}
