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

  @Test("Two names of one file, and a name of an input, are told before any work")
  func apart() throws {
    try WholeFileTests.inFolder { folder in
      let input = folder + "/calls.csv"
      try WholeFile.write([1], to: input)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.csv", withDestinationPath: input)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/same", withDestinationPath: folder)
      for name in ["calls.csv", "link.csv", "./calls.csv", "same/calls.csv"] {
        let found = #expect(throws: WriteRefused.self) {
          try WholeFile.expectWritable([folder + "/" + name], apartFrom: [input])
        }
        #expect(found?.reason == "it is read as \(input)")
      }
      let twice = #expect(throws: WriteRefused.self) {
        try WholeFile.expectWritable([folder + "/new.csv", folder + "/same/new.csv"])
      }
      #expect(twice?.reason == "it is also to hold \(folder)/new.csv")
      let second = #expect(throws: WriteRefused.self) {
        try WholeFile.expectWritable([folder + "/new.csv", folder + "/none/x.csv"])
      }
      #expect(second?.reason == "No such file or directory")
      try WholeFile.expectWritable(
        [folder + "/a.csv", folder + "/b.csv", "/dev/null", "/dev/null"], apartFrom: [input])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
          "calls.csv", "link.csv", "same",
        ])
    }
  }

  @Test("A pipe is written in place, and stays one")
  func pipe() throws {
    try WholeFileTests.inFolder { folder in
      let path = folder + "/pipe"
      try #require(mkfifo(path, 0o600) == 0)
      // Open for both, so that neither side waits for the other.
      let reader = open(path, O_RDWR)
      defer { close(reader) }
      try WholeFile.write([7, 8, 9], to: path)
      var found = [UInt8](repeating: 0, count: 8)
      #expect(read(reader, &found, found.count) == 3)
      #expect(found.prefix(3) == [7, 8, 9])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pipe"])
    }
  }

  @Test("A device that takes nothing is told, and no file beside it is written")
  func fullDevice() throws {
    try WholeFileTests.inFolder { folder in
      // The device that is always full has the numbers 1 and 7 on Linux; only some users may make one.
      let path = folder + "/full"
      guard mknod(path, S_IFCHR | 0o666, dev_t(1 << 8 | 7)) == 0, access(path, W_OK) == 0 else {
        return
      }
      let refused = #expect(throws: WriteRefused.self) {
        try WholeFile.write([([1], to: folder + "/a.csv"), ([1], to: path)])
      }
      #expect(refused?.path == path && refused?.reason == "No space left on device")
      let found = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(found == ["full"])
    }
  }
}
