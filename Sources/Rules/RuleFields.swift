package import Workforce

/// The parameters of one rule, read one by one from every source; what is wrong is collected.
///
/// Of the sources in force the last counts: the law's own figure, the packs of law and convention in
/// their order, agreements, the house. Every source keeps within the range that the rule names. A
/// site under a convention or an agreement may itself only be stricter than these.
package struct RuleFields: Sendable {
  /// The sources, each overruling those before it.
  private let layers: [RuleLayer]
  private let rule: String
  private let citation: Citation
  /// Days on which other texts come into force or end, and the first; nil to take all as in force.
  private let days: [Day]?
  /// Whether the house may only be stricter than law, convention and agreements.
  private let isBound: Bool
  private var known: [String] = []
  package private(set) var problems: [InputProblem] = []
  /// The parameters read so far.
  package private(set) var figures: [RuleFigure] = []

  /// The parameters of a site's own file alone.
  package init(entry: RuleEntry, citation: Citation) {
    self.init(
      rule: entry.key, layers: [RuleLayer(entry: entry, source: .house)], citation: citation,
      days: nil, isBound: false)
  }

  init(rule: String, layers: [RuleLayer], citation: Citation, days: [Day]?, isBound: Bool) {
    self.rule = rule
    self.layers = layers
    self.citation = citation
    self.days = days
    self.isBound = isBound
  }

  /// The parameter `name` as a whole number within `range`, or `standard` where it is not given.
  package mutating func integer(_ name: String, default standard: Int, in range: ClosedRange<Int>)
    -> Int
  {
    read(RuleFigure(name, standard, isDuration: false), in: range) { Int($0) }
  }

  /// The parameter `name` as hours (`11`, `10.5`, `10,5`, `10:30`, `10h` or `10h30`), in minutes.
  package mutating func hours(_ name: String, default standard: Int, in range: ClosedRange<Int>)
    -> Int
  {
    read(RuleFigure(name, standard, isDuration: true), in: range) { RuleFields.minutes($0) }
  }

  /// Notes that what a parameter says does not go with the others.
  ///
  /// It is told where the site says it, and only then where a pack does.
  package mutating func refuse(_ name: String, expected: String) {
    let own = layers.reversed().filter { !$0.isOfPack } + layers.reversed().filter(\.isOfPack)
    let parameters =
      own.filter { !$0.isOfPack }.flatMap(\.entry.parameters) + own.flatMap(\.entry.parameters)
    guard let parameter = parameters.first(where: { $0.name == name }) ?? parameters.first
    else { return }
    problems.append(
      InputProblem(
        parameter.position, found: "\(rule).\(parameter.name) \"\(parameter.value)\"",
        expected: expected))
  }

  private mutating func read(
    _ standard: RuleFigure, in range: ClosedRange<Int>, parse: (String) -> Int?
  ) -> Int {
    let name = standard.parameter
    known.append(name)
    var founded: [RuleFigure] = []
    var house: (figure: RuleFigure, parameter: RuleEntry.Parameter)?
    for layer in layers {
      guard let parameter = layer.entry.parameters.first(where: { $0.name == name }) else {
        continue
      }
      guard let value = parse(parameter.value), range.contains(value) else {
        problems.append(
          InputProblem(
            parameter.position, found: "\(rule).\(name) \"\(parameter.value)\"\(layer.place)",
            expected: "\(standard.with(range.lowerBound).text) to "
              + "\(standard.with(range.upperBound).text) (\(layer.law(of: name, in: citation)))"))
        continue
      }
      let figure = standard.with(value, from: layer.source)
      if case .house = layer.source {
        house = (figure, parameter)
      } else {
        founded.append(figure)
      }
    }
    let looser = Looser(standard, range: range, agreements: citation.range(of: name))
    let bound = strictest(of: founded, or: standard, looser)
    guard let house else {
      figures.append(bound)
      return bound.value
    }
    var figure = house.figure
    figure.needsAgreement = looser.allows(figure.value, beyond: bound.value)
    if isBound, days != nil, figure.needsAgreement {
      problems.append(
        InputProblem(
          house.parameter.position, found: "\(rule).\(name) \"\(house.parameter.value)\"",
          expected: expected(bound, looser)))
    }
    figures.append(figure)
    return figure.value
  }

  /// The figure that holds on each of the days; where it changes the strictest, or that of the first
  /// day where none is stricter than the other.
  private func strictest(
    of founded: [RuleFigure], or standard: RuleFigure, _ looser: Looser
  ) -> RuleFigure {
    guard let days else { return founded.last ?? standard }
    let inForce = days.map { day in
      founded.last { $0.source.span.contains(day) } ?? standard
    }
    return inForce.dropFirst().reduce(inForce[0]) { strictest, next in
      looser.isStricter(next.value, than: strictest.value) ? next : strictest
    }
  }

  /// What the house may set, on what ground, and how far an agreement could go.
  private func expected(_ bound: RuleFigure, _ looser: Looser) -> String {
    let ground =
      switch bound.source {
      case .rule, .house: citation.text
      case .pack(_, let text, _): text.text
      case .agreement(let agreement): "agreement \(agreement.name), \(agreement.document)"
      }
    let range = citation.range(of: bound.parameter).map { range in
      "; \(bound.with(range.figures.lowerBound).text) to "
        + "\(bound.with(range.figures.upperBound).text) by an agreement (\(range.law.text))"
    }
    return "\(looser.words)\(bound.text) (\(ground))\(range ?? "")"
  }

  /// Notes every parameter that the rule did not ask for. Called once the rule has read its own.
  package mutating func refuseUnknown() {
    for parameter in layers.flatMap(\.entry.parameters) where !known.contains(parameter.name) {
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

extension RuleFigure {
  fileprivate init(_ parameter: String, _ standard: Int, isDuration: Bool) {
    self.init(parameter: parameter, value: standard, isDuration: isDuration, source: .rule)
  }

  fileprivate func with(_ value: Int, from source: RuleSource? = nil) -> RuleFigure {
    RuleFigure(
      parameter: parameter, value: value, isDuration: isDuration, source: source ?? self.source)
  }
}

extension RuleLayer {
  fileprivate var isOfPack: Bool { if case .pack = source { true } else { false } }

  /// Where the layer's figures stand, for messages; nothing for the site's own.
  fileprivate var place: String {
    switch source {
    case .rule, .house: ""
    case .pack(let name, _, _): " in the pack \(name)"
    case .agreement(let agreement): " in the agreement \(agreement.name)"
    }
  }

  /// The text that limits the layer's figure: that which allows agreements where it is one.
  fileprivate func law(of parameter: String, in citation: Citation) -> String {
    if case .agreement = source, let range = citation.range(of: parameter) {
      return range.law.text
    }
    return citation.text
  }
}

/// In which direction figures become less strict.
///
/// An agreement's range leads away from the law's own figure; where there is none, a figure at an
/// end of what the rule admits can only become stricter.
private struct Looser {
  private let upwards: Bool
  private let downwards: Bool

  init(_ standard: RuleFigure, range: ClosedRange<Int>, agreements: Citation.AgreementRange?) {
    if let agreements {
      upwards = agreements.figures.upperBound > standard.value
      downwards = agreements.figures.lowerBound < standard.value
    } else {
      upwards = standard.value == range.upperBound
      downwards = standard.value == range.lowerBound
    }
  }

  /// Whether `value` lies on the less strict side of `bound`.
  func allows(_ value: Int, beyond bound: Int) -> Bool {
    upwards && value > bound || downwards && value < bound
  }

  func isStricter(_ value: Int, than other: Int) -> Bool {
    upwards != downwards && allows(other, beyond: value)
  }

  var words: String {
    upwards && downwards ? "" : upwards ? "at most " : "at least "
  }
}
