import Planning
import Testing

/// The hash of certificates, against published values.
struct SHA256Tests {
  @Test(
    "The examples of FIPS 180-4 and of NIST's short messages",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func published(_ text: String, _ hash: String) {
    #expect(SHA256.hash(of: Array(text.utf8)) == hash)
  }

  @Test("A million letters a, in pieces of any length")
  func pieces() {
    for size in [1000, 64, 977] {
      var hash = SHA256()
      var left = 1_000_000
      while left > 0 {
        let count = min(left, size)
        hash.add([UInt8](repeating: UInt8(ascii: "a"), count: count))
        left -= count
      }
      #expect(
        hash.finished() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
  }
}
