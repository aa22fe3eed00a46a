private import Foundation

/// The random numbers of one sample for one purpose, fixed by seed, sample, name and purpose alone.
///
/// So the calls, handle times and patience of a sample are the same for every roster that is simulated
/// (common random numbers), and no result depends on which thread takes which sample. The sequence is
/// that of SplitMix64, written here again because the hot loop may not leave its module
/// (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, doi:10.1145/2660193.2660195).
struct RandomStream {
  enum Purpose: UInt64 {
    case calls = 1
    case arrival, handleTime, patience, absence, shrinkage
  }

  private var state: UInt64

  init(seed: UInt64, sample: Int, key: UInt64, purpose: Purpose, part: Int = 0) {
    state = Self.mixed(seed &+ Self.step)
    join(UInt64(bitPattern: Int64(sample)))
    join(key)
    join(purpose.rawValue)
    join(UInt64(bitPattern: Int64(part)))
  }

  /// Makes the sequence depend on a word, too.
  private mutating func join(_ word: UInt64) { state = Self.mixed((state ^ word) &+ Self.step) }

  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// A number for a name, the same on every machine (FNV-1a).
  static func key(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// In `(0, 1]`.
  @inline(__always)
  mutating func uniform() -> Double {
    state &+= Self.step
    return (Double(Self.mixed(state) >> 11) + 1) * 0x1p-53
  }

  /// Exponential with mean 1.
  @inline(__always)
  mutating func exponential() -> Double { -log(uniform()) }

  /// Normal with mean 0 and variance 1 (G. E. P. Box, M. E. Muller, doi:10.1214/aoms/1177706645).
  mutating func normal() -> Double {
    (2 * exponential()).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A Poisson count.
  /// - Complexity: O(mean)
  mutating func poisson(mean: Double) -> Int {
    var rest = mean
    var count = 0
    // By parts, whose probability of no call is no number too small.
    while rest > 0 {
      let part = min(rest, 30)
      rest -= part
      var probability = exp(-part)
      var left = uniform() - probability
      var index = 0
      while left > 0 && index < 1000 {
        index += 1
        probability *= part / Double(index)
        left -= probability
      }
      count += index
    }
    return count
  }
}
