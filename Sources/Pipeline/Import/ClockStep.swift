import Domain
import Warehouse

/// Holds this machine's clock against the runs before: with a clock that was moved back a list that comes today would be older than
/// the one of yesterday, and change nothing.
enum ClockStep {
    /// Throws 75 where today is a day before the day of a run. `accepts`: those runs had the wrong clock; that is remembered.
    static func hold(_ session: Session, accepts: Bool, _ language: Language) throws {
        guard let latest = try session.latestRun(), LocalTime.today < latest.day else { return }
        if accepts { return try session.acceptClock() }
        throw RunFailure(exitCode: 75, messages: [message(latest.run, latest.day, language)])
    }

    /// What is worth a word where the clock decides nothing; nil where it is right.
    static func warning(_ session: Session, _ language: Language) throws -> String? {
        guard let latest = try session.latestRun(), LocalTime.today < latest.day else { return nil }
        return language.pick(
            "đồng hồ của máy chỉ ngày \(LocalTime.today.iso), trước lần chạy \(latest.run) (\(latest.day.iso)): hãy sửa đồng hồ",
            "the clock says \(LocalTime.today.iso), before run \(latest.run) (\(latest.day.iso)): set the clock")
    }

    static func message(_ run: Int64, _ day: Day, _ language: Language) -> String {
        let today = LocalTime.today.iso
        return language.pick(
            """
            đồng hồ của máy chỉ ngày \(today), trước ngày \(day.iso) của lần chạy \(run) trong kho, nên chưa nạp gì: sửa đồng hồ \
            (timedatectl) rồi chạy lại; nếu chính lần chạy ấy mới sai ngày, chạy một lần với --accept-clock
            """,
            """
            the clock says \(today), before \(day.iso), the day of run \(run) in the warehouse, so that nothing was loaded: set the \
            clock (timedatectl) and run again; where it was that run whose day is wrong, run once with --accept-clock
            """)
    }
}
