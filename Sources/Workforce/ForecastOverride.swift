/// A figure that a planner sets by hand for a span of a queue, in place of the model's.
package struct ForecastOverride: Sendable, Equatable {
  /// How the planner says what will come.
  package enum Figure: Sendable, Equatable {
    /// So many calls in the whole span, spread over its intervals as the model spreads its own.
    case calls(Double)
    /// The model's calls times this.
    case factor(Double)
  }

  package var queue: String
  package var from: Instant
  /// The first instant after the span.
  package var to: Instant
  package var figure: Figure
  /// Seconds for a call; nil to keep the model's.
  package var handleTime: Double?
  /// Why, in the planner's words.
  package var reason: String

  package init(
    queue: String, from: Instant, to: Instant, figure: Figure, handleTime: Double? = nil,
    reason: String
  ) {
    self.queue = queue
    self.from = from
    self.to = to
    self.figure = figure
    self.handleTime = handleTime
    self.reason = reason
  }
}

/// What hand overrides made of a queue's forecast, beside what the model had said.
package struct HandFigures: Sendable, Equatable {
  /// One override as it came out.
  package struct Applied: Sendable, Equatable {
    package var override: ForecastOverride
    /// Calls of the override and of the model, in the part of its span that was forecast.
    package var calls: Double
    package var model: Double
    /// Whether the whole span was forecast.
    package var isWhole: Bool

    package init(override: ForecastOverride, calls: Double, model: Double, isWhole: Bool) {
      self.override = override
      self.calls = calls
      self.model = model
      self.isWhole = isWhole
    }
  }

  /// The model's calls; one value for each interval of the forecast.
  package var model: [Double]
  /// Whether the interval's figure was set by hand.
  package var isByHand: [Bool]
  /// In the order of time.
  package var applied: [Applied]

  package init(model: [Double], isByHand: [Bool], applied: [Applied]) {
    self.model = model
    self.isByHand = isByHand
    self.applied = applied
  }
}
