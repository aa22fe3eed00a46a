extension Combination {
  /// The models that compete, all with the same calendar terms.
  ///
  /// Means of weeks stand for steady lines, level and profile for those that drift, recent days and
  /// carried errors for those on which the week leaves no mark.
  static func candidates(
    _ series: CallSeries, terms: CalendarTerms, horizon: Int, origins: [Int]
  ) -> [any ForecastModel] {
    let level = DayLevel(series, terms: terms, horizon: horizon)
    let factors = CalendarFactors(level, origins: origins)
    var models: [any ForecastModel] = [4, 8].map {
      SeasonalMean(series: series, weeks: $0, factors: factors)
    }
    models += [2.0, 4, 8, 16].map {
      WeightedMean(series: series, halfLife: $0, factors: factors)
    }
    models += [0.3, 1, 3].map {
      RecentDays(series: series, halfLife: $0, factors: factors)
    }
    for (recent, fade) in [(1.0, 0.5), (3, 0.5), (3, 4)] {
      models.append(
        Carried(
          series: series, base: RecentDays(series: series, halfLife: recent, factors: factors),
          halfLife: fade))
    }
    for halfLife in [6.0, 26] {
      for shrinkage in [0.3, 2] {
        for isSmooth in [false, true] {
          models.append(
            LevelProfile(
              series: series, level: level, halfLife: halfLife, shrinkage: shrinkage,
              isSmooth: isSmooth))
        }
      }
    }
    models.append(
      Carried(
        series: series,
        base: LevelProfile(
          series: series, level: level, halfLife: 6, shrinkage: 0.3, isSmooth: false),
        halfLife: 0.5))
    models += [4.0, 13, 52].map {
      RateProfile(series: series, factors: factors, halfLife: $0)
    }
    models += [false, true].compactMap {
      LagRegression(series: series, factors: factors, isDifferenced: $0)
    }
    return models
  }
}
