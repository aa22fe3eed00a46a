private import Foundation

/// Why a file or folder could not be written.
package struct WriteRefused: Error, Sendable, CustomStringConvertible {
  /// The file or folder, as the caller named it.
  package let path: String
  /// In the system's words, as "No space left on device".
  package let reason: String

  /// A refusal with its reason.
  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// `DIR/a.csv: cannot be written: Permission denied`.
  package var description: String { "\(path): cannot be written: \(reason)" }
}

/// Writing that leaves the old file or the whole new one, never a part.
package enum WholeFile {
  /// Puts `bytes` in place of the file at `path`.
  ///
  /// The bytes go to a temporary file in the same folder, are forced to the disk, and take the name
  /// in one step. After an error the old file stands untouched and the temporary one is gone. A
  /// symbolic link stays a link; the file it leads to is replaced. What is no file, as a device or a
  /// pipe, is written in place.
  package static func write(_ bytes: [UInt8], to path: String) throws(WriteRefused) {
    try write([(bytes, to: path)])
  }

  /// Puts several files in place together: names change only once all bytes are on the disk.
  ///
  /// After an error all old files stand untouched, unless it is a name that cannot be taken although its
  /// folder could be written into a moment before.
  package static func write(_ files: [([UInt8], to: String)]) throws(WriteRefused) {
    var staged: [Staged] = []
    func giveUp(_ path: String, _ reason: String? = nil) -> WriteRefused {
      let refused = WriteRefused(path: path, reason: reason ?? String(cString: strerror(errno)))
      for file in staged { unlink(file.temporary) }
      return refused
    }
    for (bytes, path) in files {
      var status = stat()
      let file = Staged(path: path)
      if file.isFolder { throw giveUp(path, "Is a directory") }
      if file.isDevice { continue }
      let exists = stat(file.target, &status) == 0
      let descriptor = open(file.temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw giveUp(path) }
      staged.append(file)
      if exists { fchmod(descriptor, status.st_mode & 0o7777) }
      let written = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
      guard closed(descriptor, after: written) else { throw giveUp(path) }
    }
    // A device keeps what it was given: it comes last, when nothing but a name can still fail.
    for (bytes, path) in files where Staged(path: path).isDevice {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw giveUp(path) }
      guard closed(descriptor, after: writeAll(bytes, to: descriptor)) else { throw giveUp(path) }
    }
    for file in staged {
      guard rename(file.temporary, file.target) == 0 else { throw giveUp(file.path) }
    }
    // The new names themselves reach the disk with their folder; some file systems cannot sync folders.
    for folder in Set(staged.map(\.folder)) {
      let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
      if descriptor >= 0 {
        fsync(descriptor)
        close(descriptor)
      }
    }
  }

  /// Checks, before work that ends in writing them, that files could be put at all `paths`.
  ///
  /// No two of them may be the same file, and none one of `inputs`, whatever they are called; devices and
  /// pipes may.
  package static func expectWritable(
    _ paths: [String], apartFrom inputs: [String] = []
  ) throws(WriteRefused) {
    var taken = Dictionary(inputs.map { (Staged(path: $0).identity, "it is read as \($0)") }) {
      first, _ in first
    }
    for path in paths {
      let file = Staged(path: path)
      if file.isFolder { throw WriteRefused(path: path, reason: "Is a directory") }
      if access(file.isDevice ? path : file.folder, W_OK) != 0 {
        throw WriteRefused(path: path, reason: String(cString: strerror(errno)))
      }
      if file.isDevice { continue }
      if let reason = taken.updateValue("it is also to hold \(path)", forKey: file.identity) {
        throw WriteRefused(path: path, reason: reason)
      }
    }
  }

  /// A file whose bytes wait under another name.
  private struct Staged {
    let path: String
    let target: String
    let folder: String
    let temporary: String

    /// Whether the name is that of a folder, which no file can take.
    var isFolder: Bool {
      var status = stat()
      return target.hasSuffix("/") || target.isEmpty
        || stat(target, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether something stands there that is neither file nor folder, and is never replaced.
    var isDevice: Bool {
      var status = stat()
      return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// The full path without links, by which files are told apart even before they exist.
    var identity: String {
      guard let real = realpath(folder, nil) else { return target }
      defer { free(real) }
      return String(cString: real) + "/" + target.split(separator: "/").suffix(1).joined()
    }

    init(path: String) {
      self.path = path
      var target = path
      if let real = realpath(path, nil) {
        target = String(cString: real)
        free(real)
      }
      self.target = target
      let slash = target.lastIndex(of: "/")
      folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
      let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
      temporary = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).tmp"
    }
  }

  /// Closes a file; whether this and the writing before it went well, else why is in `errno`.
  private static func closed(_ descriptor: Int32, after written: Bool) -> Bool {
    let failure = errno
    let isClosed = close(descriptor) == 0
    if !written { errno = failure }
    return written && isClosed
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Foundation.write(
          descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}
