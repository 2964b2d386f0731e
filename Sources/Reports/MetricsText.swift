import Domain

/// The figures of one run in the text that Prometheus' textfile collector reads. No label holds a name of a file or a person.
package struct MetricsText {
    /// What stands around the run. Nil: it is not known.
    package struct Around: Sendable {
        package var version: String
        /// Seconds since 1970 at which the run ended.
        package var ended: Int64
        /// Seconds since 1970 at which the newest run ended that took what came (exit 0 or 1).
        package var lastSuccess: Int64?
        package var warehouseBytes: Int64?
        package var logBytes: Int64?
        package var freeBytes: Int64?

        package init(version: String, ended: Int64) {
            self.version = version
            self.ended = ended
        }
    }

    /// The metric that a later run carries on when the warehouse cannot be asked.
    package static let lastSuccess = "chitieu_nightly_last_success_timestamp_seconds"

    private struct Family {
        var name: String
        var help: String
        /// Label, its value, and the figure.
        var samples: [(label: String, of: String, value: String)]
    }

    private let families: [Family]

    package init(_ report: RunReport, _ around: Around) {
        let counts = report.files.compactMap(\.counts)
        func one(_ value: Int64?) -> [(String, String, String)] { value.map { [("", "", "\($0)")] } ?? [] }
        func each(_ label: String, _ figures: [(String, Int)]) -> [(String, String, String)] {
            figures.map { (label, $0.0, "\($0.1)") }
        }
        families = [
            Family(
                name: "chitieu_build_info", help: "Version of the program.", samples: [("version", around.version, "1")]
            ),
            Family(
                name: "chitieu_nightly_last_run_timestamp_seconds", help: "When the newest nightly run ended.",
                samples: one(around.ended)),
            Family(
                name: Self.lastSuccess,
                help: "When the newest nightly run ended that took what came (exit code 0 or 1).",
                samples: one(around.lastSuccess)),
            Family(
                name: "chitieu_nightly_exit_code", help: "Exit code of the newest nightly run.",
                samples: one(Int64(report.exitCode))),
            Family(
                name: "chitieu_nightly_duration_seconds", help: "How long the newest nightly run took.",
                samples: [("", "", "\(report.seconds)")]),
            Family(
                name: "chitieu_nightly_files", help: "Files of the newest nightly run by what became of them.",
                samples: each(
                    "status",
                    FileReport.Status.allCases.map { status in
                        (status.rawValue, report.files.count { $0.status == status })
                    })),
            Family(
                name: "chitieu_nightly_files_left", help: "Files that the newest nightly run left, by reason.",
                samples: each(
                    "reason",
                    LeftFile.Reason.allCases.map { reason in
                        (reason.rawValue, (report.left ?? []).count { $0.reason == reason })
                    })),
            Family(
                name: "chitieu_nightly_records",
                help: "Records of the newest nightly run by outcome; read is the sum of the first eight others.",
                samples: each(
                    "outcome", Self.outcomes.map { name, figure in (name, counts.reduce(0) { $0 + figure($1) }) })),
            Family(
                name: "chitieu_nightly_rejects", help: "Rejects of the newest nightly run by code of the catalogue.",
                samples: each("code", Self.rejects(report))),
            Family(
                name: "chitieu_nightly_values_changed", help: "Values that the newest nightly run changed.",
                samples: one(Int64(report.valuesChanged))),
            Family(
                name: "chitieu_nightly_missing_arrivals", help: "Expected exports that are due and did not come.",
                samples: one((report.missing?.count).map(Int64.init))),
            Family(
                name: "chitieu_warehouse_size_bytes", help: "Size of the warehouse's file and of its write-ahead log.",
                samples: [("file", "main", around.warehouseBytes), ("file", "wal", around.logBytes)].compactMap {
                    label, of, value in
                    value.map { (label, of, "\($0)") }
                }),
            Family(
                name: "chitieu_warehouse_disk_free_bytes",
                help: "Bytes that can still be written beside the warehouse.",
                samples: one(around.freeBytes)),
        ]
    }

    /// The whole file, lines ended. What is not known is not there.
    package var text: String {
        families.filter { !$0.samples.isEmpty }.map { family in
            "# HELP \(family.name) \(Self.escaped(family.help))\n# TYPE \(family.name) gauge\n"
                + family.samples.map { label, of, value in
                    let labels = label.isEmpty ? "" : "{\(label)=\"\(Self.escaped(of, quotes: true))\"}"
                    return "\(family.name)\(labels) \(value)\n"
                }.joined()
        }.joined()
    }

    private static let outcomes: [(String, @Sendable (LoadCounts) -> Int)] = [
        ("read", { $0.read }), ("new", { $0.new }), ("changed", { $0.changed }), ("unchanged", { $0.unchanged }),
        ("stale", { $0.stale }),
        ("duplicate", { $0.duplicate }), ("joined", { $0.joined }), ("rejected", { $0.rejected }),
        ("filtered", { $0.filtered }),
        ("retired", { $0.retired }), ("field_rejects", { $0.fieldRejects }),
    ]

    private static func rejects(_ report: RunReport) -> [(String, Int)] {
        var counts: [String: Int] = [:]
        for file in report.files {
            for group in file.rejects { counts[group.code, default: 0] += group.count }
            if let failure = file.failure { counts[failure.code, default: 0] += 1 }
        }
        return counts.sorted { $0.key < $1.key }
    }

    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        let plain = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quotes ? plain.replacing("\"", with: "\\\"") : plain
    }
}
