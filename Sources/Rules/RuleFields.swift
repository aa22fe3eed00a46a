package import Workforce

/// The parameters of one rule in a site's file, read one by one; what is wrong is collected.
package struct RuleFields: Sendable {
  private let entry: RuleEntry
  private let rule: String
  private let citation: Citation
  private var known: [String] = []
  package private(set) var problems: [InputProblem] = []

  package init(entry: RuleEntry, citation: Citation) {
    self.entry = entry
    rule = entry.key
    self.citation = citation
  }

  /// The parameter `name` as a whole number within `range`, or `standard` where it is not given.
  package mutating func integer(_ name: String, default standard: Int, in range: ClosedRange<Int>)
    -> Int
  {
    read(name, default: standard, in: range, isDuration: false) { Int($0) }
  }

  /// The parameter `name` as hours (`11`, `10.5`, `10,5`, `10:30`, `10h` or `10h30`), in minutes.
  package mutating func hours(_ name: String, default standard: Int, in range: ClosedRange<Int>)
    -> Int
  {
    read(name, default: standard, in: range, isDuration: true) { RuleFields.minutes($0) }
  }

  /// Notes that what a parameter says does not go with the others.
  package mutating func refuse(_ name: String, expected: String) {
    guard
      let parameter = entry.parameters.first(where: { $0.name == name }) ?? entry.parameters.first
    else { return }
    problems.append(
      InputProblem(
        parameter.position, found: "\(rule).\(parameter.name) \"\(parameter.value)\"",
        expected: expected))
  }

  private mutating func read(
    _ name: String, default standard: Int, in range: ClosedRange<Int>, isDuration: Bool,
    parse: (String) -> Int?
  ) -> Int {
    known.append(name)
    guard let parameter = entry.parameters.first(where: { $0.name == name }) else {
      return standard
    }
    let text = { (value: Int) in isDuration ? value.duration : "\(value)" }
    guard let value = parse(parameter.value), range.contains(value) else {
      problems.append(
        InputProblem(
          parameter.position, found: "\(rule).\(name) \"\(parameter.value)\"",
          expected: "\(text(range.lowerBound)) to \(text(range.upperBound))"
            + " (\(citation.text))"))
      return standard
    }
    return value
  }

  /// Notes every parameter that the rule did not ask for. Called once the rule has read its own.
  package mutating func refuseUnknown() {
    for parameter in entry.parameters where !known.contains(parameter.name) {
      if parameter.name == "value" {
        problems.append(
          InputProblem(
            parameter.position, found: "\"\(parameter.value)\" for rule \(rule)",
            expected: (known.isEmpty ? "nothing" : "parameters as {\(known[0]): …}")
              + "; a rule cannot be switched off (\(citation.text))"))
        continue
      }
      problems.append(
        InputProblem(
          parameter.position, found: "unknown parameter \"\(parameter.name)\" of rule \(rule)",
          expected: known.isEmpty ? "no parameters" : "one of \(known.joined(separator: ", "))",
          maybe: nearest(to: parameter.name, among: known)))
    }
  }

  static func minutes(_ text: String) -> Int? {
    if let match = text.wholeMatch(of: /([0-9]{1,4})(?:h|[:h]([0-9]{2}))?/) {
      let minutes = match.2.map { Int($0)! } ?? 0
      return minutes < 60 ? Int(match.1)! * 60 + minutes : nil
    }
    guard text.wholeMatch(of: /[0-9]{1,4}[.,][0-9]{1,4}/) != nil,
      let hours = Double(text.split(separator: ",").joined(separator: "."))
    else { return nil }
    return Int((hours * 60).rounded())
  }
}
