private import CLibXML2
private import CLibZip
private import CZLib

/// The C libraries that read exports, with their versions at run time, which need not be those of the build.
package enum LibraryVersions {
    /// Name and version.
    package static var all: [(name: String, version: String)] {
        [
            ("libxml2", libxml2), ("libzip", unsafe String(cString: zip_libzip_version())),
            ("zlib", unsafe String(cString: zlibVersion())),
        ]
    }

    /// "20914" is 2.9.14.
    private static var libxml2: String {
        let digits = unsafe String(cString: chitieu_libxml2_version()).prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number >= 10_000 else { return String(digits) }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }
}
