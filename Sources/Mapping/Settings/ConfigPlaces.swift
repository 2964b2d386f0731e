import Domain

/// Where everything that a night needs or makes is to lie, and which of that makes no sense: what would only be found at night, or never.
struct ConfigPlaces {
    /// One place, as the configuration names it.
    struct Place {
        /// Its key; nil of the configuration itself.
        var key: String?
        var path: String
        /// Where it leads.
        var goal: String
        var isFile: Bool
        var vi: String
        var en: String
    }

    /// A mistake, by the key of the place that is to be changed.
    struct Mistake {
        var key: String?
        var vi: String
        var en: String
    }

    let all: [Place]
    /// The key has no place of its own, but lies beside the warehouse.
    private let hasDefaultKey: Bool
    private let dangling: (String) -> String?

    /// `resolve` tells where a path leads, `dangling` the link in it that leads nowhere.
    init(
        _ config: NightlyConfig, path: String, resolve: (String) -> String, dangling: @escaping (String) -> String?
    ) {
        let named: [(key: String?, path: String?, isFile: Bool, vi: String, en: String)] = [
            (nil, path, true, "cấu hình", "the configuration"),
            ("warehouse", config.warehouse, true, "kho", "the warehouse"),
            ("mappings", config.mappings, false, "thư mục quy tắc", "the folder of rules"),
            ("identity_key", config.identityKey, true, "khóa", "the key"),
            ("archive", config.archive?.folder, false, "kho lưu", "the archive"),
            ("metrics", config.metrics, true, "tệp số đo", "the file of figures"),
            ("backups", config.backups, false, "thư mục bản sao lưu", "the folder of backups"),
        ]
        all = named.compactMap { one in
            guard let path = one.path, !path.isEmpty else { return nil }
            return Place(
                key: one.key, path: path, goal: resolve(path), isFile: one.isFile, vi: one.vi, en: one.en)
        }
        hasDefaultKey = config.identityKey == nil
        self.dangling = dangling
    }

    /// Whether a path is another, or lies below it.
    static func holds(_ folder: String, _ path: String) -> Bool {
        (path + "/").hasPrefix(folder == "/" ? "/" : folder + "/")
    }

    /// All that makes no sense among them.
    var mistakes: [Mistake] { links + sameFiles + inArchive + inBackups }

    /// What is made behind a link that leads nowhere lies elsewhere than the operator believes: the disk is not there.
    private var links: [Mistake] {
        all.compactMap { one in
            guard one.key != nil, let link = dangling(one.path) else { return nil }
            return Mistake(
                key: one.key,
                vi:
                    "\(one.vi) \(one.path): liên kết \(link) dẫn tới chỗ không có: gắn ổ đĩa, tạo chỗ ấy, hoặc viết đường dẫn thật",
                en:
                    "\(one.en) \(one.path): the link \(link) leads nowhere: mount the disk, make the place, or write the real path"
            )
        }
    }

    /// One of two things by one name would be written over the other.
    private var sameFiles: [Mistake] {
        all.indices.flatMap { index in
            all[..<index].compactMap { first in
                let one = all[index]
                guard first.isFile && Self.holds(first.goal, one.goal) || one.isFile && Self.holds(one.goal, first.goal)
                else { return nil }
                return Mistake(
                    key: one.key, vi: "\(one.vi) \(one.path) trùng chỗ với \(first.vi) \(first.path): mỗi thứ một chỗ",
                    en: "\(one.en) \(one.path) is in the place of \(first.en) \(first.path): give each its own")
            }
        }
    }

    /// The archive is ours alone, and swept: it holds originals and its books.
    private var inArchive: [Mistake] {
        guard let archive = all.first(where: { $0.key == "archive" }) else { return [] }
        return all.filter { $0.key != "archive" && Self.holds(archive.goal, $0.goal) }.map { one in
            Mistake(
                key: "archive",
                vi: "\(one.vi) \(one.path) nằm trong kho lưu này, nơi chỉ giữ bản gốc: để ở thư mục khác",
                en: "\(one.en) \(one.path) lies in this archive, which holds originals alone: keep it elsewhere")
        }
    }

    /// Who gets hold of a backup must not get the key with it; and a warehouse is no backup of itself.
    private var inBackups: [Mistake] {
        guard let backups = all.first(where: { $0.key == "backups" }) else { return [] }
        func isInside(_ key: String) -> Place? {
            all.first { $0.key == key && !Self.holds($0.goal, backups.goal) && Self.holds(backups.goal, $0.goal) }
        }
        var mistakes: [Mistake] = []
        if let key = isInside("identity_key") {
            mistakes.append(
                Mistake(
                    key: "backups",
                    vi:
                        "khóa \(key.path) nằm trong thư mục bản sao lưu này: ai lấy được bản sao thì có luôn khóa; để hai thứ ở hai nơi",
                    en:
                        "the key \(key.path) lies in this folder of backups: who gets hold of a copy has the key, too; keep them in two places"
                ))
        }
        if let warehouse = isInside("warehouse") {
            mistakes.append(
                Mistake(
                    key: "backups",
                    vi:
                        "kho \(warehouse.path)\(hasDefaultKey ? " và khóa của nó" : "") nằm trong thư mục bản sao lưu này: mất một là mất cả, hãy chọn thư mục khác",
                    en:
                        "the warehouse \(warehouse.path)\(hasDefaultKey ? " and its key lie" : " lies") in this folder of backups: all would be lost together, choose another folder"
                ))
        }
        return mistakes
    }
}
