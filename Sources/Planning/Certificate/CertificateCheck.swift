internal import Auditing
internal import Interchange
internal import Rostering
internal import Workforce

/// A certificate checked again from the files: hashes, audit, pay and bound.
///
/// Nothing that the certificate claims is used to find it again but the multipliers of the bound, which
/// prove what they prove whoever names them.
package struct CertificateCheck: Sendable {
  /// One claim and whether it holds.
  package struct Line: Sendable, Equatable {
    package let holds: Bool
    package let english: String
    package let french: String

    package func text(_ language: Language) -> String {
      let word = language == .english ? (holds ? "holds" : "FAILS") : (holds ? "vrai " : "FAUX ")
      return word + "  " + (language == .english ? english : french)
    }
  }

  package private(set) var lines: [Line] = []
  /// Whether breaches are certified that no waiver covers.
  package let hasOpenBreaches: Bool
  package var holds: Bool { lines.allSatisfy(\.holds) }

  private mutating func note(_ holds: Bool, _ english: String, _ french: String) {
    lines.append(Line(holds: holds, english: english, french: french))
  }

  /// - Parameters:
  ///   - folder: the site's folder; `roster`: the roster's file.
  ///   - pipeline: the site as it is read now.
  package init(
    _ certificate: Certificate, folder: String, roster path: String, pipeline: Pipeline,
    threads: Int
  ) throws {
    hasOpenBreaches = certificate.audit.breaches.contains { $0.waiver == nil }
    checkFiles(certificate, folder: folder, roster: path)
    let roster = try RosterFile.read(at: path, site: pipeline.site)
    checkRules(certificate, try RulesInForce(site: pipeline.site, period: roster.period))
    checkAudit(certificate, roster, try pipeline.audit(roster), pipeline)
    if let bound = certificate.bound {
      let names = bound.proof
      note(
        names.roster == certificate.roster.sha256
          && names.requirement == bound.requirement.sha256,
        "the bound is that of this roster and requirement",
        "la borne est celle de ce planning et de ce besoin")
      try checkBound(bound, roster, besides: path, pipeline: pipeline, threads: threads)
    } else {
      note(true, "no bound is claimed", "aucune borne n'est revendiquée")
    }
  }

  // MARK: Files and rules

  private mutating func checkFiles(_ claimed: Certificate, folder: String, roster path: String) {
    let now = CertificateFile.inputs(of: folder)
    for file in claimed.inputs {
      let found = now.first { $0.file == file.file }
      check(file, found)
    }
    for file in now where !claimed.inputs.contains(where: { $0.file == file.file }) {
      note(
        false, "\(file.file) was not there when the certificate was made",
        "\(file.file) n'existait pas lors de la certification")
    }
    check(claimed.roster, Certificate.File(claimed.roster.file, at: path))
  }

  private mutating func check(_ claimed: Certificate.File, _ found: Certificate.File?) {
    guard let found else {
      return note(
        false, "\(claimed.file) is not there any more", "\(claimed.file) n'existe plus")
    }
    let holds = found.sha256 == claimed.sha256 && found.bytes == claimed.bytes
    let hash = claimed.sha256.prefix(12)
    note(
      holds,
      holds
        ? "\(claimed.file): SHA-256 \(hash)…"
        : "\(claimed.file) has changed: SHA-256 \(found.sha256.prefix(12))…, certified \(hash)…",
      holds
        ? "\(claimed.file) : SHA-256 \(hash)…"
        : "\(claimed.file) a changé : SHA-256 \(found.sha256.prefix(12))…, certifié \(hash)…")
  }

  private mutating func checkRules(_ claimed: Certificate, _ rules: RulesInForce) {
    let now = RulesFile.figures(rules)
    let other =
      claimed.rules.filter { !now.contains($0) } + now.filter { !claimed.rules.contains($0) }
    let names = Set(other.map(\.rule)).sorted().joined(separator: ", ")
    note(
      other.isEmpty,
      other.isEmpty
        ? "\(now.count) figures of rules in force, with their texts"
        : "figures of rules are not those certified: \(names)",
      other.isEmpty
        ? "\(now.count) paramètres des règles en vigueur, avec leurs textes"
        : "des paramètres de règles ne sont pas ceux certifiés : \(names)")
  }

  // MARK: Audit and pay

  private mutating func checkAudit(
    _ claimed: Certificate, _ roster: Roster, _ audit: AuditResult, _ pipeline: Pipeline
  ) {
    let period = roster.period
    note(
      claimed.from == period.firstDay.description && claimed.to == period.lastDay.description,
      "the roster is for \(period.firstDay) to \(period.lastDay), certified \(claimed.from) to "
        + claimed.to,
      "le planning va du \(period.firstDay) au \(period.lastDay), certifié du \(claimed.from) au "
        + claimed.to)
    let now = CertificateFile.findings(audit, zone: pipeline.site.zone)
    let counts = [claimed.audit.agents, claimed.audit.shifts, claimed.audit.rules]
    note(
      counts == [now.agents, now.shifts, now.rules],
      "\(now.agents) agents, \(now.shifts) shifts, \(now.rules) rules checked again; certified "
        + counts.map(String.init).joined(separator: ", "),
      "\(now.agents) agents, \(now.shifts) vacations, \(now.rules) règles revérifiés ; certifiés "
        + counts.map(String.init).joined(separator: ", "))
    note(
      now.breaches == claimed.audit.breaches && now.waived == claimed.audit.waived,
      "breaches found again: \(now.breaches.count), waived \(now.waived); certified "
        + "\(claimed.audit.breaches.count), waived \(claimed.audit.waived)",
      "infractions retrouvées : \(now.breaches.count), dérogations \(now.waived) ; certifiées "
        + "\(claimed.audit.breaches.count), dérogations \(claimed.audit.waived)")
    note(
      now.notes == claimed.audit.notes, "what could not be checked is as certified",
      "les réserves sont celles certifiées")
    let pay = CertificateFile.pay(pipeline.payroll(roster))
    note(
      pay == claimed.pay && claimed.pay.agents.values.reduce(0, +) == claimed.pay.cents,
      "pay calculated again: \(Language.english.euros(pay.cents)), certified "
        + "\(Language.english.euros(claimed.pay.cents)), agent by agent",
      "paie recalculée : \(Language.french.euros(pay.cents)), certifiée "
        + "\(Language.french.euros(claimed.pay.cents)), agent par agent")
  }

  // MARK: Bound

  private mutating func checkBound(
    _ claimed: Certificate.Bound, _ roster: Roster, besides path: String, pipeline: Pipeline,
    threads: Int
  ) throws {
    let requirementPath = FilePlace.folder(of: path) + "requirement.csv"
    let found = Certificate.File(claimed.requirement.file, at: requirementPath)
    check(claimed.requirement, found)
    let objective = claimed.proof.objective
    guard found != nil else { return }
    let requirement = try RequirementFile.read(at: requirementPath, site: pipeline.site)
    guard requirement.period == roster.period else {
      return note(
        false, "the requirement is for another period than the roster",
        "le besoin est d'une autre période que le planning")
    }
    let problem = try SiteProblem(
      site: pipeline.site, requirement: requirement, book: pipeline.rules(in: roster.period))
    let cost = problem.cost(of: roster)?.total
    note(
      cost == objective,
      "the plan's objective calculated again: "
        + (cost.map { Language.english.euros($0) } ?? "none, the roster is not one of its plans")
        + ", certified \(Language.english.euros(objective))",
      "objectif du planning recalculé : "
        + (cost.map { Language.french.euros($0) } ?? "aucun, ce n'est pas un de ses plannings")
        + ", certifié \(Language.french.euros(objective))")
    guard let bound = claimed.proof.bound else {
      return note(true, "no bound is claimed", "aucune borne n'est revendiquée")
    }
    let euros = { (cents: Double, language: Language) in language.euros(Int(clamping: cents)) }
    note(
      bound <= Double(objective),
      "the bound of \(euros(bound, .english)) is not above the objective",
      "la borne de \(euros(bound, .french)) ne dépasse pas l'objectif")
    guard let proof = claimed.proof.boundProof else {
      return note(
        false, "the bound comes without the multipliers that would prove it",
        "la borne n'est pas accompagnée des multiplicateurs qui la prouveraient")
    }
    let proven = problem.bound(provenBy: proof, threads: threads)
    note(
      proven.map { $0 >= bound } ?? false,
      "no lawful roster costs less than "
        + (proven.map { euros($0, .english) } ?? "– (multipliers of another problem)")
        + " by pricing every agent again; certified \(euros(bound, .english))",
      "aucun planning légal ne coûte moins de "
        + (proven.map { euros($0, .french) } ?? "– (multiplicateurs d'un autre problème)")
        + " en réévaluant chaque agent ; certifié \(euros(bound, .french))")
  }
}

extension Int {
  /// The nearest number of cents, whatever a file claims.
  fileprivate init(clamping value: Double) {
    self = value.isFinite ? Int(Swift.min(Swift.max(value.rounded(), -1e15), 1e15)) : 0
  }
}
