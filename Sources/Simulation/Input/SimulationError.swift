/// A site or roster that cannot be simulated.
package enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  case nobodyHasSkill(queue: String, skill: String, start: String)
  case noPatience(queue: String)
  case badVariation(queue: String)
  case badPause(queue: String)
  case badChat(queue: String)
  case badInterval(queue: String, start: String, calls: Double, handleTime: Double)

  package var description: String {
    switch self {
    case .nobodyHasSkill(let queue, let skill, let start):
      "the queue \(queue) has calls from \(start) on, but nobody in the roster has its skill, \(skill)"
    case .noPatience(let queue):
      "the queue \(queue): patience must be more than 0 seconds; leave it out if nobody hangs up"
    case .badVariation(let queue):
      "the queue \(queue): the variation of handle times must be 0 or more"
    case .badPause(let queue):
      "the queue \(queue): the pause after a call must be 0 seconds or more"
    case .badChat(let queue):
      "the queue \(queue): chats need a concurrency of 1 to 1000 and an efficiency above 0"
    case .badInterval(let queue, let start, let calls, let handleTime):
      "the queue \(queue) at \(start): \(calls) calls of \(handleTime) seconds cannot be simulated"
    }
  }
}
