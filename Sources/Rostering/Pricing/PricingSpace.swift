/// The scratch memory of a ``Pricing``, as raw pointers that each call copies once: its owner grows it at
/// the beginning of a call and gives it back at the end of its life.
struct PricingSpace {
  /// The nodes of one morning: their levels, and where their rows and marks begin.
  struct Layer: BitwiseCopyable {
    let low: Int
    let high: Int
    var start = 0
    var reachStart = 0
    /// Where the ends of the week that the layer's day is the last of begin.
    var weekEndStart = 0

    var width: Int { high - low + 1 }
    var levels: ClosedRange<Int> { low...high }
  }

  /// One for each free day and one more.
  private(set) var layers = Memory<Layer>()
  /// Values by layer, node and level; rows of nodes that are not reached hold nothing.
  private(set) var values = Memory<Double>()
  private(set) var isReached = Memory<Bool>()

  /// Values of one day by hub and level, for hubs of more than one reached node, and where each hub's
  /// values are: there, or where those of its only node are.
  private(set) var hubValues = Memory<Double>()
  private(set) var hubRows = Memory<UnsafeMutablePointer<Double>>()
  private(set) var isHubNeeded = Memory<Bool>()
  private(set) var isHubReached = Memory<Bool>()
  /// The cheapest end of each week by hub and levels of the last shift; not a number where not known.
  private(set) var weekEnds = Memory<Double>()
  /// The price of each cell of one day.
  private(set) var cellPrices = Memory<Double>()

  /// Values of groups for all agents; then with the agent's own costs, infinite where the agent may not
  /// work the group.
  private(set) var groupValues = Memory<Double>()
  private(set) var groupPrices = Memory<Double>()
  /// Most levels that one shift of each free day adds before and after the week's end.
  private(set) var most = Memory<Int>()
  private(set) var mostNextWeek = Memory<Int>()

  mutating func reserve(groups count: Int) {
    groupValues.reserve(count)
    groupPrices.reserve(count)
  }

  mutating func reserve(days count: Int) {
    layers.reserve(count + 1)
    most.reserve(count)
    mostNextWeek.reserve(count)
  }

  mutating func reserve(cells: Int, nodes: Int) {
    values.reserve(cells)
    isReached.reserve(nodes)
  }

  mutating func reserve(hubs: Int, width: Int, weekEnds count: Int, dayCells: Int) {
    isHubNeeded.reserve(hubs)
    isHubReached.reserve(hubs)
    weekEnds.reserve(count)
    hubValues.reserve(hubs * width)
    hubRows.reserve(hubs)
    cellPrices.reserve(dayCells)
  }

  func deallocate() {
    layers.deallocate()
    values.deallocate()
    isReached.deallocate()
    hubValues.deallocate()
    hubRows.deallocate()
    isHubNeeded.deallocate()
    isHubReached.deallocate()
    weekEnds.deallocate()
    cellPrices.deallocate()
    groupValues.deallocate()
    groupPrices.deallocate()
    most.deallocate()
    mostNextWeek.deallocate()
  }

  /// Memory for trivial elements that grows when asked; what it held is then lost.
  struct Memory<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity = 0

    init() { base = .allocate(capacity: 0) }

    mutating func reserve(_ count: Int) {
      guard count > capacity else { return }
      base.deallocate()
      base = .allocate(capacity: count)
      capacity = count
    }

    func deallocate() { base.deallocate() }

    subscript(index: Int) -> Element {
      @inline(__always) get { base[index] }
      @inline(__always) nonmutating set { base[index] = newValue }
    }
  }
}
