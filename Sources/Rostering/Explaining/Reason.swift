package import Workforce

/// One of the things that together make a roster impossible.
package enum Reason: Sendable, Equatable {
  /// A rule in force, by its key.
  case rule(String)
  /// Days on which somebody is away.
  case absence(Absence)
  /// The shifts already published, which rules look back on.
  case past
  /// Agents required on a queue, from one instant to another.
  case requirement(queue: String, from: Instant, to: Instant)
}

/// What a question leaves out of a site: the agents may do without it.
///
/// Leaving something out only ever allows more: days of an absence left out may be worked, up to the
/// contract's full hours, but no more than before must be; a past left out restricts nothing any more, but
/// hours already worked still count towards the week's contract.
struct Relaxation: Sendable {
  var rules: Set<String> = []
  var absences: [Absence] = []
  var ignoresPast = false

  init(leavingOut reasons: [Reason] = []) {
    for reason in reasons {
      switch reason {
      case .rule(let key): rules.insert(key)
      case .absence(let absence): absences.append(absence)
      case .past: ignoresPast = true
      case .requirement: continue
      }
    }
  }
}

/// Finds a smallest set of reasons in the sense that none can be spared.
///
/// Reasons are left out in halves, then in halves of these, as long as the conflict is still proven
/// without them; what cannot be left out at all stays. Where leaving out only ever allows more, a
/// reason that could not be spared beside many cannot be spared beside few, so that the set is
/// minimal at the end.
///
/// - Complexity: O(c · log(n / c)) questions for c reasons that stay of n.
struct ConflictFilter<Element> {
  /// Whether there still is a conflict when only these are left.
  let isConflict: ([Element]) -> Bool

  /// - Precondition: all of the elements together are a conflict.
  func minimal(of elements: [Element]) -> [Element] {
    var needed: [Element] = []
    sift(elements[...], beside: [], needed: &needed)
    return needed
  }

  /// Adds those of `part` that cannot be spared; `rest` is what has not been looked at yet.
  private func sift(
    _ part: ArraySlice<Element>, beside rest: [Element], needed: inout [Element]
  ) {
    if part.isEmpty || isConflict(needed + rest) { return }
    guard part.count > 1 else {
      needed += part
      return
    }
    let middle = part.startIndex + part.count / 2
    sift(part[..<middle], beside: part[middle...] + rest, needed: &needed)
    sift(part[middle...], beside: rest, needed: &needed)
  }
}
