import Disk
import Domain
import Foundation
import Mapping
import Reports
import Warehouse

/// The file of figures that a night leaves for Prometheus' textfile collector, also a bad night, and one that could not begin.
struct NightlyMetrics {
    let config: NightlyConfig

    /// The collector reads it as another user.
    private static let mode: UInt32 = 0o644

    /// Writes it, whole or not at all, where the configuration names one.
    func write(_ report: RunReport) throws(DiskFailure) {
        guard let path = config.metrics else { return }
        var around = MetricsText.Around(version: ImportRun.version, ended: Int64(Date().timeIntervalSince1970))
        around.lastSuccess = lastGood ?? Self.carried(from: path)
        around.warehouseBytes = Self.size(config.warehouse)
        around.logBytes = around.warehouseBytes.map { _ in Self.size(config.warehouse + "-wal") ?? 0 }
        around.freeBytes = free
        let name = FileName(path.split(separator: "/").last.map(String.init) ?? path)
        try Folder(at: NightlyRun.folder(of: path)).put(
            Array(MetricsText(report, around).text.utf8), as: name, mode: Self.mode)
    }

    /// As the warehouse says; nil where it cannot be asked, or never was well.
    private var lastGood: Int64? {
        do {
            return try WarehouseStep.reading(config.warehouse) { try $0.lastGood("nightly") }
        } catch {
            return nil
        }
    }

    private var free: Int64? {
        do throws(DiskFailure) { return try FileSystem(at: NightlyRun.folder(of: config.warehouse)).free } catch {
            return nil
        }
    }

    private static func size(_ path: String) -> Int64? {
        do {
            return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value
        } catch {
            return nil
        }
    }

    /// What the file of the night before says: an alarm on the age of the last success must not fall silent because the warehouse cannot be read.
    private static func carried(from path: String) -> Int64? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(MetricsText.lastSuccess + " ") }
            .flatMap { Int64($0.dropFirst(MetricsText.lastSuccess.count + 1)) }
    }
}
