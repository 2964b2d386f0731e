import Records

/// The different ways of a document to its elements, each found again by the pointers of its names.
///
/// libxml2 interns names and namespaces in the parser's dictionary, so that a way is known by its parent's number and
/// three pointers; text is compared once, when a way is first met.
struct XMLPathTable {
    /// An element's or attribute's name: where libxml2 holds its parts (0 for none).
    @safe
    struct Name: Hashable {
        let parent: Int32
        let isAttribute: Bool
        private let local: UInt
        private let prefix: UInt
        private let uri: UInt

        init(
            parent: Int32, isAttribute: Bool = false, local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?,
            uri: UnsafePointer<UInt8>?
        ) {
            self.parent = parent
            self.isAttribute = isAttribute
            self.local = UInt(bitPattern: local)
            self.prefix = UInt(bitPattern: prefix)
            self.uri = UInt(bitPattern: uri)
        }

        /// The parts as text, while the parser lives.
        var text: (local: String, prefix: String, uri: String) { (Self.text(local), Self.text(prefix), Self.text(uri)) }

        private static func text(_ address: UInt) -> String {
            guard let start = unsafe UnsafePointer<CChar>(bitPattern: address) else { return "" }
            return unsafe String(cString: start)
        }
    }

    /// A way that was met.
    struct Node {
        var parent: Int32
        var step: XMLPath.Step
        /// The last step as the document writes it.
        var written: String
        /// Local names joined by `/`, from the table's start.
        var localPath: String
        /// The same as the document writes it.
        var writtenPath: String
        /// What the owner found out when the way was new.
        var mark: Int32 = -1
    }

    private(set) var nodes: [Node] = []
    /// Bytes of all ways in writing.
    private(set) var weight = 0
    private var numbers: [Name: Int32] = [:]
    /// The way that followed each way last time: records repeat themselves.
    private var follower: [Int32] = []
    private var names: [Name] = []
    private var last: Int32 = -1

    /// The number of the way, and whether it was met for the first time.
    mutating func number(of name: Name) -> (Int32, isNew: Bool) {
        if last >= 0 {
            let guess = follower[Int(last)]
            if guess >= 0, names[Int(guess)] == name {
                last = guess
                return (guess, false)
            }
        }
        let found = numbers[name]
        let number = found ?? Int32(truncatingIfNeeded: nodes.count)
        if found == nil { add(name, number) }
        if last >= 0 { follower[Int(last)] = number }
        last = number
        return (number, found == nil)
    }

    subscript(number: Int32) -> Node { nodes[Int(number)] }

    mutating func mark(_ number: Int32, _ value: Int32) { nodes[Int(number)].mark = value }

    /// Names from the table's start down to the way.
    func names(to number: Int32) -> [(local: String, written: String)] {
        var out: [(local: String, written: String)] = []
        var at = number
        while at >= 0 {
            out.append((nodes[Int(at)].step.name, nodes[Int(at)].written))
            at = nodes[Int(at)].parent
        }
        return out.reversed()
    }

    /// Steps from the table's start down to the way.
    func steps(to number: Int32) -> [XMLPath.Step] {
        var out: [XMLPath.Step] = []
        var at = number
        while at >= 0 {
            out.append(nodes[Int(at)].step)
            at = nodes[Int(at)].parent
        }
        return out.reversed()
    }

    private mutating func add(_ name: Name, _ number: Int32) {
        let text = name.text
        let mark = name.isAttribute ? "@" : ""
        let local = mark + text.local
        let written = text.prefix.isEmpty ? local : mark + text.prefix + ":" + text.local
        let parent = name.parent
        let above = parent >= 0 ? nodes[Int(parent)] : nil
        nodes.append(
            Node(
                parent: parent, step: XMLPath.Step(namespace: text.uri, name: local), written: written,
                localPath: above.map { $0.localPath + "/" + local } ?? local,
                writtenPath: above.map { $0.writtenPath + "/" + written } ?? written))
        weight += nodes[nodes.count - 1].writtenPath.utf8.count
        numbers[name] = number
        names.append(name)
        follower.append(-1)
    }
}
