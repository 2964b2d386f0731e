/// What is known of a layout beside its columns: where a draft of a source says it.
package struct DraftLayout: Sendable {
    /// Rows of the header; 0 in XML.
    package var headerRows = 0
    /// Texts above the header.
    package var titles: [String] = []
    /// The file's name.
    package var name = ""
    /// XML: the way from the root to the records.
    package var record = ""
    /// XML: paths from the root outside the records.
    package var outside: [String] = []

    package init() {}

    package var isXML: Bool { !record.isEmpty }

    /// Patterns of known sources that tell a day here: of titles, of names, of periods, and paths of elements.
    func dates(_ rules: Rules) -> (titles: [String], names: [String], covers: [String], elements: [String]) {
        let known = rules.sources.map(\.asOf)
        func first(_ patterns: [TitlePattern]) -> [String] {
            var met: Set<String> = []
            return patterns.filter { pattern in
                titles.contains { pattern.lastDay(in: $0) != nil } && met.insert(pattern.written).inserted
            }
            .map(\.written)
        }
        var met: Set<String> = []
        let names = known.flatMap(\.name).filter { $0.day(in: name) != nil && met.insert($0.written).inserted }
        let last = Set(known.flatMap(\.elements).compactMap { $0.split(separator: "/").last.map(String.init) })
        let elements = outside.filter { last.contains($0.split(separator: "/").last.map(String.init) ?? "") }
        return (first(known.flatMap(\.title)), names.map(\.written), first(known.flatMap(\.covers)), elements)
    }
}
