private import Foundation

/// The SHA-256 hash of bytes that come piece by piece (FIPS 180-4, doi:10.6028/NIST.FIPS.180-4).
///
///     SHA256.hash(of: Array("abc".utf8))
///     // ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
package struct SHA256: Sendable {
  private var state = SHA256.fractions(of: SHA256.primes.prefix(8)) { $0.squareRoot() }
  /// Bytes that do not fill a block yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  /// The hash of `bytes` in hexadecimal.
  package static func hash(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.add(bytes)
    return hash.finished()
  }

  /// The hash of the file at `path` and how many bytes it has, or nil where it cannot be read.
  package static func hash(ofFile path: String) -> (hash: String, bytes: Int)? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    while true {
      guard let piece = try? file.read(upToCount: 1 << 20) else {
        // At the end of the file nothing is read, and nothing is thrown.
        break
      }
      if piece.isEmpty { break }
      hash.add([UInt8](piece))
    }
    let bytes = Int(hash.length)
    return (hash.finished(), bytes)
  }

  /// Takes more bytes.
  package mutating func add(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      let taken = min(64 - rest.count, bytes.count)
      rest += bytes[..<taken]
      start = taken
      guard rest.count == 64 else { return }
      rest.withUnsafeBufferPointer { take($0, from: 0) }
      rest = []
    }
    bytes.withUnsafeBufferPointer { bytes in
      while start + 64 <= bytes.count {
        take(bytes, from: start)
        start += 64
      }
    }
    rest = Array(bytes[start...])
  }

  /// The hash of all bytes so far, in hexadecimal.
  package func finished() -> String {
    var last = self
    let bits = length * 8
    let zeros = (119 - rest.count) % 64
    last.add(
      [0x80] + [UInt8](repeating: 0, count: zeros)
        + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
    return last.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  // MARK: The compression of one block

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word &>> count | word &<< (32 &- count)
    }
    let words = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) {
      schedule -> (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) in
      for index in 0..<16 {
        let at = start + 4 * index
        schedule[index] =
          UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
          | UInt32(bytes[at + 3])
      }
      for index in 16..<64 {
        let (a, b) = (schedule[index - 15], schedule[index - 2])
        let low = rotate(a, 7) ^ rotate(a, 18) ^ a &>> 3
        let high = rotate(b, 17) ^ rotate(b, 19) ^ b &>> 10
        schedule[index] = schedule[index - 16] &+ low &+ schedule[index - 7] &+ high
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      Self.constants.withUnsafeBufferPointer { constants in
        for index in 0..<64 {
          let sigma1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
          let choice = e & f ^ ~e & g
          let first = h &+ sigma1 &+ choice &+ constants[index] &+ schedule[index]
          let sigma0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
          let majority = a & b ^ a & c ^ b & c
          (h, g, f, e, d, c, b, a) = (
            g, f, e, d &+ first, c, b, a, first &+ sigma0 &+ majority
          )
        }
      }
      return (a, b, c, d, e, f, g, h)
    }
    let (a, b, c, d, e, f, g, h) = words
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  private static let primes = (2...311).filter { number in
    !(2..<number).contains { number % $0 == 0 }
  }

  /// The first 32 bits of the fractions of the primes' cube roots.
  private static let constants = fractions(of: primes.prefix(64)) { cbrt($0) }

  private static func fractions(
    of numbers: ArraySlice<Int>, _ root: (Double) -> Double
  ) -> [UInt32] {
    numbers.map { number in
      let value = root(Double(number))
      return UInt32((value - value.rounded(.down)) * 0x1p32)
    }
  }
}
