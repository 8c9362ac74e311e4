import Bytes
import Policy

extension ByteBuffer {
  /// Why a policy file is not read, and the command that fixes it, if there is one.
  ///
  /// - Parameters:
  ///   - directory: the directory that holds it.
  ///   - owner: the user id that should own both.
  mutating func write(
    _ fault: FileSafety.Fault, file: ByteString, directory: ByteString, owner: UInt32
  ) {
    switch fault {
    case .isDirectory:
      write("Is a directory")
    case .notRegular:
      write("not a regular file")
    case .tooLarge:
      write("larger than 1 MiB")
    case .strangersFile(let stranger):
      write("it ")
      write(stranger, mendedBy: owner, file)
    case .strangersDirectory(let stranger):
      write("its directory ")
      write(stranger, mendedBy: owner, directory)
    case .writableFile(let writers):
      write(writers)
      write(" can write it; mend with: chmod go-w ")
      write(word: file)
    case .writableDirectory(let writers):
      write("its directory can be written by ")
      write(writers)
      write("; mend with: chmod go-w ")
      write(word: directory)
    }
  }

  /// The command that lets this user read a file or directory, or search a directory.
  mutating func write(mendOfClosed path: ByteString, isUsers: Bool, isRead: Bool) {
    write("; mend with: chmod ")
    write(isUsers ? "u" : "go")
    write(isRead ? "+rX " : "+x ")
    write(word: path)
  }

  /// An administrator's file that not everybody can read: it stops the runs of users who can't.
  mutating func write(closedToOthers path: ByteString) {
    write(visible: path)
    write(": others can't read it, so they can't run commands or log in; mend with: chmod -R go+rX /etc/envscrub")
  }

  private mutating func write(_ writers: FileSafety.Writers) {
    write(writers == .group ? "its group" : "others")
  }

  private mutating func write(_ stranger: UInt32, mendedBy owner: UInt32, _ path: ByteString) {
    write("belongs to user id ", decimal: Int(stranger), ", who may not set this policy; mend with: chown ")
    if owner == 0 { write("root") } else { write(decimal: Int(owner)) }
    write(" ")
    write(word: path)
  }
}
