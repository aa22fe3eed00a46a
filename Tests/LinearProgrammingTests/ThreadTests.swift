import Foundation
import LinearProgramming
import Synchronization
import TestSupport
import Testing

struct ThreadTests {
  @Test("After GLPK gives up the error is a value, old programs throw, and new ones work")
  func abort() throws {
    var lost = try TextbookTests.wyndor.program()
    var bystander = try TextbookTests.wyndor.program()
    _ = try bystander.minimize()
    let error = #expect(throws: SolverError.self) { try lost.provokeAbort() }
    #expect(error?.kind == "aborted")
    // GLPK's own words, without its file and line.
    #expect(error?.description.contains("glp_set_row_bnds: i = 4; row number out of range") == true)
    #expect(error?.description.contains("Error detected") == false)

    func refused(_ call: () throws -> Void) -> Bool {
      #expect(throws: SolverError.self) { try call() }?.kind == "aborted"
    }
    #expect(refused { _ = try lost.minimize() })
    #expect(refused { try lost.provokeAbort() })
    #expect(refused { _ = try bystander.minimize() })
    #expect(refused { try bystander.addRow(lower: 0, upper: 1) })
    #expect(refused { try bystander.setCost(column: 0, 1) })
    #expect(refused { try bystander.removeColumns([0]) })
    #expect(refused { _ = try bystander.basis })
    #expect(refused { _ = try bystander.minimizeInteger(integerColumns: [0]) })

    var fresh = try TextbookTests.wyndor.program()
    #expect(abs(try fresh.minimize().objective + 36) < 1e-9)
  }

  @Test("A hundred aborts in a row leave the solver working")
  func manyAborts() throws {
    for _ in 0..<100 {
      let program = try TextbookTests.wyndor.program()
      #expect(throws: SolverError.self) { try program.provokeAbort() }
    }
    var fresh = try TextbookTests.wyndor.program()
    #expect(try fresh.minimize().status == .optimal)
  }

  @Test("Releasing the thread's memory loses its programs, and only that")
  func release() throws {
    var old = try TextbookTests.wyndor.program()
    LinearProgram.releaseThreadMemory()
    #expect(#expect(throws: SolverError.self) { try old.minimize() }?.kind == "aborted")
    var fresh = try TextbookTests.wyndor.program()
    #expect(abs(try fresh.minimize().objective + 36) < 1e-9)
  }

  @Test("On another thread every use is an error, and dropping the program there does no harm")
  func otherThread() throws {
    let box = Box(try TextbookTests.wyndor.program())
    let kinds = onThread { () -> [String?] in
      func kind(_ call: () throws -> Void) -> String? {
        do { try call() } catch { return (error as? SolverError)?.kind }
        return nil
      }
      return [
        kind { _ = try box.program?.minimize() },
        kind { try box.program?.addRow(lower: 0, upper: 1) },
        kind { try box.program?.setCost(column: 0, 1) },
        kind { _ = try box.program?.basis },
        kind { try box.program?.provokeAbort() },
      ]
    }
    #expect(kinds == Array(repeating: "wrongThread", count: 5))
    // At home it still works, unharmed by the visit.
    #expect(abs((try box.program?.minimize().objective ?? 0) + 36) < 1e-9)
    onThread { box.program = nil }
    var fresh = try TextbookTests.wyndor.program()
    #expect(try fresh.minimize().status == .optimal)
  }

  @Test("Two threads solving at once get the same results as one after the other")
  func twoThreads() throws {
    let solve = { @Sendable () -> [Solution] in
      let solutions = (1...30).compactMap { seed -> Solution? in
        let data = ModelData.covering(rows: 30, columns: 150, seed: UInt64(seed))
        guard var program = try? data.program() else { return nil }
        return try? program.minimize(method: seed % 2 == 0 ? .dual : .primal)
      }
      LinearProgram.releaseThreadMemory()
      return solutions
    }
    let alone = onThread(solve)
    #expect(alone.count == 30)
    let results = Mutex<[[Solution]]>([])
    let threads = (0..<2).map { _ in
      start {
        let solutions = solve()
        results.withLock { $0.append(solutions) }
      }
    }
    for done in threads { done.wait() }
    let together = results.withLock { $0 }
    #expect(together.count == 2)
    #expect(together.allSatisfy { $0 == alone })
  }

  @Test("A flag raised on another thread ends a long integer search")
  func stopFlag() throws {
    var random = SplitMix64(seed: 5)
    var data = ModelData()
    for _ in 0..<120 { data.addRow(lower: 1, upper: .infinity) }
    for _ in 0..<300 {
      let rows = (0..<120).filter { _ in Int.random(in: 0..<15, using: &random) == 0 }
      data.addColumn(cost: 1, upper: 1, rows: rows, values: rows.map { _ in 1 })
    }
    let flag = StopFlag()
    let raised = start {
      Thread.sleep(forTimeInterval: 0.3)
      flag.raise()
    }
    var program = try data.program()
    let clock = ContinuousClock()
    let begin = clock.now
    let solution = try program.minimizeInteger(
      integerColumns: Array(data.costs.indices), limits: IntegerLimits(seconds: 60),
      incumbent: [Double](repeating: 1, count: 300), stop: flag)
    raised.wait()
    #expect(clock.now - begin < .seconds(20))
    #expect(solution.status == .feasible)
    #expect(solution.bound <= solution.objective)
  }
}

/// A program that a test carries to another thread on purpose.
private final class Box: @unchecked Sendable {
  var program: LinearProgram?
  init(_ program: consuming LinearProgram) { self.program = consume program }
}

/// Runs `work` on a thread of its own; the semaphore tells when it is done.
private func start(_ work: @escaping @Sendable () -> Void) -> DispatchSemaphore {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    work()
    done.signal()
  }
  thread.start()
  return done
}

/// The value of `work`, computed on another thread.
@discardableResult
private func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value {
  let result = Mutex<Value?>(nil)
  start {
    let value = work()
    result.withLock { $0 = value }
  }.wait()
  return result.withLock { $0! }
}
