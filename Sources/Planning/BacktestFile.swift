package import Forecasting
private import Foundation

/// Backtests for machines: shares, not percentages; rows as in the table, all models included.
package enum BacktestFile {
  private struct Table: Encodable {
    struct Row: Encodable {
      let kind: String
      let model: String
      let family: String?
      let weight: Double?
      let wape: Double
      let wapeDay: Double
      let wapePeriod: Double
      let bias: Double
      let mase: Double?
      let quantileLoss: Double?
      let coverage80: Double?
      let coverage95: Double?
      let periodWapes: [Double]
      let seconds: Double
    }

    struct Verdict: Encodable {
      let best: String
      let gainOverLastWeek: Double?
      let closerThanLastWeek: Int
      let periods: Int
    }

    let queue: String
    let origins: [String]
    let days: Int
    let intervals: Int
    let calls: Double
    let verdict: Verdict?
    let rows: [Row]
  }

  package static func bytes(_ backtests: [Backtest]) -> [UInt8] {
    let tables = backtests.map { backtest in
      Table(
        queue: backtest.queue, origins: backtest.origins.map { "\($0)" }, days: backtest.horizon,
        intervals: backtest.intervals, calls: backtest.calls,
        verdict: BacktestVerdict(backtest).map {
          Table.Verdict(
            best: $0.best.model, gainOverLastWeek: $0.gain, closerThanLastWeek: $0.wins,
            periods: $0.periods)
        },
        rows: backtest.rows.map { row in
          let found = row.accuracy
          return Table.Row(
            kind: row.kind.rawValue, model: row.model,
            family: row.family.isEmpty ? nil : row.family, weight: row.weight, wape: found.wape,
            wapeDay: found.wapeDay, wapePeriod: found.wapePeriod, bias: found.bias,
            mase: found.mase, quantileLoss: found.quantileLoss, coverage80: found.coverage80,
            coverage95: found.coverage95, periodWapes: row.periodWapes, seconds: row.seconds)
        })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinite", negativeInfinity: "-infinite", nan: "undefined")
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(tables)) + [UInt8(ascii: "\n")]
  }
}
