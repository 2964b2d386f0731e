import ArgumentParser
import Foundation
import Pipeline

/// `workshop package`: a release as a Debian package.
struct PackageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package", abstract: "Builds a release and a .deb of it, for the architecture of the machine.",
        discussion: """
            In it: the program with Swift's libraries inside, Mappings/, manual pages and completions made from the program's own \
            help, systemd units, an example configuration. What it is made of lies in Sources/workshop/Packaging; the build in \
            .build-release. Two packages of one commit and SOURCE_DATE_EPOCH differ only where two builds of the program do.

            EXAMPLE: workshop package out --version 0.2.0 --try
            """)

    @Argument(help: "The .deb to write, or the folder to write it to.")
    var out: String
    @Option(help: "The version of the package.")
    var version = ImportRun.version
    @Option(help: "Who answers for the package: NAME <ADDRESS>.")
    var maintainer = "chitieu <chitieu@localhost>"
    @Option(help: "The top folder of the project.")
    var top = "."
    @Flag(name: .customLong("try"), help: "Install it in a clean root and use it there: see try-package. Wants root.")
    var isTried = false

    func validate() throws {
        guard version.wholeMatch(of: #/[0-9][A-Za-z0-9.+~]*/#) != nil else {
            throw ValidationError("\(version) is no version of a Debian package")
        }
    }

    func run() throws {
        let top = URL(fileURLWithPath: top).path
        let build = "\(top)/.build-release"
        try Tool.call(
            "swift",
            [
                "build", "--package-path", top, "--scratch-path", build, "-c", "release", "--product", "chitieu",
                // Nothing is looked for beside the program.
                "--static-swift-stdlib", "--disable-local-rpath",
            ])
        let architecture = try Tool.line("dpkg", ["--print-architecture"])
        let target = out.hasSuffix(".deb") ? out : "\(out)/chitieu_\(version)_\(architecture).deb"
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
        let tree = try PackageTree(
            top: top, build: build, version: version, architecture: architecture, epoch: try epoch(top),
            maintainer: maintainer)
        try tree.fill()
        try tree.pack(as: target)
        try tree.remove()
        print(target)
        if isTried { try TryPackageCommand.attempt(target, top: top) }
    }

    /// The moment that stands in the package instead of the time of its making: the one that is told, else the commit's.
    private func epoch(_ top: String) throws -> Int {
        let told = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]
        let text = try told ?? Tool.line("git", ["log", "-1", "--format=%ct"], in: top)
        guard let epoch = Int(text) else { throw ValidationError("SOURCE_DATE_EPOCH is no number: \(text)") }
        return epoch
    }
}
