internal import Workforce

/// A mapping whose keys have been checked.
struct YAMLMapping {
  var position: SourcePosition
  var entries: [YAMLValue.Entry]

  subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a key that must be there.
  func required(
    _ key: String, in what: String, problems: inout ProblemList
  ) -> YAMLValue? {
    if let value = self[key] { return value }
    problems.add(
      position, found: "no \(shown(key)) in \(what)", expected: "the key \(key)",
      maybe: nearest(to: key, among: entries.map(\.key)))
    return nil
  }
}

/// Parts of a YAML file as values; a part that holds none becomes a problem and reads as nil.
extension YAMLValue {
  /// What stands here, for messages.
  var summary: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "nothing" : shown(text)
    case .list: "a list"
    case .mapping: "keys with values"
    }
  }

  func refuse(_ expected: String, maybe: String? = nil, problems: inout ProblemList) {
    problems.add(position, found: summary, expected: expected, maybe: maybe)
  }

  /// Keys with values; keys other than `keys` become problems (nil: every key is taken).
  func mapping(
    _ keys: [String]?, what: String, problems: inout ProblemList
  ) -> YAMLMapping? {
    guard case .mapping(let entries) = content else {
      refuse(
        keys.map { "the keys \($0.joined(separator: ", "))" } ?? "names with their keys",
        problems: &problems)
      return nil
    }
    var seen: Set<String> = []
    for entry in entries {
      // The parser takes "1" in quotation marks and 1 without for two keys; here they are one.
      if !seen.insert(entry.key).inserted {
        problems.add(
          entry.keyPosition, found: "the key \(shown(entry.key)) twice", expected: "each key once")
        continue
      }
      if let keys, !keys.contains(entry.key) {
        problems.add(
          entry.keyPosition, found: "the unknown key \(shown(entry.key)) in \(what)",
          expected: oneOf(keys), maybe: nearest(to: entry.key, among: keys))
      } else if entry.key.isEmpty {
        problems.add(
          entry.keyPosition, found: "a key without a name", expected: "a name")
      }
    }
    return YAMLMapping(position: position, entries: entries)
  }

  /// The scalar's text, or nil without a problem where this is no scalar or empty.
  var scalar: String? {
    if case .scalar(let text) = content, !text.isEmpty { text } else { nil }
  }

  func text(_ expected: String, problems: inout ProblemList) -> String? {
    if let scalar { return scalar }
    refuse(expected, problems: &problems)
    return nil
  }

  func number(
    in limits: ClosedRange<Double>, _ expected: String, problems: inout ProblemList
  ) -> Double? {
    if let scalar {
      if let value = ArraySlice(scalar.utf8).decimalNumber(), limits.contains(value) {
        return value
      }
      let digits = scalar.prefix { $0.isNumber || $0 == "." || $0 == "-" }
      if digits.count < scalar.count, let value = Double(digits), limits.contains(value) {
        refuse(expected, maybe: String(digits), problems: &problems)
        return nil
      }
    }
    refuse(expected, problems: &problems)
    return nil
  }

  func integer(
    in limits: ClosedRange<Int>, _ expected: String, problems: inout ProblemList
  ) -> Int? {
    if let scalar, let value = Int(scalar), limits.contains(value) { return value }
    refuse(expected, problems: &problems)
    return nil
  }

  /// A percentage as a share of one.
  func share(
    in limits: ClosedRange<Double>, _ expected: String, problems: inout ProblemList
  ) -> Double? {
    number(in: limits, expected, problems: &problems).map { $0 / 100 }
  }

  func cents(_ expected: String, problems: inout ProblemList) -> Int? {
    number(in: 0...1_000_000, expected, problems: &problems).map { Int(($0 * 100).rounded()) }
  }

  func yesNo(problems: inout ProblemList) -> Bool? {
    if let scalar, let value = yesOrNo(scalar) { return value }
    refuse("true or false", problems: &problems)
    return nil
  }

  func day(problems: inout ProblemList) -> Day? {
    if let scalar, let day = Day(scalar) { return day }
    refuse("a date of the calendar as 2026-11-23", problems: &problems)
    return nil
  }

  /// A time `7:30` or `7h30` in minutes within `limits`.
  func clock(
    in limits: ClosedRange<Int>, _ expected: String, problems: inout ProblemList
  ) -> Int? {
    if let scalar, let minutes = clockMinutes(scalar), limits.contains(minutes) { return minutes }
    refuse(expected, problems: &problems)
    return nil
  }

  /// A duration `10:30`, `10h30` or `35h`, or a number of hours, in minutes within `limits`.
  func duration(
    in limits: ClosedRange<Int>, _ expected: String, problems: inout ProblemList
  ) -> Int? {
    if let scalar {
      if let minutes = clockMinutes(scalar), limits.contains(minutes) { return minutes }
      if let hours = ArraySlice(scalar.utf8).decimalNumber(), (0...1000).contains(hours),
        hours * 60 == (hours * 60).rounded(), limits.contains(Int(hours * 60))
      {
        return Int(hours * 60)
      }
    }
    refuse(expected, problems: &problems)
    return nil
  }

  /// One value, or a list of a lower and an upper one, each read by `read`.
  func span(
    _ expected: String, problems: inout ProblemList,
    read: (YAMLValue, inout ProblemList) -> Int?
  ) -> ClosedRange<Int>? {
    guard case .list(let parts) = content else {
      return read(self, &problems).map { $0...$0 }
    }
    guard parts.count == 2 else {
      problems.add(
        position, found: "a list of \(parts.count)", expected: "\(expected): [least, most]")
      return nil
    }
    let low = read(parts[0], &problems)
    let high = read(parts[1], &problems)
    guard let low, let high else { return nil }
    guard low <= high else {
      parts[1].refuse("at least \(parts[0].scalar ?? "")", problems: &problems)
      return nil
    }
    return low...high
  }
}

/// `7:30`, `07h30`, `7h` in minutes, or nil.
func clockMinutes(_ text: String) -> Int? {
  var cursor = ByteCursor(text)
  guard let minutes = cursor.clock(), cursor.isAtEnd else { return nil }
  return minutes
}
