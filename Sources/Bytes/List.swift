/// A growing array in memory that is never freed.  `Array` suits a program that lives on, this one that ends in
/// `execve(2)`.  It uses no class, so it costs neither reference counts nor metadata to relocate at process
/// start.
///
/// It is a value: an append never shows in a copy.  Elements are not destroyed; they must own nothing.
@frozen
package struct List<Element>: @unchecked Sendable {
  @usableFromInline var memory: ListMemory

  @inlinable
  package init() { memory = ListMemory() }
}

package extension List {
  var count: Int { @_transparent get { memory.count } }
  var isEmpty: Bool { @_transparent get { count == 0 } }
  var indices: Indices { @_transparent get { Indices(count: count) } }

  /// The elements, side by side; nil in a list that never had one.
  var start: UnsafeMutablePointer<Element>? { @_transparent get { memory.start == nil ? nil : elements } }

  /// The same; there must have been an element.
  internal var elements: UnsafeMutablePointer<Element> {
    @_transparent get {
      memory.elements.assumingMemoryBound(to: Element.self)
    }
  }

  /// Whether there is an element of that number.  One comparison finds negative ones too.
  @usableFromInline
  @_transparent
  internal func holds(_ index: Int) -> Bool { UInt(bitPattern: index) < UInt(bitPattern: count) }

  /// Read in place: asking for one field copies no others.
  subscript(index: Int) -> Element {
    @_transparent unsafeAddress {
      precondition(holds(index))
      return UnsafePointer(elements + index)
    }
  }

  var first: Element? { @_transparent get { isEmpty ? nil : elements[0] } }
  var last: Element? { @_transparent get { isEmpty ? nil : elements[count - 1] } }

  /// Makes room for `more` elements after those already there.
  mutating func reserve(_ more: Int) {
    memory.reserve(more, MemoryLayout<Element>.stride)
  }

  mutating func append(_ element: Element) {
    memory.room(MemoryLayout<Element>.stride).initializeMemory(as: Element.self, to: element)
  }

  /// The same in less time and more code: for the loops of a start.
  @inlinable
  @inline(__always)
  mutating func appendQuickly(_ element: Element) {
    if memory.takeReserved() {
      (elements + count).initialize(to: element)
      memory.count &+= 1
    } else {
      append(element)
    }
  }

  /// Appends where `reserve` has made room: for the loops over all variables.
  @inlinable
  @inline(__always)
  mutating func appendReserved(_ element: Element) {
    precondition(memory.takeReserved())
    (elements + count).initialize(to: element)
    memory.count &+= 1
  }

  mutating func append(contentsOf other: List<Element>) {
    memory.append(contentsOf: other.memory, MemoryLayout<Element>.stride)
  }

  /// A pointer to the element that stays valid: a growing list leaves its old memory as it is.
  @inlinable
  func place(of index: Int) -> UnsafePointer<Element> {
    precondition(holds(index))
    return UnsafePointer(elements + index)
  }

  /// Replaces an element.  Copies see the change: use it only on a list that has none.
  @inlinable
  func replace(_ index: Int, by element: Element) {
    precondition(holds(index))
    elements[index] = element
  }

  /// Removes the last element; there must be one.
  mutating func removeLast() {
    precondition(count > 0)
    memory.count -= 1
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
      if index == list.count { return nil }
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
    memory.sort(MemoryLayout<Element>.stride) {
      precedes($0.assumingMemoryBound(to: Element.self).pointee, $1.assumingMemoryBound(to: Element.self).pointee)
    }
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

/// A list without the type of its elements, so that all types share the code that grows and sorts it.  Its memory is a
/// header, then the elements.
@frozen
@usableFromInline
struct ListMemory {
  /// The capacity, and how many places are taken: by this list, or by a copy that has grown further.
  @usableFromInline
  struct Header {
    @usableFromInline var capacity: Int
    @usableFromInline var taken: Int
  }

  /// nil in a list that never had an element.
  @usableFromInline var start: UnsafeMutableRawPointer?
  @usableFromInline var count: Int

  @inlinable
  init() {
    start = nil
    count = 0
  }

  /// Also the alignment: no element needs more.
  @usableFromInline static var headerSize: Int { @_transparent get { 16 } }

  @usableFromInline
  var header: UnsafeMutablePointer<Header>? {
    @_transparent get { start?.assumingMemoryBound(to: Header.self) }
  }

  /// The first element; there must have been one.
  @usableFromInline
  var elements: UnsafeMutableRawPointer { @_transparent get { start.unsafelyUnwrapped + Self.headerSize } }

  /// Takes the place after the last element, if it is free.
  @inlinable
  @inline(__always)
  func takeReserved() -> Bool {
    guard let header, header.pointee.taken == count, header.pointee.capacity > count else { return false }
    header.pointee.taken = count &+ 1
    return true
  }

  /// The place for the next element, counted as taken.
  @usableFromInline
  mutating func room(_ stride: Int) -> UnsafeMutableRawPointer {
    if !takeReserved() {
      reserve(1, stride)
      _ = takeReserved()
    }
    count &+= 1
    return elements + (count &- 1) &* stride
  }

  /// Makes sure that `more` elements fit after the last one, and that no copy has put any there.
  @usableFromInline
  mutating func reserve(_ more: Int, _ stride: Int) {
    if let header, header.pointee.taken == count, header.pointee.capacity - count >= more { return }
    grow(more, stride)
  }

  @usableFromInline
  mutating func append(contentsOf other: ListMemory, _ stride: Int) {
    if count == 0 {
      self = other
      return
    }
    if other.count == 0 { return }
    reserve(other.count, stride)
    (elements + count * stride).copyMemory(from: other.elements, byteCount: other.count * stride)
    take(count + other.count)
  }

  @usableFromInline
  mutating func sort(_ stride: Int, _ precedes: (UnsafeRawPointer, UnsafeRawPointer) -> Bool) {
    if count < 2 { return }
    // Two lists take turns, since memory is never freed.
    var from = self
    var into = ListMemory()
    var spare = ListMemory()
    into.reserve(count, stride)
    spare.reserve(count, stride)
    into.take(count)
    spare.take(count)
    var width = 1
    while width < count {
      var next = into.elements
      var start = 0
      while start < count {
        let middle = Swift.min(start + width, count)
        let end = Swift.min(middle + width, count)
        var (left, right) = (start, middle)
        while left < middle || right < end {
          let takesLeft = left < middle
            && (right == end || !precedes(from.elements + right * stride, from.elements + left * stride))
          next.copyMemory(from: from.elements + (takesLeft ? left : right) * stride, byteCount: stride)
          next += stride
          if takesLeft { left += 1 } else { right += 1 }
        }
        start = end
      }
      (from, into, spare) = (into, spare, into)
      width *= 2
    }
    self = from
  }

  /// Has `places` elements, for which `reserve` has made room.
  private mutating func take(_ places: Int) {
    count = places
    header?.pointee.taken = places
  }

  @inline(never)  // Otherwise each type of element has a copy of it, of 150 bytes.
  private mutating func grow(_ more: Int, _ stride: Int) {
    let capacity = Swift.max(count + Swift.max(more, count), 4)
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: Self.headerSize + capacity * stride, alignment: Self.headerSize)
    larger.initializeMemory(as: Header.self, to: Header(capacity: capacity, taken: count))
    if start != nil, count > 0 { (larger + Self.headerSize).copyMemory(from: elements, byteCount: count * stride) }
    start = larger
  }
}

/// Memory for `count` zeros, never freed.
@inlinable
package func zeroed<Number: FixedWidthInteger>(_: Number.Type, _ count: Int) -> UnsafeMutablePointer<Number> {
  let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
  memory.initialize(repeating: 0, count: count)
  return memory
}
