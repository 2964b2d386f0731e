/// One token of an expression and where it begins.
struct Token: Equatable {
    enum Form: Equatable {
        case word(String)
        case number(Int64)
        case text(String)
        case bound(String)
        case sign(String)
        case end
    }

    var form: Form
    /// In UTF-8 bytes from 0.
    var offset: Int

    /// As it is shown in a fault.
    var shown: String {
        switch form {
        case .word(let word): word
        case .number(let number): String(number)
        case .text(let text): "'\(text)'"
        case .bound(let name): ":\(name)"
        case .sign(let sign): sign
        case .end: "the end"
        }
    }
}

/// Cuts the text of an expression into tokens.
struct Lexer {
    /// No definition of the trade needs a tenth of it; it bounds what the parser may be asked to do.
    static let longest = 20_000

    private let bytes: [UInt8]
    private var at = 0

    /// All tokens, the last one `.end`.
    static func tokens(_ text: String) throws(ExpressionFault) -> [Token] {
        var lexer = Lexer(bytes: Array(text.utf8))
        guard lexer.bytes.count <= longest else { throw ExpressionFault(.tooDeep, found: "", at: longest) }
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.form == .end { return tokens }
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func next() throws(ExpressionFault) -> Token {
        while at < bytes.count, bytes[at] == 0x20 || (0x09...0x0D).contains(bytes[at]) { at += 1 }
        guard at < bytes.count else { return Token(form: .end, offset: bytes.count) }
        let start = at
        switch bytes[at] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return Token(form: .number(try number()), offset: start)
        case UInt8(ascii: "'"): return Token(form: .text(try quoted()), offset: start)
        case UInt8(ascii: ":"):
            at += 1
            return Token(form: .bound(name()), offset: start)
        case let byte where Lexer.isLetter(byte): return Token(form: .word(name()), offset: start)
        default: return Token(form: .sign(try sign()), offset: start)
        }
    }

    private mutating func name() -> String {
        let start = at
        while at < bytes.count, Lexer.isLetter(bytes[at]) || (0x30...0x39).contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func number() throws(ExpressionFault) -> Int64 {
        let start = at
        while at < bytes.count, Lexer.isLetter(bytes[at]) || (0x30...0x39).contains(bytes[at]) { at += 1 }
        let digits = String(decoding: bytes[start..<at], as: UTF8.self)
        // Half of the range, so that a literal is never one of the two values that are no value, nor near them.
        guard let value = Int64(digits), value <= Int64.max / 2 else {
            throw ExpressionFault(.badToken, found: digits, at: start)
        }
        return value
    }

    /// A quote inside is written twice.
    private mutating func quoted() throws(ExpressionFault) -> String {
        let start = at
        var out: [UInt8] = []
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            guard byte == UInt8(ascii: "'") else {
                out.append(byte)
                continue
            }
            guard at < bytes.count, bytes[at] == UInt8(ascii: "'") else { return String(decoding: out, as: UTF8.self) }
            out.append(byte)
            at += 1
        }
        throw ExpressionFault(.badToken, found: "'" + String(decoding: out, as: UTF8.self), at: start)
    }

    private mutating func sign() throws(ExpressionFault) -> String {
        let rest = String(decoding: bytes[at..<min(at + 2, bytes.count)], as: UTF8.self)
        for sign in ["<>", "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "(", ")", ",", "."]
        where rest.hasPrefix(sign) {
            at += sign.utf8.count
            return sign == "!=" ? "<>" : sign
        }
        let character = String(decoding: bytes[at...], as: UTF8.self).prefix(1)
        throw ExpressionFault(.badToken, found: String(character), at: at)
    }

    /// Letters of any script: bytes above ASCII belong to names here and are refused as unknown names later.
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
