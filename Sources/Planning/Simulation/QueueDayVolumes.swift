/// A multiple of the calls, as a share or more, for every queue and day.
package struct QueueDayVolumes: Sendable {
  let queues: Int
  let days: Int
  private var volumes: [Double]

  init(queues: Int, days: Int, volume: Double = 1) {
    self.queues = queues
    self.days = days
    volumes = Array(repeating: volume, count: queues * days)
  }

  subscript(queue: Int, day: Int) -> Double {
    get { volumes[queue * days + day] }
    set { volumes[queue * days + day] = newValue }
  }

  /// Each halfway to another.
  func middle(_ other: QueueDayVolumes) -> QueueDayVolumes {
    var middle = self
    for index in volumes.indices {
      middle.volumes[index] = (volumes[index] + other.volumes[index]) / 2
    }
    return middle
  }
}
