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
  /// symbolic link stays a link; the file it leads to is replaced.
  package static func write(_ bytes: [UInt8], to path: String) throws(WriteRefused) {
    func refused() -> WriteRefused {
      WriteRefused(path: path, reason: String(cString: strerror(errno)))
    }
    var target = path
    if let real = realpath(path, nil) {
      target = String(cString: real)
      free(real)
    }
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    guard !name.isEmpty else { throw WriteRefused(path: path, reason: "Is a directory") }
    let temporary = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: 0...UInt32.max)).tmp"

    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refused() }
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    let written = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
    let failure = errno
    let closed = close(descriptor) == 0
    if !written { errno = failure }
    guard written, closed, rename(temporary, target) == 0 else {
      let error = refused()
      unlink(temporary)
      throw error
    }
    // The new name itself reaches the disk with its folder; some file systems cannot sync folders.
    let folderDescriptor = open(folder, O_RDONLY | O_CLOEXEC)
    if folderDescriptor >= 0 {
      fsync(folderDescriptor)
      close(folderDescriptor)
    }
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
