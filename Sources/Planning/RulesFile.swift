private import Foundation
package import Interchange
internal import Rules
internal import Workforce

/// The rules in force for machines: each figure with its source, text and dates.
package enum RulesFile {
  /// One figure of a rule, or a rule without figures.
  struct Figure: Codable, Sendable, Equatable {
    let rule: String
    let parameter: String?
    /// In `unit`.
    let value: Int?
    let unit: String?
    let source: String
    let name: String?
    let document: String?
    let from: String?
    let until: String?
    let article: String
    let level: String
    let version: String?
    let confidence: String
    let needs_agreement: Bool
  }

  static func figures(_ rules: RulesInForce) -> [Figure] { rules.rows.map(figure) }

  private struct File: Encodable {
    struct Pack: Encodable {
      let name: String
      let title: String
    }

    struct Unchecked: Encodable {
      let pack: String
      let words: String
      let article: String
      let confidence: String
    }

    let packs: [Pack]
    let figures: [Figure]
    let unchecked: [Unchecked]
  }

  package static func bytes(_ rules: RulesInForce) -> [UInt8] {
    let file = File(
      packs: rules.packs.map { File.Pack(name: $0.name, title: $0.title) },
      figures: rules.rows.map(figure),
      unchecked: rules.remarks.map {
        File.Unchecked(
          pack: $0.pack, words: $0.words, article: $0.text.article,
          confidence: $0.text.confidence.rawValue)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(file)) + [UInt8(ascii: "\n")]
  }

  package static func write(_ rules: RulesInForce, to path: String) throws(WriteRefused) {
    try WholeFile.write(bytes(rules), to: path)
  }

  private static func figure(_ row: RulesInForce.Row) -> Figure {
    let (source, name, document): (String, String?, String?) =
      switch row.source {
      case .rule: ("default", nil, nil)
      case .pack(let name, _, _): ("pack", name, nil)
      case .agreement(let agreement): ("agreement", agreement.name, agreement.document)
      case .house: ("site.yaml", nil, nil)
      }
    return Figure(
      rule: row.rule, parameter: row.figure?.parameter, value: row.figure?.value,
      unit: row.figure.map { $0.isDuration ? "minutes" : "count" }, source: source, name: name,
      document: document, from: row.source.span.from?.description,
      until: row.source.span.until?.description, article: row.text.article,
      level: row.text.level.rawValue, version: row.text.version,
      confidence: row.text.confidence.rawValue, needs_agreement: row.missing != nil)
  }
}
