import Bytes

extension ByteBuffer {
  /// The text of a Linux error number, as glibc has it in the C locale; musl words a few of them differently.
  mutating func write(systemError number: Int32) {
    var text = SystemErrors.texts
    while let end = text.firstIndex(of: UInt8(ascii: "\n")) {
      let space = text.firstIndex(of: UInt8(ascii: " ")) ?? end
      if text[0..<space].decimal == number { return write(text[space + 1..<end]) }
      text = text.dropFirst(end + 1)
    }
    write("Unknown error ", decimal: Int(number))
  }
}

/// The errors that system calls on files, processes, signals and sockets return.
private enum SystemErrors {
  static var texts: ByteString {
    """
    1 Operation not permitted
    2 No such file or directory
    3 No such process
    4 Interrupted system call
    5 Input/output error
    6 No such device or address
    7 Argument list too long
    8 Exec format error
    9 Bad file descriptor
    10 No child processes
    11 Resource temporarily unavailable
    12 Cannot allocate memory
    13 Permission denied
    14 Bad address
    15 Block device required
    16 Device or resource busy
    17 File exists
    18 Invalid cross-device link
    19 No such device
    20 Not a directory
    21 Is a directory
    22 Invalid argument
    23 Too many open files in system
    24 Too many open files
    25 Inappropriate ioctl for device
    26 Text file busy
    27 File too large
    28 No space left on device
    29 Illegal seek
    30 Read-only file system
    31 Too many links
    32 Broken pipe
    33 Numerical argument out of domain
    34 Numerical result out of range
    35 Resource deadlock avoided
    36 File name too long
    37 No locks available
    38 Function not implemented
    39 Directory not empty
    40 Too many levels of symbolic links
    61 No data available
    62 Timer expired
    71 Protocol error
    74 Bad message
    75 Value too large for defined data type
    79 Can not access a needed shared library
    80 Accessing a corrupted shared library
    81 .lib section in a.out corrupted
    82 Attempting to link in too many shared libraries
    83 Cannot exec a shared library directly
    84 Invalid or incomplete multibyte or wide character
    85 Interrupted system call should be restarted
    88 Socket operation on non-socket
    90 Message too long
    91 Protocol wrong type for socket
    95 Operation not supported
    97 Address family not supported by protocol
    99 Cannot assign requested address
    100 Network is down
    101 Network is unreachable
    104 Connection reset by peer
    105 No buffer space available
    107 Transport endpoint is not connected
    110 Connection timed out
    111 Connection refused
    113 No route to host
    116 Stale file handle
    117 Structure needs cleaning
    121 Remote I/O error
    122 Disk quota exceeded
    123 No medium found
    124 Wrong medium type
    125 Operation canceled
    126 Required key not available
    127 Key has expired
    128 Key has been revoked
    129 Key was rejected by service
    130 Owner died
    131 State not recoverable
    132 Operation not possible due to RF-kill
    133 Memory page has hardware error

    """
  }
}
