package extension Range<Int> {
  /// The first number for which `isReached` is true; it must then be true for all later ones.  The end of the range if
  /// there is none.
  func partitioningIndex(where isReached: (Int) -> Bool) -> Int {
    var (lower, upper) = (lowerBound, upperBound)
    while lower < upper {
      let middle = (lower + upper) / 2
      if isReached(middle) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }
}
