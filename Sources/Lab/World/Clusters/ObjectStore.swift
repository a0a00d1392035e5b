/// The objects of one kind, sorted by key.
struct ObjectStore<Object: ClusterObject>: Sendable {
    private(set) var items: [Object] = []

    subscript(_ key: ObjectKey) -> Object? {
        let index = position(of: key)
        return index < items.count && items[index].meta.key == key ? items[index] : nil
    }

    /// Puts an object in its place, over the one that was there.
    mutating func put(_ object: Object) {
        let key = object.meta.key
        let index = position(of: key)
        if index < items.count, items[index].meta.key == key {
            items[index] = object
        } else {
            items.insert(object, at: index)
        }
    }

    mutating func remove(_ key: ObjectKey) {
        let index = position(of: key)
        if index < items.count, items[index].meta.key == key { items.remove(at: index) }
    }

    private func position(of key: ObjectKey) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].meta.key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
