private import Foundation

extension ForecastBenchmark {
  /// All that was measured, for machines.
  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinite", negativeInfinity: "-infinite", nan: "undefined")
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
