import Foundation
import Interchange
import Testing

@Suite("Writing whole files")
struct WholeFileTests {
  /// A new folder, removed after `body`.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/interchange-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(
    "A file is made and replaced, its mode and links kept, and nothing else stays in the folder")
  func replaces() throws {
    try WholeFileTests.inFolder { folder in
      let path = folder + "/a.csv"
      try WholeFile.write([1, 2, 3], to: path)
      #expect(FileManager.default.contents(atPath: path) == Data([1, 2, 3]))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: path)
      try WholeFile.write([4], to: folder + "/link")
      #expect(FileManager.default.contents(atPath: path) == Data([4]))
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.csv", "link"])
    }
  }

  @Test("Of several files none changes where one cannot be written")
  func together() throws {
    try WholeFileTests.inFolder { folder in
      try WholeFile.write([1], to: folder + "/a.csv")
      try FileManager.default.createDirectory(
        atPath: folder + "/b.csv", withIntermediateDirectories: false)
      #expect(throws: WriteRefused.self) {
        try WholeFile.write([([2], to: folder + "/a.csv"), ([2], to: folder + "/b.csv")])
      }
      #expect(FileManager.default.contents(atPath: folder + "/a.csv") == Data([1]))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.csv", "b.csv"])
      try WholeFile.write([([3], to: folder + "/a.csv"), ([4], to: folder + "/c.csv")])
      #expect(FileManager.default.contents(atPath: folder + "/a.csv") == Data([3]))
      #expect(FileManager.default.contents(atPath: folder + "/c.csv") == Data([4]))
    }
  }

  @Test("A folder that is not there, and a name that is a folder, are refused with the reason")
  func refuses() throws {
    try WholeFileTests.inFolder { folder in
      let missing = #expect(throws: WriteRefused.self) {
        try WholeFile.write([1], to: folder + "/none/a.csv")
      }
      #expect(missing?.reason == "No such file or directory")
      try FileManager.default.createDirectory(
        atPath: folder + "/b", withIntermediateDirectories: false)
      let directory = #expect(throws: WriteRefused.self) {
        try WholeFile.write([1], to: folder + "/b")
      }
      #expect(directory?.reason == "Is a directory")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["b"])
    }
  }
}
