import Records

/// Which name of a source each path of an XML file is; learnt as the reader meets new paths.
struct PathBinding: Sendable {
    private let source: SourceDefinition
    /// By path: the name of the record's fields, or -1.
    private var names: [Int] = []
    /// By path: the list of children whose element it is, or -1.
    private var lists: [Int] = []
    /// By list of children, by path: the name of the child's fields, or -1.
    private var childNames: [[Int]]

    init(source: SourceDefinition) {
        self.source = source
        childNames = source.children.map { _ in [] }
    }

    /// Takes the reader's paths as far as they are new.
    mutating func learn(_ paths: [XMLPath]) {
        guard paths.count > names.count else { return }
        for path in paths[names.count...] {
            names.append(source.names.firstIndex { Self.fits(path.steps[...], $0.steps) } ?? -1)
            lists.append(
                source.children.firstIndex { $0.records.contains { Self.fits(path.steps[...], $0) } } ?? -1)
            for (index, child) in source.children.enumerated() {
                var found = -1
                for record in child.records
                where path.steps.count > record.count && Self.fits(path.steps.prefix(record.count), record) {
                    let rest = path.steps.dropFirst(record.count)
                    if let name = child.names.firstIndex(where: { Self.fits(rest, $0.steps) }) { found = name }
                }
                childNames[index].append(found)
            }
        }
    }

    func name(_ path: Int32) -> Int? { names[Int(path)] >= 0 ? names[Int(path)] : nil }
    func child(_ path: Int32) -> Int? { lists[Int(path)] >= 0 ? lists[Int(path)] : nil }
    func childName(_ list: Int, _ path: Int32) -> Int? {
        childNames[list][Int(path)] >= 0 ? childNames[list][Int(path)] : nil
    }

    /// Whether a path of a file is a path of a mapping; a step without a namespace fits any.
    static func fits(_ path: ArraySlice<XMLPath.Step>, _ wanted: [XMLPath.Step]) -> Bool {
        path.count == wanted.count
            && zip(path, wanted).allSatisfy {
                $0.name == $1.name && ($1.namespace.isEmpty || $0.namespace == $1.namespace)
            }
    }
}
