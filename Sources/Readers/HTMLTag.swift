/// A start tag as libxml2's HTML parser hands it over, valid during the callback. Names are in small letters.
@safe
struct HTMLTag {
    /// The elements that mean something here.
    enum Element: String {
        case table, tr, td, th, caption, br, p, div, li, title, input
        case h1, h2, h3, h4, h5, h6
        case other
    }

    let element: Element
    private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(_ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        element = unsafe Element(rawValue: String(cString: name)) ?? .other
        unsafe self.attributes = attributes
    }

    /// How many attributes there are, up to `most`.
    func count(upTo most: Int) -> Int {
        guard let attributes = unsafe attributes else { return 0 }
        var count = 0
        while count < most, unsafe attributes[count * 2] != nil { count += 1 }
        return count
    }

    /// The value of an attribute in small letters, its first 200 bytes; nil where it is not there.
    func value(_ name: StaticString) -> String? {
        guard let attributes = unsafe attributes else { return nil }
        var at = 0
        while let found = unsafe attributes[at] {
            if unsafe Self.equal(found, name) {
                guard let value = unsafe attributes[at + 1] else { return "" }
                var length = 0
                while length < 200, unsafe value[length] != 0 { length += 1 }
                return unsafe String(decoding: UnsafeBufferPointer(start: value, count: length), as: UTF8.self)
                    .lowercased()
            }
            at += 2
        }
        return nil
    }

    /// A span: 1 where none is given that is a number, 0 as it stands, and no more than `most`.
    func span(_ name: StaticString, most: Int) -> Int {
        guard let text = value(name) else { return 1 }
        let digits = text.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
        if digits.isEmpty { return 1 }
        return min(most, Int(digits.prefix(9)) ?? 1)
    }

    private static func equal(_ found: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        for index in 0..<count where unsafe found[index] != name.utf8Start[index] { return false }
        return unsafe found[count] == 0
    }
}
