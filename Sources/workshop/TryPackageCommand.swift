import ArgumentParser
import Foundation

/// `workshop try-package`: a package as a clean machine would take it.
struct TryPackageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-package",
        abstract: "Installs a .deb in a new Debian root, runs a night in it, upgrades, removes and purges it.",
        discussion: """
            Wants root, debootstrap and the mirror; the root is made in the folder for temporary files and removed. The units are \
            held against systemd-analyze, the manual pages against mandoc, the completions against their shells. Each step is \
            said; the first that fails ends it. The steps: Sources/workshop/Packaging/try-package.

            EXAMPLE: workshop try-package out/chitieu_0.1.0_amd64.deb
            """)

    @Argument(help: "The package.")
    var package: String
    @Option(help: "A root that debootstrap has made: it is copied, instead of made anew.")
    var base: String?
    @Option(help: "The top folder of the project.")
    var top = "."

    func run() throws { try Self.attempt(package, top: URL(fileURLWithPath: top).path, base: base) }

    /// Goes through the steps; the first that fails is thrown.
    static func attempt(_ package: String, top: String, base: String? = nil) throws {
        try Tool.call(
            "bash", ["\(top)/Sources/workshop/Packaging/try-package", package, "\(top)/Fixtures/main-job", base ?? ""])
    }
}
