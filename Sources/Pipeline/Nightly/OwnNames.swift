import Disk

/// Names that the nightly job keeps for itself in a watched folder.
enum OwnNames {
    /// Where taken files go that are kept in no archive.
    static let taken = "da-nhan"
    /// Where files go of which nothing was loaded, for their clerk to mend.
    static let returned = "tra-lai"

    /// A file beside another says that it is whole: `ho-so.csv.xong`.
    private static let marker = ".xong"
    /// "ho-so.csv" of "ho-so.csv.xong"; nil for other names.
    static func marked(by name: FileName) -> FileName? { name.without(ending: marker) }
    private static let receiptEnding = Aside.receipt
    private static let copyEnding = Aside.copy
    /// Names that are tried where one is taken.
    static let tries = 1...99

    /// A long name is cut, so that its ending has room.
    private static func fitted(_ name: FileName, _ ending: String) -> FileName {
        name.leaving(ending.utf8.count) + ending
    }

    static func marker(of name: FileName) -> FileName { name + marker }

    /// "ho-so.csv.bien-nhan.txt", "ho-so.csv.2.bien-nhan.txt", …
    static func receipt(of name: FileName, try number: Int) -> FileName {
        fitted(name, (number == 1 ? "" : ".\(number)") + receiptEnding)
    }

    /// "ho-so.can-sua.xlsx", "ho-so.2.can-sua.xlsx", …: corrected and dropped again it makes no second ending.
    static func copy(of name: FileName, try number: Int) -> FileName {
        let bare = name.without(ending: copyEnding) ?? name.withoutEnding
        return fitted(bare, (number == 1 ? "" : ".\(number)") + copyEnding)
    }

    /// "ho-so.csv", "ho-so (2).csv", …
    static func moved(_ name: FileName, try number: Int) -> FileName {
        number == 1 ? name : fitted(name.withoutEnding, " (\(number))" + name.ending)
    }

    /// "ho-so.csv" of "ho-so (2).csv"; nil where a name has no number.
    static func before(_ name: FileName) -> FileName? {
        for number in tries.dropFirst() {
            if let bare = name.withoutEnding.without(ending: " (\(number))") { return bare + name.ending }
        }
        return nil
    }

    static func isMarker(_ name: FileName) -> Bool { name.text.hasSuffix(marker) }
    static func isReceipt(_ name: FileName) -> Bool { name.text.hasSuffix(receiptEnding) }
    static func isCopy(_ name: FileName) -> Bool { name.text.hasSuffix(copyEnding) }
    static func isFolder(_ name: FileName) -> Bool { [taken, returned].contains(name.text) }
}
