import LinearProgramming
import TestSupport
import Testing

extension SolverError {
  /// The name of the case, to compare errors without their sentences.
  var kind: String {
    switch self {
    case .notFinite: "notFinite"
    case .badIndex: "badIndex"
    case .badShape: "badShape"
    case .badBounds: "badBounds"
    case .badStart: "badStart"
    case .emptyProblem: "emptyProblem"
    case .wrongThread: "wrongThread"
    case .aborted: "aborted"
    case .numericalTrouble: "numericalTrouble"
    }
  }
}

struct BadInputTests {
  /// What `edit` throws on Wyndor Glass; the program must stay as it was.
  private func refusal(
    _ edit: (inout LinearProgram) throws(SolverError) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> SolverError? {
    var program = try TextbookTests.wyndor.program()
    let error = #expect(throws: SolverError.self, sourceLocation: sourceLocation) {
      try edit(&program)
    }
    #expect(program.rowCount == 3 && program.columnCount == 2, sourceLocation: sourceLocation)
    #expect(abs(try program.minimize().objective + 36) < 1e-9, sourceLocation: sourceLocation)
    return error
  }

  @Test(
    "Numbers that are not finite, or absurdly large, are refused everywhere",
    arguments: [Double.nan, .signalingNaN, .infinity, -.infinity, 1e21, -1e300])
  func notFinite(bad: Double) throws {
    let refusals = [
      try refusal { p throws(SolverError) in try p.addColumn(cost: bad, rows: [0], values: [1]) },
      try refusal { p throws(SolverError) in try p.addColumn(cost: 1, rows: [0], values: [bad]) },
      try refusal { p throws(SolverError) in
        try p.addRow(lower: 0, upper: 1, columns: [0], values: [bad])
      },
      try refusal { p throws(SolverError) in try p.setCost(column: 0, bad) },
    ]
    #expect(refusals.allSatisfy { $0?.kind == "notFinite" })
    let bounds = [
      try refusal { p throws(SolverError) in try p.addRow(lower: bad, upper: bad) },
      try refusal { p throws(SolverError) in try p.setBounds(column: 1, lower: bad, upper: bad) },
      try refusal { p throws(SolverError) in try p.setBounds(row: 1, lower: bad, upper: bad) },
      try refusal { p throws(SolverError) in
        try p.addColumn(cost: 0, lower: bad, upper: bad, rows: [], values: [])
      },
    ]
    #expect(bounds.allSatisfy { $0?.kind == (bad.isInfinite ? "badBounds" : "notFinite") })
  }

  @Test("A bound that is NaN on one side alone is refused")
  func halfNaN() throws {
    for (lower, upper) in [(Double.nan, 1.0), (0, .nan), (-.infinity, .nan), (.nan, .infinity)] {
      #expect(
        try refusal { p throws(SolverError) in
          try p.setBounds(column: 0, lower: lower, upper: upper)
        }?.kind == "notFinite")
    }
  }

  @Test("Crossed bounds are refused, in rows and columns, new and old")
  func crossed() throws {
    let refusals = [
      try refusal { p throws(SolverError) in try p.addRow(lower: 2, upper: 1) },
      try refusal { p throws(SolverError) in
        try p.addColumn(cost: 0, lower: 2, upper: 1, rows: [], values: [])
      },
      try refusal { p throws(SolverError) in try p.setBounds(row: 0, lower: 2, upper: 1) },
      try refusal { p throws(SolverError) in try p.setBounds(column: 0, lower: 2, upper: 1) },
      try refusal { p throws(SolverError) in
        try p.setBounds(column: 0, lower: .infinity, upper: -.infinity)
      },
    ]
    #expect(refusals.allSatisfy { $0?.kind == "badBounds" })
  }

  @Test("Rows and columns that do not exist or come twice are refused")
  func indices() throws {
    let refusals = [
      try refusal { p throws(SolverError) in try p.addColumn(cost: 0, rows: [3], values: [1]) },
      try refusal { p throws(SolverError) in try p.addColumn(cost: 0, rows: [-1], values: [1]) },
      try refusal { p throws(SolverError) in
        try p.addColumn(cost: 0, rows: [1, 1], values: [1, 1])
      },
      try refusal { p throws(SolverError) in
        try p.addRow(lower: 0, upper: 1, columns: [2], values: [1])
      },
      try refusal { p throws(SolverError) in
        try p.addRow(lower: 0, upper: 1, columns: [0, 0], values: [1, 1])
      },
      try refusal { p throws(SolverError) in try p.setCost(column: 2, 1) },
      try refusal { p throws(SolverError) in try p.setBounds(row: 3, lower: 0, upper: 1) },
      try refusal { p throws(SolverError) in try p.setBounds(column: -1, lower: 0, upper: 1) },
      try refusal { p throws(SolverError) in try p.removeColumns([2]) },
      try refusal { p throws(SolverError) in try p.removeColumns([1, 1]) },
      try refusal { p throws(SolverError) in try p.removeRows([Int.max]) },
      try refusal { p throws(SolverError) in try p.setCost(column: Int.min, 1) },
      try refusal { p throws(SolverError) in
        _ = try p.minimize(
          from: Basis(rows: Array(repeating: .basic, count: 4), columns: [.atLower, .atLower]))
      },
    ]
    #expect(refusals.allSatisfy { $0?.kind == "badIndex" })
  }

  @Test("Arrays that do not fit together are refused")
  func shapes() throws {
    func columns(
      _ costs: [Double], _ lowers: [Double], _ uppers: [Double], _ starts: [Int], _ rows: [Int],
      _ values: [Double]
    ) throws -> SolverError? {
      try refusal { p throws(SolverError) in
        try p.addColumns(
          costs: costs, lowers: lowers, uppers: uppers, starts: starts, rows: rows, values: values)
      }
    }
    let refusals = [
      try columns([1], [], [1], [0, 0], [], []),
      try columns([1], [0], [], [0, 0], [], []),
      try columns([1], [0], [1], [0], [], []),
      try columns([1], [0], [1], [], [], []),
      try columns([1], [0], [1], [1, 0], [], []),
      try columns([1], [0], [1], [0, 1], [0], []),
      try columns([1], [0], [1], [0, 5], [0], [1]),
      try columns([1, 1], [0, 0], [1, 1], [0, 2, 1], [0], [1]),
      try columns([1, 1], [0, 0], [1, 1], [0, -1, 1], [0], [1]),
      try refusal { p throws(SolverError) in try p.addRows(lowers: [1], uppers: []) },
      try refusal { p throws(SolverError) in
        try p.setBounds(rows: [0], lowers: [1, 2], uppers: [1, 2])
      },
      try refusal { p throws(SolverError) in try p.setCosts(columns: [0, 1], [1]) },
    ]
    #expect(refusals.allSatisfy { $0?.kind == "badShape" })
  }

  @Test("A program without rows or columns is refused, not solved")
  func empty() throws {
    var program = LinearProgram()
    func refusals() -> [String?] {
      [
        #expect(throws: SolverError.self) { try program.minimize() }?.kind,
        #expect(throws: SolverError.self) { try program.minimizeInteger(integerColumns: []) }?
          .kind,
      ]
    }
    #expect(refusals() == ["emptyProblem", "emptyProblem"])
    try program.addRows(lowers: [], uppers: [])
    try program.addRow(lower: 0, upper: 1)
    #expect(refusals() == ["emptyProblem", "emptyProblem"])
    try program.addColumn(cost: 1, rows: [], values: [])
    #expect(try program.minimize().status == .optimal)
    try program.removeColumns([0])
    #expect(refusals() == ["emptyProblem", "emptyProblem"])
  }

  @Test("A basis with the wrong number of basic variables is mended")
  func oddBases() throws {
    for basis in [
      Basis(rows: [.basic, .basic, .basic], columns: [.basic, .basic]),
      Basis(rows: [.atLower, .atUpper, .fixed], columns: [.free, .atUpper]),
      Basis(rows: [], columns: []),
      Basis(rows: [.atLower, .atUpper], columns: [.basic]),
    ] {
      var program = try TextbookTests.wyndor.program()
      #expect(abs(try program.minimize(from: basis).objective + 36) < 1e-9)
      #expect(abs(try program.minimize(from: basis, method: .dual).objective + 36) < 1e-9)
    }
  }

  @Test("Errors say what is wrong in words")
  func descriptions() throws {
    let cost = try refusal { p throws(SolverError) in try p.setCost(column: 1, .nan) }
    #expect(cost?.description == "the cost of column 1 is nan, where a finite number is needed")
    let row = try refusal { p throws(SolverError) in
      try p.addColumn(cost: 0, rows: [7], values: [1])
    }
    #expect(row?.description == "there is no row 7 among 3")
  }

  @Test("Two thousand random programs, most of them nonsense, end in a status or an error")
  func fuzz() throws {
    var random = SplitMix64(seed: 2026)
    var ends: [String: Int] = [:]
    for _ in 0..<2000 {
      var end: String
      do throws(SolverError) {
        end = try Self.nonsense(using: &random)
      } catch {
        end = error.kind
        #expect(!error.description.isEmpty)
        #expect(end != "aborted" && end != "wrongThread", "\(error)")
      }
      ends[end, default: 0] += 1
    }
    print("fuzz:", ends.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    #expect(ends["optimal", default: 0] > 100)
    #expect(ends["notFinite", default: 0] > 20)
    // After all that, a plain program still solves.
    var program = try TextbookTests.wyndor.program()
    #expect(abs(try program.minimize().objective + 36) < 1e-9)
  }

  /// Builds and solves one program with a small chance of error at every number.
  private static func nonsense(
    using random: inout SplitMix64
  ) throws(SolverError) -> String {
    let rate = [0, 0, 200, 40].randomElement(using: &random) ?? 0
    func slip() -> Bool { rate > 0 && Int.random(in: 0..<rate, using: &random) == 0 }
    let odd: [Double] = [.nan, .infinity, -.infinity, 1e20, -1e20, 1e-300, 1e19, 1e200, -0.0]
    func number() -> Double {
      if slip() { return odd.randomElement(using: &random) ?? 0 }
      let scales: [Double] = [1, 1, 1, 1e-7, 1e6]
      let scale = scales.randomElement(using: &random) ?? 1
      return Double(Int.random(in: -9...9, using: &random)) * scale
    }
    func bounds() -> (Double, Double) {
      let a = number()
      let b = slip() ? number() : a + abs(number())
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return (a, b)
      case 1: return (a, .infinity)
      case 2: return (-.infinity, b)
      default: return (a, a)
      }
    }
    func index(_ count: Int) -> Int {
      slip()
        ? Int.random(in: -2...count + 2, using: &random)
        : max(0, .random(in: 0...count, using: &random) - 1)
    }
    func list(_ count: Int) -> [Int] {
      let picked = (0..<Int.random(in: 0...6, using: &random)).map { _ in index(count) }
      return slip() ? picked : Array(Set(picked)).sorted()
    }
    var program = LinearProgram()
    for _ in 0..<max(slip() ? 0 : 1, Int.random(in: 0...8, using: &random)) {
      let (lower, upper) = bounds()
      try program.addRow(lower: lower, upper: upper)
    }
    for _ in 0..<max(slip() ? 0 : 1, Int.random(in: 0...10, using: &random)) {
      let (lower, upper) = bounds()
      let rows = program.rowCount > 0 ? list(program.rowCount) : []
      let values = rows.map { _ in number() } + (slip() ? [1] : [])
      try program.addColumn(cost: number(), lower: lower, upper: upper, rows: rows, values: values)
    }
    let limits = Limits(seconds: 1, iterations: slip() ? -1 : 1000)
    var status = try program.minimize(limits: limits).status
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: try program.setCost(column: index(program.columnCount), number())
      case 1:
        let (lower, upper) = bounds()
        try program.setBounds(column: index(program.columnCount), lower: lower, upper: upper)
      case 2:
        let (lower, upper) = bounds()
        try program.setBounds(row: index(program.rowCount), lower: lower, upper: upper)
      case 3: try program.removeColumns(list(program.columnCount))
      case 4: try program.removeRows(list(program.rowCount))
      default:
        let (lower, upper) = bounds()
        let columns = list(program.columnCount)
        try program.addRow(
          lower: lower, upper: upper, columns: columns, values: columns.map { _ in number() })
      }
      status = try program.minimize(
        method: Bool.random(using: &random) ? .dual : .primal, limits: limits
      )
      .status
    }
    if Bool.random(using: &random) {
      _ = try program.minimizeInteger(
        integerColumns: list(program.columnCount), limits: IntegerLimits(seconds: 0.1, cuts: true))
    }
    return "\(status)"
  }
}
