extension Mask {
    /// A name of a file, of an entry of an archive or of a sheet as it may be shown and kept: on one line, without numbers of persons
    /// and without what looks like a person's full name. Codes, days, endings and ordinary words stay.
    ///
    /// "HS Nguyễn Văn An 001190000001.xlsx" gives "HS N…n ….xlsx". The folders before a name are names too.
    package static func fileName(_ name: String) -> String {
        let plain = visible(name)
        let parts = plain.split(separator: "/", omittingEmptySubsequences: false).map { part in
            let end = ending(part)
            return NamesInText.masked(NumbersInText.masked(String(part.dropLast(end.count)))) + end
        }
        return parts.joined(separator: "/")
    }

    /// A name of a file as it may be kept where its source is told by it: the digits of what may be a person's number are zeros, all
    /// else stays in its place. "ds 001190000001.csv" gives "ds 000000000000.csv".
    package static func numbers(inName name: String) -> String {
        var bytes = Array(name.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
            if (9...12).contains(end - start), !startsWithDay(bytes[start..<end]) {
                bytes.replaceSubrange(start..<end, with: repeatElement(0x30, count: end - start))
            }
            start = end + 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `2026043015`, `202604301530`: codes of provinces end before 100, and an old card's number has nine digits.
    private static func startsWithDay(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.count > 9 else { return false }
        let digits = run.map { Int($0) - 0x30 }
        let month = digits[4] * 10 + digits[5]
        let day = digits[6] * 10 + digits[7]
        return digits[0] == 2 && digits[1] == 0 && (1...12).contains(month) && (1...31).contains(day)
    }

    /// `.xlsx`, `.csv.gz`: what programs call a format; "" where the name ends in something else.
    private static func ending(_ name: Substring) -> Substring {
        var rest = name
        while let dot = rest.lastIndex(of: "."), endings.contains(rest[rest.index(after: dot)...].lowercased()) {
            rest = rest[..<dot]
        }
        return name[rest.endIndex...]
    }

    private static let endings: Set = [
        "csv", "tsv", "txt", "xml", "xls", "xlsx", "xlsm", "ods", "htm", "html", "zip", "gz", "json", "pdf", "rar",
        "7z",
        "doc", "docx",
    ]
}

/// Numbers of persons in a short text: nine digits or more in a row, or in groups as phones are written, and addresses of mail.
private enum NumbersInText {
    private static let fewest = 9

    static func masked(_ text: String) -> String {
        var out = ""
        var rest = Substring(text)
        while let first = rest.first {
            if first.isASCII, first.isNumber {
                let group = rest.prefix { $0.isASCII && ($0.isNumber || " .-_".contains($0)) }
                let trimmed = group.prefix(
                    upTo: group.lastIndex(where: \.isNumber).map(group.index(after:)) ?? group.endIndex)
                let isCode = out.last?.isLetter == true
                out += shown(trimmed, isCode: isCode)
                rest = rest[trimmed.endIndex...]
            } else {
                let plain = rest.prefix { !($0.isASCII && $0.isNumber) }
                out += plain
                rest = rest[plain.endIndex...]
            }
        }
        guard out.contains("@") else { return out }
        return out.split(separator: " ", omittingEmptySubsequences: false).map { $0.contains("@") ? "…" : String($0) }
            .joined(separator: " ")
    }

    /// Digits with what stands between them; behind a letter they are a code's.
    private static func shown(_ text: Substring, isCode: Bool) -> String {
        let runs = text.split { !$0.isNumber }.map(\.count)
        let isPhone =
            !isCode && runs.count > 1 && (fewest...12).contains(runs.reduce(0, +))
            && (runs.allSatisfy { (3...4).contains($0) } || runs.count == 5 && runs.allSatisfy { $0 == 2 })
        if isPhone { return "…" }
        var out = ""
        var run = ""
        for character in text + " " {
            if character.isNumber {
                run.append(character)
            } else {
                out += run.count >= fewest && !isStamp(run) ? "…" : run
                run = ""
                out.append(character)
            }
        }
        return String(out.dropLast())
    }

    /// `202604301530` and `20260430153000`, which no number of a person begins as: codes of provinces end before 100.
    private static func isStamp(_ run: String) -> Bool {
        guard run.count == 12 || run.count == 14 else { return false }
        let pairs = stride(from: 0, to: run.count, by: 2).map { Int(run.dropFirst($0).prefix(2)) ?? 99 }
        return pairs[0] == 20 && (1...12).contains(pairs[2]) && (1...31).contains(pairs[3]) && pairs[4] < 24
            && pairs[5...].allSatisfy { $0 < 60 }
    }
}

/// Full names in a short text: a family name with what follows it.
private enum NamesInText {
    private struct Word {
        var range: Range<String.Index>
        var key: String
        /// As it is written, composed and in small letters.
        var written: String
        var isCapital: Bool

        /// A family name whatever stands around it.
        var isSure: Bool { FamilyNames.sure.contains(key) || isCapital && FamilyNames.toned.contains(written) }

        /// "thị trấn", "xã Lê Lợi"
        func isAfterPlace(_ before: Word) -> Bool {
            ["xa", "phuong", "tinh", "huyen", "quan", "duong", "thon", "ap", "pho"].contains(before.key)
                || key == "tran" && before.key == "thi"
        }
    }

    static func masked(_ text: String) -> String {
        let words = words(text)
        var out = ""
        var from = text.startIndex
        var at = 0
        while at < words.count {
            guard let end = name(words, at) else {
                at += 1
                continue
            }
            let range = words[at].range.lowerBound..<words[end].range.upperBound
            out += text[from..<range.lowerBound] + Mask.masked(String(text[range]))
            from = range.upperBound
            at = end + 1
        }
        return out + text[from...]
    }

    /// The last word of the name that begins at a word, or nil.
    private static func name(_ words: [Word], _ start: Int) -> Int? {
        let first = words[start]
        if isJoined(first.key) { return start }
        guard FamilyNames.all.contains(first.key), start == 0 || !first.isAfterPlace(words[start - 1]) else {
            return nil
        }
        var end = start
        var isMarked = false
        while end + 1 < words.count, end - start < 4 {
            let next = words[end + 1]
            // Words are of one name as long as they are written alike.
            guard next.isCapital == first.isCapital, next.key.allSatisfy(\.isLetter) else { break }
            if ["van", "thi"].contains(next.key), end == start {
                guard end + 2 < words.count, !FamilyNames.isCompound(next.key, words[end + 2].key) else { break }
                isMarked = true
            } else if FamilyNames.isOrdinary(next.key) {
                // "Vũ Xuân Thành": a given name may be an ordinary word without its tone.
                guard isMarked && end == start + 1 || first.isSure && first.isCapital && end > start else { break }
            }
            end += 1
        }
        let more = end - start
        guard more > 0 else { return nil }
        if first.isSure || isMarked || more >= 2 {
            return FamilyNames.isPlace(words[start...end].map(\.key)) ? nil : end
        }
        return nil
    }

    /// "nguyenvanan"
    private static func isJoined(_ key: String) -> Bool {
        ["nguyen", "tran", "pham", "hoang", "huynh", "bui", "le"].contains { family in
            ["van", "thi"].contains { key.hasPrefix(family + $0) && key.count >= family.count + 5 }
        }
    }

    /// Runs of letters; "NguyenVanAn" is three.
    private static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        var start: String.Index?
        var wasLower = false
        func end(_ index: String.Index) {
            guard let from = start else { return }
            start = nil
            let word = text[from..<index]
            words.append(
                Word(
                    range: from..<index, key: Fold.key(word),
                    written: word.lowercased(), isCapital: word.first?.isUppercase == true))
        }
        for index in text.indices {
            let character = text[index]
            guard character.isLetter || character.isNumber else {
                end(index)
                wasLower = false
                continue
            }
            if wasLower, character.isUppercase { end(index) }
            if start == nil { start = index }
            wasLower = character.isLowercase
        }
        end(text.endIndex)
        return words
    }
}
