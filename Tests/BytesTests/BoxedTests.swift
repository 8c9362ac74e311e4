@testable import Bytes
import TestSupport
import Testing

struct BoxedTests {
  @Test func holdsAValueOfItsOwn() {
    var number = 1
    let boxed = Boxed(number)
    number = 2
    #expect(boxed.value == 1 && boxed.pointer.pointee == 1)
    #expect(boxed == Boxed(1) && boxed != Boxed(2) && boxed.pointer != Boxed(1).pointer)
  }
}
