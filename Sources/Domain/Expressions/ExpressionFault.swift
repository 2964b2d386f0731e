/// A mistake in an expression: where it stands, what was found, what was expected, and the nearest right word.
package struct ExpressionFault: Error, Sendable, Equatable {
    /// Where in the text, in UTF-8 bytes from 0.
    package var offset: Int
    package var problem: Problem
    /// What was found there, as it is written.
    package var found: String
    /// "Did you mean", or nil.
    package var nearest: String?

    package init(_ problem: Problem, found: String, at offset: Int, nearest: String? = nil) {
        self.problem = problem
        self.found = found
        self.offset = offset
        self.nearest = nearest
    }

    /// What is wrong.
    package enum Problem: Sendable, Equatable {
        /// A text, a bracket or a number that is cut short or out of bounds, a sign that the language has not.
        case badToken
        /// Something else should stand here; in words.
        case expected(String)
        /// The text is longer or nests deeper than the language takes.
        case tooDeep
        case unknownColumn(in: String)
        case unknownList
        case unknownReference
        case unknownFunction
        case unknownBound
        /// A list stands where a value should: it needs an aggregate around it.
        case listAsValue
        /// How many arguments a function takes.
        case argumentCount(Int)
        /// What cannot be compared or computed with what.
        case types(String, String)
        /// A value of this type stands where another is needed.
        case wrongType(is: String, needs: String)
        /// The order of words and codes without order.
        case unordered(String)
        /// `x = NULL` is never true.
        case comparedWithNull
        /// Words that need each other.
        case cycle([String])
        /// A mistake inside a word that is used here; it is told in full where the word stands.
        case insideWord(String)
    }

    /// One sentence for people.
    package func text(_ language: Language) -> String {
        let what = sentence(language)
        guard let nearest else { return what }
        return what + language.pick("; có phải là \(nearest)?", "; did you mean \(nearest)?")
    }

    private func sentence(_ language: Language) -> String {
        switch problem {
        case .badToken: language.pick("không đọc được \(found)", "\(found) cannot be read")
        case .expected(let what): language.pick("gặp \(found), cần \(what)", "found \(found), expected \(what)")
        case .tooDeep:
            language.pick("biểu thức quá dài hoặc lồng quá sâu", "the expression is too long or nests too deep")
        case .unknownColumn(let of):
            language.pick("\(of) không có cột hay từ \(found)", "\(of) has no column or word \(found)")
        case .unknownList: language.pick("không có danh sách con \(found)", "there is no list of children \(found)")
        case .unknownReference:
            language.pick("không có tham chiếu hay danh sách \(found)", "there is no reference or list \(found)")
        case .unknownFunction: language.pick("không có hàm \(found)", "there is no function \(found)")
        case .unknownBound: language.pick("\(found) phải là :start hoặc :end", "\(found) must be :start or :end")
        case .listAsValue:
            language.pick(
                "\(found) là danh sách con: cần EXISTS, COUNT, SUM, MAX hoặc MIN",
                "\(found) is a list: it needs EXISTS, COUNT, SUM, MAX or MIN around it")
        case .argumentCount(let count):
            language.pick("\(found) cần \(count) đối số", "\(found) takes \(count) argument(s)")
        case .types(let a, let b):
            language.pick("\(found): không dùng được \(a) với \(b)", "\(found): \(a) does not go with \(b)")
        case .wrongType(let found, let needed):
            language.pick(
                "\(self.found): đây là \(found), cần \(needed)", "\(self.found): this is \(found), not \(needed)")
        case .unordered(let type):
            language.pick("\(found): \(type) không có thứ tự", "\(found): \(type) has no order")
        case .comparedWithNull:
            language.pick(
                "\(found) NULL không bao giờ đúng: dùng IS NULL", "\(found) NULL is never true: write IS NULL")
        case .cycle(let words):
            language.pick("các từ gọi vòng: ", "words need each other: ") + words.joined(separator: " -> ")
        case .insideWord(let word):
            language.pick("từ \(word) có lỗi", "the word \(word) has a mistake")
        }
    }
}
