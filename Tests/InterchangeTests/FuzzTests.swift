import Interchange
import TestSupport
import Testing
import Workforce

@Suite("Damaged sites")
struct FuzzTests {
  /// The example with a short history, so that a thousand readings take seconds.
  static let files: [InputFile] =
    ExampleSite(agents: 12).files().filter { $0.name != "README.md" }.map { file in
      guard file.name == "calls.csv" else { return file }
      let lines = file.bytes.split(separator: 10, omittingEmptySubsequences: false)
      return InputFile(name: file.name, bytes: Array(lines.prefix(60).joined(separator: [10])))
    } + [
      InputFile(
        name: "published/2026-W47.csv",
        bytes: Array(SmallSite.files["published/2026-W47.csv"]!.utf8))
    ]

  @Test("Whatever is damaged, the reader answers with a site or with problems", arguments: 0..<3)
  func mutations(part: Int) {
    var random = SplitMix64(seed: UInt64(part))
    let tokens: [[UInt8]] =
      [
        "\"", ",", ";", "\n", "\r", "\t", "{", "}", "[", "]", ":", ": ", "- ", "#", "&a", "*a",
        "!x",
        "|", ">", "%", "?", "'", "\\", "-", "+", "0", "9", "99999999999999999999", "1e308", "nan",
        "inf", ".", "é", "😀", "<<: ", "~", "null", "2026-02-30", "T", "25:00", "off", "\u{FEFF}",
      ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF]]
    var refusals = 0
    for _ in 0..<1000 {
      var files = FuzzTests.files
      let index = Int.random(in: files.indices, using: &random)
      var bytes = files[index].bytes
      for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: bytes.indices, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...20, using: &random))
        switch Int.random(in: 0...4, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: tokens.randomElement(using: &random)!, at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      files[index] = InputFile(name: files[index].name, bytes: bytes)
      do throws(InputRefused) {
        _ = try SiteFolder.read(files)
      } catch {
        refusals += 1
        #expect(!error.description.isEmpty)
      }
    }
    // Most damage shows; that all of it did would mean that nothing was read.
    #expect((300..<1000).contains(refusals), "seed \(part): \(refusals) refused")
  }
}
