internal import CLibXML2

/// A start tag as libxml2's SAX2 interface hands it over, valid during the callback.
@safe
struct XMLStartTag {
    private let context: xmlParserCtxtPtr
    private let local: UnsafePointer<UInt8>
    private let prefix: UnsafePointer<UInt8>?
    private let uri: UnsafePointer<UInt8>?
    private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    /// Attributes, without declarations of namespaces.
    let attributeCount: Int

    /// Nothing when libxml2 gives no name, which it never does.
    init?(
        _ context: xmlParserCtxtPtr, _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
        _ uri: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int32
    ) {
        guard let local = unsafe local else { return nil }
        unsafe self.context = context
        unsafe self.local = local
        unsafe self.prefix = prefix
        unsafe self.uri = uri
        unsafe self.attributes = attributes
        attributeCount = unsafe attributes == nil ? 0 : Int(count)
    }

    /// Physical line of the tag's `<`.
    ///
    /// libxml2 is at the tag's end when it calls. The `<` before that is the tag's: none may stand in an attribute.
    var line: Int {
        guard let input = unsafe context.pointee.input, let base = unsafe input.pointee.base,
            var at = unsafe input.pointee.cur
        else { return 0 }
        var line = unsafe Int(input.pointee.line)
        while unsafe at > base {
            unsafe at -= 1
            if unsafe at.pointee == 10 { line -= 1 }
            if unsafe at.pointee == UInt8(ascii: "<") { break }
        }
        return max(1, line)
    }

    func name(below parent: Int32) -> XMLPathTable.Name {
        unsafe XMLPathTable.Name(parent: parent, local: local, prefix: prefix, uri: uri)
    }

    func attributeName(_ index: Int, below parent: Int32) -> XMLPathTable.Name {
        // Five pointers an attribute, the first of them its name.
        guard let attributes = unsafe attributes, let local = unsafe attributes[index * 5] else {
            return unsafe XMLPathTable.Name(parent: parent, isAttribute: true, local: local, prefix: nil, uri: nil)
        }
        return unsafe XMLPathTable.Name(
            parent: parent, isAttribute: true, local: local, prefix: attributes[index * 5 + 1],
            uri: attributes[index * 5 + 2])
    }

    /// Whether an attribute has this local name.
    func isNamed(_ index: Int, _ name: String) -> Bool {
        guard let attributes = unsafe attributes, let local = unsafe attributes[index * 5] else { return false }
        return unsafe String(cString: local) == name
    }

    /// The attribute's value as it lies in the parser's buffer: every `&` is still written `&#38;`.
    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let attributes = unsafe attributes, let start = unsafe attributes[index * 5 + 3],
            let end = unsafe attributes[index * 5 + 4]
        else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeBufferPointer(start: start, count: end - start)
    }
}
