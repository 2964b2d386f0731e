/// Names of what lies on the disk for a moment only.
package enum PassingName {
    /// A name that nobody else has: `chitieu-`, what it is for, and twenty letters.
    package static func of(_ purpose: String) -> String {
        "chitieu-\(purpose)-\(letters())"
    }

    /// Twenty of 26 letters: 94 bits. No digits, as a UUID has: nine in a row are masked in messages as a person's number would be
    /// (`Mask.fileName`).
    package static func letters() -> String {
        String((0..<20).map { _ in Character(Unicode.Scalar(UInt8.random(in: 0x61...0x7A))) })
    }
}
