package import Interchange
package import Workforce

/// `fairness.csv`: who has carried what, one row for an agent and burden.
///
/// `agent,measure,count,share,excess`: for the burdens the count, the agent's share and how far above it
/// they are; for `weekends`, `start_spread_minutes`, `wishes_made` and `wishes_kept` the count alone.
package enum FairnessFile {
  package static func bytes(_ ledger: FairnessLedger, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(style: style, columns: ["agent", "measure", "count", "share", "excess"])
    for entry in ledger.entries {
      for burden in Burden.allCases {
        table.text(entry.agent)
        table.text(burden.rawValue)
        table.integer(entry.counts[burden] ?? 0)
        table.number(entry.shares[burden] ?? 0, decimals: 2)
        table.number(entry.excess(of: burden), decimals: 2)
        table.endRow()
      }
      let others: [(String, Int?)] = [
        ("weekends", entry.weekends), ("start_spread_minutes", entry.startSpread),
        ("wishes_made", entry.wishesMade), ("wishes_kept", entry.wishesKept),
      ]
      for case (let name, let count?) in others {
        table.text(entry.agent)
        table.text(name)
        table.integer(count)
        table.empty()
        table.empty()
        table.endRow()
      }
    }
    return table.bytes
  }
}
