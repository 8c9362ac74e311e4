/// A growing array in memory that is never freed.  `Array` suits a program that lives on, this one that ends in
/// `execve(2)`.  It uses no class, so it costs neither reference counts nor metadata to relocate at process
/// start.
///
/// It is a value: an append never shows in a copy.  Elements are not destroyed; they must own nothing.
@frozen
package struct List<Element>: @unchecked Sendable {
  @usableFromInline var memory: UnsafeMutableRawPointer?
  @usableFromInline var length: Int

  @inlinable
  package init() {
    memory = nil
    length = 0
  }
}

package extension List {
  var count: Int { @_transparent get { length } }
  var isEmpty: Bool { @_transparent get { length == 0 } }
  var indices: Indices { @_transparent get { Indices(count: length) } }

  /// The elements, side by side; nil in a list that never had one.
  var start: UnsafeMutablePointer<Element>? { @_transparent get { memory == nil ? nil : elements } }

  /// The same; there must have been an element.
  internal var elements: UnsafeMutablePointer<Element> {
    @_transparent get {
      (memory.unsafelyUnwrapped + ListMemory.headerSize).assumingMemoryBound(to: Element.self)
    }
  }

  /// Read in place: asking for one field copies no others.
  subscript(index: Int) -> Element {
    @_transparent unsafeAddress {
      precondition(index >= 0 && index < length)
      return UnsafePointer(elements + index)
    }
  }

  var first: Element? { @_transparent get { length == 0 ? nil : elements[0] } }
  var last: Element? { @_transparent get { length == 0 ? nil : elements[length - 1] } }

  /// Makes room for `more` elements after those already there.
  mutating func reserve(_ more: Int) {
    ListMemory.reserve(&memory, length, more, MemoryLayout<Element>.stride)
  }

  mutating func append(_ element: Element) {
    ListMemory.room(&memory, &length, MemoryLayout<Element>.stride)
      .initializeMemory(as: Element.self, to: element)
  }

  /// The same in less time and more code: for the loops of a start.
  @inlinable
  @inline(__always)
  mutating func appendQuickly(_ element: Element) {
    if ListMemory.takeReserved(memory, length) {
      (elements + length).initialize(to: element)
      length &+= 1
    } else {
      append(element)
    }
  }

  /// Appends where `reserve` has made room: for the loops over all variables.
  @inlinable
  @inline(__always)
  mutating func appendReserved(_ element: Element) {
    precondition(ListMemory.takeReserved(memory, length))
    (elements + length).initialize(to: element)
    length &+= 1
  }

  mutating func append(contentsOf other: List<Element>) {
    if isEmpty {
      self = other
      return
    }
    if other.isEmpty { return }
    reserve(other.count)
    for element in other { appendReserved(element) }
  }

  /// A pointer to the element that stays valid: a growing list leaves its old memory as it is.
  @inlinable
  func place(of index: Int) -> UnsafePointer<Element> {
    precondition(index >= 0 && index < length)
    return UnsafePointer(elements + index)
  }

  /// Replaces an element.  Copies see the change: use it only on a list that has none.
  @inlinable
  func replace(_ index: Int, by element: Element) {
    precondition(index >= 0 && index < length)
    elements[index] = element
  }

  /// Removes the last element; there must be one.
  mutating func removeLast() {
    precondition(length > 0)
    length -= 1
  }
}

extension List: Sequence {
  @_transparent
  package func makeIterator() -> Iterator { Iterator(list: self) }

  @frozen
  package struct Iterator: IteratorProtocol {
    @usableFromInline let list: List<Element>
    @usableFromInline var index: Int

    @_transparent
    @usableFromInline
    init(list: List<Element>) {
      self.list = list
      index = 0
    }

    @_transparent
    package mutating func next() -> Element? {
      if index == list.length { return nil }
      index &+= 1
      return list.elements[index &- 1]
    }
  }
}

/// The numbers of the elements of a list, from 0.  A loop over them is as short as one that counts; a loop over a
/// `Range` calls a function for each number.
@frozen
package struct Indices: Sequence, IteratorProtocol {
  @usableFromInline var index = 0
  @usableFromInline let count: Int

  @_transparent
  @usableFromInline
  init(count: Int) { self.count = count }

  @_transparent
  package mutating func next() -> Int? {
    if index == count { return nil }
    index &+= 1
    return index &- 1
  }
}

extension List {
  /// Sorts the elements; the sort is stable.  It takes n log n steps, and memory for twice the elements.
  package mutating func sort(_ precedes: (Element, Element) -> Bool) {
    if count < 2 { return }
    // Two lists take turns, since memory is never freed.
    var from = self
    var into = List()
    var spare = List()
    into.reserve(count)
    spare.reserve(count)
    var width = 1
    while width < count {
      into.removeAll()
      var start = 0
      while start < count {
        let middle = Swift.min(start + width, count)
        let end = Swift.min(middle + width, count)
        var (left, right) = (start, middle)
        while left < middle || right < end {
          if left < middle, right == end || !precedes(from[right], from[left]) {
            into.appendReserved(from[left])
            left += 1
          } else {
            into.appendReserved(from[right])
            right += 1
          }
        }
        start = end
      }
      (from, into, spare) = (into, spare, into)
      width *= 2
    }
    self = from
  }

  /// Forgets the elements and keeps the capacity.  Copies see the change: use it only on a list that has none.
  private mutating func removeAll() {
    length = 0
    memory?.assumingMemoryBound(to: ListMemory.Header.self).pointee.taken = 0
  }
}

extension List: Equatable where Element: Equatable {
  package static func == (left: List, right: List) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  package func contains(_ element: Element) -> Bool {
    for candidate in self where candidate == element { return true }
    return false
  }
}

/// The memory of lists, whatever their elements: a header, then the elements.  The header holds the capacity and how
/// many places are taken, by this list or by a copy that has grown further.
@usableFromInline
package enum ListMemory {
  @usableFromInline
  struct Header {
    @usableFromInline var capacity: Int
    @usableFromInline var taken: Int
  }

  /// Takes the place after the first `count`, if it is free.
  @inlinable
  @inline(__always)
  static func takeReserved(_ memory: UnsafeMutableRawPointer?, _ count: Int) -> Bool {
    guard let memory else { return false }
    let header = memory.assumingMemoryBound(to: Header.self)
    guard header.pointee.taken == count, header.pointee.capacity > count else { return false }
    header.pointee.taken = count &+ 1
    return true
  }

  /// Also the alignment: no element needs more.
  static var headerSize: Int { @_transparent get { 16 } }

  /// The place for the next element, counted as taken.
  @usableFromInline
  static func room(
    _ memory: inout UnsafeMutableRawPointer?, _ length: inout Int, _ stride: Int
  ) -> UnsafeMutableRawPointer {
    let count = length
    length = count &+ 1
    if let here = memory {
      let header = here.assumingMemoryBound(to: Header.self)
      if header.pointee.taken == count, header.pointee.capacity > count {
        header.pointee.taken = count &+ 1
        return here + (headerSize &+ count &* stride)
      }
    }
    reserve(&memory, count, 1, stride)
    memory.unsafelyUnwrapped.assumingMemoryBound(to: Header.self).pointee.taken = count + 1
    return memory.unsafelyUnwrapped + headerSize + count * stride
  }

  /// Makes sure that `more` elements fit after the first `count`, and that no copy has put any there.
  static func reserve(_ memory: inout UnsafeMutableRawPointer?, _ count: Int, _ more: Int, _ stride: Int) {
    if let memory {
      let header = memory.assumingMemoryBound(to: Header.self).pointee
      if header.taken == count, header.capacity - count >= more { return }
    }
    grow(&memory, count, more, stride)
  }

  @inline(never)  // Otherwise each type of element has a copy of it, of 150 bytes.
  private static func grow(_ memory: inout UnsafeMutableRawPointer?, _ count: Int, _ more: Int, _ stride: Int) {
    let capacity = Swift.max(count + Swift.max(more, count), 4)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: headerSize + capacity * stride, alignment: headerSize)
    larger.initializeMemory(as: Header.self, to: Header(capacity: capacity, taken: count))
    if let memory, count > 0 { (larger + headerSize).copyMemory(from: memory + headerSize, byteCount: count * stride) }
    memory = larger
  }
}

/// Memory for `count` zeros, never freed.
@inlinable
package func zeroed<Number: FixedWidthInteger>(_: Number.Type, _ count: Int) -> UnsafeMutablePointer<Number> {
  let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
  memory.initialize(repeating: 0, count: count)
  return memory
}
