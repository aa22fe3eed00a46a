package import Workforce

/// `sunday-ledger.csv`: `agent,sunday,basis,consent_signed,minutes,rest_owed_minutes,premium_percent`, one
/// row for an agent and a Sunday worked.
package enum SundayLedgerFile {
  package static func bytes(_ ledger: SundayLedger, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(
      style: style,
      columns: [
        "agent", "sunday", "basis", "consent_signed", "minutes", "rest_owed_minutes",
        "premium_percent",
      ])
    for line in ledger.lines {
      table.text(line.agent)
      table.day(line.sunday)
      table.text(line.basis.text)
      if let signed = line.consentSigned { table.day(signed) } else { table.empty() }
      table.integer(line.minutes)
      table.integer(line.restOwedMinutes)
      table.integer(line.premiumPercent)
      table.endRow()
    }
    return table.bytes
  }
}
