import Domain

/// Why a draft places a column where it does, in a few words: the comment behind its line.
struct DraftReason {
    private let placement: Placement
    private let columns: [KindColumn]
    private let profiler: Profiler
    private let language: Language

    init(_ placement: Placement, _ columns: [KindColumn], _ profiler: Profiler, _ language: Language) {
        self.placement = placement
        self.columns = columns
        self.profiler = profiler
        self.language = language
    }

    private func say(_ vi: String, _ en: String) -> String { language.pick(vi, en) }

    var text: String {
        let confidence =
            switch placement.confidence {
            case .high: say("cao", "high")
            case .middle: say("vừa", "middle")
            case .low: say("thấp", "low")
            }
        return "\(confidence): \(reason); \(values)"
    }

    private var reason: String {
        switch placement.reason {
        case .heading(let sources):
            say(
                "\(sources) mẫu đọc tiêu đề này vào đây",
                "\(sources) \(sources == 1 ? "source reads" : "sources read") this heading into it")
        case .title: say("tiêu đề là tên của trường", "the heading is the field's title")
        case .words: say("tiêu đề gần giống một cách viết đã biết", "the heading is nearly a known one")
        case .values: say("chỉ theo giá trị, tiêu đề lạ", "by its values alone, the heading is unknown")
        case .several(let fields):
            say("mỗi mẫu hiểu tiêu đề này một khác: ", "sources differ about this heading: ")
                + fields.map { columns[$0].name }.joined(separator: ", ")
        case .near(let fields):
            say("tiêu đề có những chữ của cách viết đã biết", "the heading has words of known ones")
                + (fields.count > 1
                    ? say("; cũng có thể là ", "; it may also be ")
                        + fields.dropFirst().map { columns[$0].name }.joined(separator: ", ") : "")
        case .taken(let other):
            say("trường đã có cột khác, số ", "the field has another column, number ") + String(other + 1)
        case .monthFirst:
            say("ngày viết theo MM/dd, phải đổi thành dd/MM", "its days have the month first and must be turned")
        case .otherValues: say("tiêu đề khớp mà giá trị thì không", "the heading fits and the values do not")
        }
    }

    private var values: String {
        let column = profiler.columns[placement.column]
        if column.filled == 0 { return say("cột trống", "the column is empty") }
        let found = profiler.found(placement.column)
        let open =
            placement.isOrderOpen
            ? say("; không ngày nào cho biết là dd/MM hay MM/dd", "; no day tells dd/MM from MM/dd") : ""
        return say("giá trị là ", "values: ") + found.type.text(language) + " \(Int(found.share * 100)) %" + open
    }
}
