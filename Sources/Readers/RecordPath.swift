/// Which elements of an XML document are its records.
///
/// `DanhSachHoSo/HoSo` is a way from the root down, `//HoSo` any element of that name, `*` any name. A name with a prefix
/// (`a:HoSo`) is compared as the document writes it, one without is the local name in any namespace. A record inside a
/// record is a part of it.
package struct RecordPath: Sendable, Equatable {
    private let steps: [String]
    private let isAnywhere: Bool

    /// Every child of the root.
    package static let childrenOfRoot = RecordPath(steps: ["*", "*"], isAnywhere: false)

    /// The path in its written form, or nil when it is none: empty steps, an attribute, `//` with more than one step.
    package init?(_ written: String) {
        var text = written[...]
        let anywhere = text.hasPrefix("//")
        if anywhere { text = text.dropFirst(2) } else if text.hasPrefix("/") { text = text.dropFirst() }
        let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isName = steps.allSatisfy { !$0.isEmpty && !$0.hasPrefix("@") && !$0.contains(where: \.isWhitespace) }
        guard isName, !anywhere || steps.count == 1 else { return nil }
        self.init(steps: steps, isAnywhere: anywhere)
    }

    private init(steps: [String], isAnywhere: Bool) {
        self.steps = steps
        self.isAnywhere = isAnywhere
    }

    /// Whether an element with these names from the root down (local, as written) is a record.
    func matches(_ names: [(local: String, written: String)]) -> Bool {
        if isAnywhere { return names.last.map { Self.fits(steps[0], $0) } ?? false }
        return names.count == steps.count && zip(steps, names).allSatisfy { Self.fits($0, $1) }
    }

    private static func fits(_ step: String, _ name: (local: String, written: String)) -> Bool {
        step == "*" || (step.contains(":") ? step == name.written : step == name.local)
    }
}
