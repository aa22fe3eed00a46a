internal import Rules
internal import Workforce

/// A rule's automaton over the days of one period, as tables over as few states and features as its
/// behaviour needs.
///
/// States of a layer that no sequence of days tells apart are merged (the layered case of J. Hopcroft's
/// minimisation), and so are features that lead every state to the same place.
struct MinimalAutomaton {
  /// For each day, the feature of each of its options; 0 is the day off.
  let features: [[Int]]
  /// `tables[day][state][feature]` is the next state, or -1.
  private let tables: [[[Int]]]
  private let starts: [Int: Int]
  /// No state's number reaches this.
  let stateLimit: Int

  init(_ automaton: Automaton, options: [[ShiftOption]], starts: Set<Int>) {
    let days = options.count
    // Forwards, over raw states and raw features.
    var layers: [[Int]] = [starts.sorted()]
    var raw: [[[Int]]] = []
    var rawFeatures: [[Int]] = []
    for day in 0..<days {
      let seen = options[day].map(automaton.feature)
      let distinct = Array(Set(seen)).sorted()
      let position = Dictionary(uniqueKeysWithValues: zip(distinct, 1...))
      rawFeatures.append(seen.map { position[$0]! })
      var index: [Int: Int] = [:]
      var next: [Int] = []
      let columns: [Int?] = [nil] + distinct
      raw.append(
        layers[day].map { state in
          columns.map { feature in
            guard let to = automaton.step(state, day, feature) else { return -1 }
            if let known = index[to] { return known }
            index[to] = next.count
            next.append(to)
            return next.count - 1
          }
        })
      layers.append(next)
    }
    // Backwards: equal rows are one state; equal columns one feature.
    var classes = [Int](repeating: 0, count: layers[days].count)
    var tables = [[[Int]]](repeating: [], count: days)
    var features = rawFeatures
    for day in (0..<days).reversed() {
      var known: [[Int]: Int] = [:]
      var merged: [Int] = []
      var rows: [[Int]] = []
      for row in raw[day] {
        let target = row.map { $0 < 0 ? -1 : classes[$0] }
        if target.allSatisfy({ $0 < 0 }) {
          merged.append(-1)
        } else if let found = known[target] {
          merged.append(found)
        } else {
          known[target] = rows.count
          merged.append(rows.count)
          rows.append(target)
        }
      }
      classes = merged
      // Column 0 stays the day off.
      var columnOf: [[Int]: Int] = [:]
      var renamed: [Int] = []
      var kept: [Int] = []
      for column in 0..<(rows.first?.count ?? 0) {
        let values = rows.map { $0[column] }
        if column > 0, let found = columnOf[values] {
          renamed.append(found)
        } else {
          if column > 0 { columnOf[values] = kept.count }
          renamed.append(kept.count)
          kept.append(column)
        }
      }
      tables[day] = rows.map { row in kept.map { row[$0] } }
      features[day] = rows.isEmpty ? rawFeatures[day] : rawFeatures[day].map { renamed[$0] }
    }
    self.tables = tables
    stateLimit = max(1, tables.map(\.count).max() ?? 1, Set(classes).count)
    self.features = features
    self.starts = Dictionary(uniqueKeysWithValues: zip(layers[0], classes))
  }

  /// The class of a raw state on the first day, or -1 where it has no future.
  func startClass(_ state: Int) -> Int { starts[state] ?? -1 }

  /// The state after `day`, or -1 where the feature is forbidden.
  func next(day: Int, state: Int, feature: Int) -> Int {
    state < 0 ? -1 : tables[day][state][feature]
  }
}
