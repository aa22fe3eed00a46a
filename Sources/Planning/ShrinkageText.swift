package import Workforce

/// What keeps the agents of a site from calls, as a person reads it.
package struct ShrinkageText {
  private let site: Site
  private let language: Language

  package init(_ site: Site, language: Language = .english) {
    self.site = site
    self.language = language
  }

  /// One line for each queue whose shrinkage has causes:
  /// `support: 11.5 % of rostered time not on calls: training 4 %, meetings 3 %, illness 5 %`.
  ///
  /// Causes act on what the others leave, so that the whole is less than their sum.
  package var lines: [String] { site.queues.filter { !$0.shrinkageCauses.isEmpty }.map(line) }

  private func line(_ queue: Queue) -> String {
    let causes = queue.shrinkageCauses.map { "\($0.name) \(percent($0.share))" }
    let hours = queue.shrinkageByHour.map { range in
      "\(range.minutes.lowerBound.clock)–\(range.minutes.upperBound.clock) \(percent(range.value))"
    }
    return language == .french
      ? "\(queue.name) : \(percent(queue.shrinkage)) du temps planifié hors appels : "
        + causes.joined(separator: ", ")
        + (hours.isEmpty ? "" : " ; en tout \(hours.joined(separator: ", "))")
      : "\(queue.name): \(percent(queue.shrinkage)) of rostered time not on calls: "
        + causes.joined(separator: ", ")
        + (hours.isEmpty ? "" : "; in all \(hours.joined(separator: ", "))")
  }

  /// With a decimal only where it says something.
  private func percent(_ share: Double) -> String {
    let tenths = (1000 * share).rounded()
    let isWhole = tenths.truncatingRemainder(dividingBy: 10) == 0
    return language.number(100 * share, decimals: isWhole ? 0 : 1) + " %"
  }
}
