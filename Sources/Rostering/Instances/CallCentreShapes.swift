internal import Workforce

/// Every shift that the rules of an instance allow on some day, with what is the same for all agents.
struct CallCentreShapes: Sendable {
  let options: [ShiftOption]
  /// Paid minutes; all belong to the week in which the shift starts.
  let splits: [(Int, Int)]
  /// Cents are `⌊wage · weight / 6000⌋`.
  let weights: [Int]
  /// Minutes in a level of work: they divide all paid minutes.
  let unit: Int
  private let slotMinutes: Int

  init(_ instance: CallCentreWeeks) {
    slotMinutes = instance.slotMinutes
    let shapes = CallCentreShapes.shapes(instance)
    let options = (0..<instance.days).flatMap { day in
      let midnight = day * CallCentreWeeks.day
      return shapes.map { shape -> ShiftOption in
        ShiftOption(
          day: day, start: midnight + shape.start, end: midnight + shape.end,
          breakStart: shape.pause.map { midnight + $0.lowerBound },
          breakEnd: shape.pause.map { midnight + $0.upperBound })
      }
    }
    let prices = instance.prices
    let nights = shapes.map { CallCentreShapes.nightMinutes(of: $0, prices) }
    self.options = options
    splits = options.map { ($0.workMinutes, 0) }
    weights = options.indices.map { index in
      let option = options[index]
      let midnight = (option.day + 1) * CallCentreWeeks.day
      let today = min(option.end, midnight) - option.start
      let sunday =
        switch option.day % 7 {
        case 6: today
        case 5: option.end - option.start - today
        default: 0
        }
      return 100 * option.workMinutes + prices.nightPercent * nights[index % shapes.count]
        + prices.sundayPercent * sunday
    }
    unit = max(1, shapes.reduce(0) { greatestCommonDivisor($0, $1.paid) })
  }

  /// The shifts of any one day, breaks and all.
  private static func shapes(_ instance: CallCentreWeeks) -> [CallCentreWeeks.Shift] {
    let rules = instance.rules
    let step = instance.slotMinutes
    var shapes: [CallCentreWeeks.Shift] = []
    for start in stride(from: rules.starts.lowerBound, through: rules.starts.upperBound, by: step) {
      for span in stride(from: rules.spans.lowerBound, through: rules.spans.upperBound, by: step) {
        let length = CallCentreWeeks.breakMinutes(span: span)
        guard span - length <= rules.maxDay else { continue }
        if length == 0 {
          shapes.append(.init(start: start, end: start + span))
          continue
        }
        let first = max(rules.breakOffsets.lowerBound, span - length - rules.maxStretch, 0)
        let last = min(rules.breakOffsets.upperBound, rules.maxStretch, span - length)
        for offset in stride(from: (first + step - 1) / step * step, through: last, by: step) {
          let pause = start + offset..<start + offset + length
          shapes.append(.init(start: start, end: start + span, pause: pause))
        }
      }
    }
    return shapes
  }

  /// Minutes of presence between the start of the night and its end.
  private static func nightMinutes(
    of shift: CallCentreWeeks.Shift, _ prices: CallCentreWeeks.Prices
  ) -> Int {
    let day = CallCentreWeeks.day
    return (0...shift.end / day).reduce(0) { sum, later in
      let midnight = later * day
      let morning = midnight..<midnight + prices.nightEnd
      let evening = max(midnight + prices.nightStart, morning.upperBound)..<midnight + day
      return sum
        + [morning, evening].reduce(0) {
          $0 + $1.clamped(to: shift.start..<shift.end).count
        }
    }
  }

  /// The options that some agent of a kind may work, with their indices.
  func options(of kind: CallCentreKind) -> [(index: Int, option: ShiftOption)] {
    options.indices.filter { index in
      let option = options[index]
      let midnight = option.day * CallCentreWeeks.day
      let latest = kind.latestEnds[option.day][(option.start - midnight) / slotMinutes]
      return option.end - midnight <= latest
    }.map { ($0, options[$0]) }
  }

  /// Presence in the slots of the horizon; what lies after it is cut off.
  func presence(slots: Int) -> [RosterProblem.Option] {
    let slot = { (minute: Int) in Int32(min(slots, minute / slotMinutes)) }
    return options.map {
      RosterProblem.Option(
        day: $0.day, first: slot($0.start), end: slot($0.end), breakFirst: slot($0.breakStart),
        breakEnd: slot($0.breakEnd))
    }
  }

  /// The shift of an option, in minutes of its own day; nil for a day off (-1).
  func shift(_ index: Int32) -> CallCentreWeeks.Shift? {
    guard index >= 0 else { return nil }
    let option = options[Int(index)]
    let midnight = option.day * CallCentreWeeks.day
    let pause = option.breakStart - midnight..<option.breakEnd - midnight
    return CallCentreWeeks.Shift(
      start: option.start - midnight, end: option.end - midnight,
      pause: pause.isEmpty ? nil : pause)
  }
}
