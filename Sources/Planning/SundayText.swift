package import Workforce

/// What a site's files leave open about Sundays, in sentences.
package enum SundayText {
  /// Queues under an order of the prefect for whose first Sunday of the period nobody has a consent in force.
  package static func lines(_ site: Site, in period: Period) -> [String] {
    let sunday = period.firstDay.monday + 6
    return site.queues.compactMap { queue in
      guard let order = queue.sundayBasis.order,
        !(queue.opening.ranges[.sunday] ?? []).isEmpty
      else { return nil }
      guard queue.sundayBasis.permits(sunday) else {
        return "\(queue.name): the prefect's order \(order.number) is not in force on \(sunday); "
          + "nobody may work then."
      }
      let consents = Dictionary(grouping: site.sundayConsents, by: \.agent)
      let isManned = site.agents.contains { agent in
        agent.skills.contains(queue.skill) && agent.worksSundays
          && (consents[agent.id] ?? []).state(on: sunday, under: order).isInForce
      }
      return isManned
        ? nil
        : "\(queue.name): no consent is in force on \(sunday) under the prefect's order "
          + "\(order.number) (L3132-25-4, sunday-consents.csv); nobody may work then."
    }
  }
}
