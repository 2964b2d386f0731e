/// A kind of record (`ho_so`, `dinh_danh`, `thu_tuc`, …) as `Mappings/records/` declares it: its columns, its key, its
/// lists of children. Every fact is an `Int64` (`Fact`): days, flags, codes and amounts as they are, texts and units as
/// interned numbers; only pseudonyms of persons are bytes.
package struct Kind: Sendable, Equatable {
    /// Name of the view, and of the file in `records/`.
    package var id: String
    /// What people call it.
    package var title: String
    /// One or two sentences for the dictionary.
    package var description: String
    /// The columns in the order of the view.
    package var columns: [KindColumn]
    /// Columns that tell one record from another, by index.
    package var key: [Int]
    /// The column of the unit, by index.
    package var unit: Int
    /// The day that opens the unit's history (`ngay_tiep_nhan`), by index; nil: the first list's `as_of`.
    package var firstEvent: Int?
    /// Whether the newest list holds from 1 January of the year of its first `as_of` until it is replaced (catalogues).
    package var standing: Bool
    /// The column that names the levels a row speaks for (a set of bits), by index: catalogues only.
    package var level: Int?
    /// Lists of children.
    package var children: [ChildKind]
    /// Named expressions over the columns, for the indicators.
    package var words: [NamedWord]
    /// Lists that are no children of the record but records of another kind and the same unit (`tiep_nhan` of a procedure).
    package var related: [RelatedList] = []
    /// The columns of ready-made figures, where the kind holds such.
    package var given: GivenColumns?
    /// Whether some source speaks for all of its scope, so that rows can be retired.
    package var hasWholeLists = false
    /// The day on which a record is over (a dossier's end, a rating's day), none while it goes on; nil: it goes on until a whole list
    /// retires it.
    package var lifeEnds: Formula?

    package init(
        id: String, title: String, description: String, columns: [KindColumn], key: [Int], unit: Int,
        firstEvent: Int? = nil, standing: Bool = false, level: Int? = nil, children: [ChildKind] = [],
        words: [NamedWord] = []
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.columns = columns
        self.key = key
        self.unit = unit
        self.firstEvent = firstEvent
        self.standing = standing
        self.level = level
        self.children = children
        self.words = words
    }

    /// Whether a record is of one person: it is known by an identity number or by a dossier's code. A purge drops such records.
    package var isPersonal: Bool {
        key.contains { columns[$0].type == .identity || columns[$0].type == .dossierCode }
    }

    /// The column's index by its name.
    package func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// The bit of a column, or of the list of children behind the columns, in masks of what a source has.
    package func bit(child index: Int) -> UInt64 { 1 << UInt64(columns.count + index) }

    /// How many bits the masks may have: columns and lists of children together.
    package static let widest = 62
}

/// A list of children of a record, as a whole one answer of a source.
package struct ChildKind: Sendable, Equatable {
    package var id: String
    package var title: String
    package var description: String
    package var columns: [KindColumn]

    package init(id: String, title: String, description: String, columns: [KindColumn]) {
        self.id = id
        self.title = title
        self.description = description
        self.columns = columns
    }
}

/// Which columns of a kind say a ready-made figure (`given` in `records/`), by index.
package struct GivenColumns: Sendable, Equatable {
    /// The indicator's id, with `:rules` behind it where it is not the default rule set; a code.
    package var indicator: Int
    /// The period.
    package var period: Int
    package var numerator: Int
    package var denominator: Int

    package init(indicator: Int, period: Int, numerator: Int, denominator: Int) {
        self.indicator = indicator
        self.period = period
        self.numerator = numerator
        self.denominator = denominator
    }
}

/// Records of another kind, of the unit that is asked about, which refer to a record: the dossiers of a procedure.
package struct RelatedList: Sendable, Equatable {
    /// What expressions call it.
    package var id: String
    /// The other kind.
    package var kind: String
    /// The column of the other kind that holds our key.
    package var column: String
    /// Columns of the other kind that expressions may use.
    package var columns: [String]

    package init(id: String, kind: String, column: String, columns: [String]) {
        self.id = id
        self.kind = kind
        self.column = column
        self.columns = columns
    }
}

/// A word over the columns of a kind: `received` is `trang_thai NOT IN (1, 3) AND …`.
package struct NamedWord: Sendable, Equatable {
    package var name: String
    package var expression: String

    package init(name: String, expression: String) {
        self.name = name
        self.expression = expression
    }
}

/// One column of a kind.
package struct KindColumn: Sendable, Equatable {
    package var name: String
    package var type: ColumnType
    package var title: String
    package var description: String
    /// Unit of measure for the dictionary, or "".
    package var measure: String
    package var example: String
    /// Whether it is personal data: masked at parse, never echoed.
    package var personal: Bool
    /// What an unreadable value costs: `.record` or `.field`.
    package var bad: RejectCode.Severity
    /// What an empty cell in a column that exists means.
    package var empty: EmptyMeaning
    /// The kind whose key this column holds (`thu_tuc`), or nil.
    package var references: String?
    /// Whether values are numbers of interned texts.
    package var isInterned: Bool
    /// Whether people search it: its view has a folded column beside it.
    package var isSearched: Bool
    /// Identity numbers that only fill the cell: digits, or so many `x` for one digit repeated.
    package var placeholders: [String]

    package init(
        name: String, type: ColumnType, title: String, description: String = "", measure: String = "",
        example: String = "", personal: Bool = false, bad: RejectCode.Severity = .record,
        empty: EmptyMeaning = .none, references: String? = nil,
        isInterned: Bool = false, isSearched: Bool = false, placeholders: [String] = []
    ) {
        self.name = name
        self.type = type
        self.title = title
        self.description = description
        self.measure = measure
        self.example = example
        self.personal = personal
        self.bad = bad
        self.empty = empty
        self.references = references
        self.isInterned = isInterned
        self.isSearched = isSearched
        self.placeholders = placeholders
    }
}

/// What an empty cell says where the source has the column.
package enum EmptyMeaning: Sendable, Equatable {
    /// Known to be none.
    case none
    /// A value: 0 for a flag, 1 for the channel.
    case value(Int64)
    /// Nothing may be empty here: a reject.
    case required
}

/// How a column's values are read and kept.
package enum ColumnType: Sendable, Equatable {
    /// Days since 1970-01-01.
    case day
    /// 0 or 1.
    case flag
    /// A code of a list in `codes/`; numbers as they are, other codes interned.
    case code(list: String)
    /// A set of codes of a list, as bits.
    case codes(list: String)
    /// A whole number: an amount in đồng, a count.
    case number
    /// A text that is kept and interned (a procedure's name, a field of work).
    case word
    /// A person's number, kept as a keyed pseudonym of 16 bytes.
    case identity
    /// `{agency}-{yyMMdd}-{sequence}`, kept packed (`DossierKey`).
    case dossierCode
    /// `d.dddddd`, interned.
    case procedureCode
    /// A unit by its code, interned among the units.
    case unit
    /// A period (`Window.name`), interned.
    case period
}

/// The two values that are no value. Everything else is what it says.
package enum Fact {
    /// Known to be empty: a dossier without a due date. Inlined: a constant of another module is a call in release.
    @inlinable package static var none: Int64 { .min }
    /// The source cannot say.
    @inlinable package static var unknown: Int64 { .min + 1 }
}
