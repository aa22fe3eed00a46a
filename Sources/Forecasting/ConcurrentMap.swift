private import Dispatch
private import Synchronization

/// The results of `body` for `0..<count` in order, worked out on up to `threads` threads.
package func concurrentMap<Result: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  guard threads > 1, count > 1 else { return (0..<count).map(body) }
  let state = Mutex((next: 0, results: [Result?](repeating: nil, count: count)))
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let index = state.withLock { state in
        defer { state.next += 1 }
        return state.next
      }
      guard index < count else { return }
      let result = body(index)
      state.withLock { $0.results[index] = result }
    }
  }
  return state.withLock { $0.results.map { $0! } }
}
