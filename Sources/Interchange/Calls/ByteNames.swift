/// Numbers for byte strings that come again and again, so that a row's queue needs no string.
///
/// - Complexity: O(length) a lookup.
struct ByteNames {
  private var slots = [Int32](repeating: -1, count: 64)
  private var hashes: [UInt64] = []
  private var starts = [0]
  private var bytes: [UInt8] = []

  /// Different strings seen so far.
  var count: Int { hashes.count }

  /// The number of `name`: that of its first coming, counted from 0.
  mutating func number(of name: [UInt8]) -> Int {
    // FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo).
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, isEqual(number, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(count)
    hashes.append(hash)
    bytes += name
    starts.append(bytes.count)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  private func isEqual(_ number: Int, _ name: [UInt8]) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == name.count else { return false }
    for place in name.indices where bytes[start + place] != name[place] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
