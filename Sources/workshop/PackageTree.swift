import ArgumentParser
import Domain
import Foundation
import Manual

/// The files of the package, laid out as they will lie on a machine.
struct PackageTree {
    private let top: String
    private let build: String
    private let version: String
    private let architecture: String
    private let epoch: Int
    private let maintainer: String
    private let root: String
    private var parts: String { "\(top)/Sources/workshop/Packaging" }
    private var program: String { "\(root)/usr/bin/chitieu" }

    /// Mappings/README.md says how rules are written, for who writes some of their own.
    private static let documents = ["README.md": "README.md", "Mappings/README.md": "Mappings.md"]

    init(top: String, build: String, version: String, architecture: String, epoch: Int, maintainer: String) throws {
        self.top = top
        self.build = build
        self.version = version
        self.architecture = architecture
        self.epoch = epoch
        self.maintainer = maintainer
        root = FileManager.default.temporaryDirectory.appendingPathComponent(PassingName.of("deb")).path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    /// Lays out everything.
    func fill() throws {
        try copy("\(build)/release/chitieu", to: "usr/bin/chitieu")
        let dependencies = try dependencies()
        try Tool.call("strip", ["--strip-unneeded", program])
        try copy("\(top)/Mappings", to: "usr/share/chitieu/Mappings")
        try remove("usr/share/chitieu/Mappings/README.md")
        try copy("\(parts)/etc/nightly.yaml", to: "etc/chitieu/nightly.yaml")
        try units()
        try pages()
        try completions()
        try documents()
        try control(dependencies)
    }

    /// Writes the package.
    func pack(as target: String) throws {
        try Tool.call("chmod", ["-R", "u=rwX,go=rX", root])
        for script in ["preinst", "postinst", "prerm", "postrm"] {
            try Tool.call("chmod", ["0755", "\(root)/DEBIAN/\(script)"])
        }
        try Tool.call("chmod", ["0755", program])
        try Tool.call("find", [root, "-exec", "touch", "--no-dereference", "--date=@\(epoch)", "{}", "+"])
        try Tool.call(
            "dpkg-deb", ["--root-owner-group", "-Zxz", "--build", root, target],
            environment: ["SOURCE_DATE_EPOCH": String(epoch)])
    }

    func remove() throws { try FileManager.default.removeItem(atPath: root) }

    // MARK: Parts

    /// The libraries of Debian that the program links, as `Depends`.
    private func dependencies() throws -> String {
        // dpkg-shlibdeps works in the tree of a source package.
        let source = root + "-source"
        try FileManager.default.createDirectory(atPath: source + "/debian", withIntermediateDirectories: true)
        try Data("Source: chitieu\n\nPackage: chitieu\nArchitecture: any\n".utf8)
            .write(to: URL(fileURLWithPath: source + "/debian/control"))
        let line = String(
            decoding: try Tool.output("dpkg-shlibdeps", ["-O", program], in: source), as: UTF8.self)
        try FileManager.default.removeItem(atPath: source)
        guard let found = line.firstMatch(of: #/shlibs:Depends=(.+)/#) else {
            throw ValidationError("dpkg-shlibdeps finds no dependencies: \(line)")
        }
        return String(found.1)
    }

    private func units() throws {
        let hardened = try text("systemd/hardened")
        for name in try names("systemd") where name != "hardened" {
            try write(
                try text("systemd/\(name)").replacing("@HARDENED@\n", with: hardened),
                to: "usr/lib/systemd/system/\(name)")
        }
    }

    private func pages() throws {
        let dump = try Tool.output(program, ["--experimental-dump-help"])
        let edition = ManualPage.Edition(version: version, date: date("yyyy-MM-dd"), files: try text("doc/FILES"))
        for page in try ManualPage.all(dump, edition) {
            try write(page.text, to: "usr/share/man/man1/\(page.fileName)", isPacked: true)
        }
    }

    private func completions() throws {
        for (shell, path) in [
            ("bash", "usr/share/bash-completion/completions/chitieu"),
            ("zsh", "usr/share/zsh/vendor-completions/_chitieu"),
            ("fish", "usr/share/fish/vendor_completions.d/chitieu.fish"),
        ] {
            let script = try Tool.output(program, ["--generate-completion-script", shell])
            try write(String(decoding: script, as: UTF8.self), to: path)
        }
    }

    private func documents() throws {
        let folder = "usr/share/doc/chitieu"
        for (path, name) in Self.documents {
            try write(try contents("\(top)/\(path)"), to: "\(folder)/\(name)", isPacked: true)
        }
        try write(try text("doc/README.Debian"), to: "\(folder)/README.Debian")
        let copyright = try text("doc/copyright")
        for library in try FileManager.default.contentsOfDirectory(atPath: "\(build)/checkouts")
        where !library.hasPrefix(".") && !copyright.contains(library) {
            throw ValidationError("doc/copyright says nothing of \(library), which the program links")
        }
        try write(copyright, to: "\(folder)/copyright")
        let commit = try Tool.line("git", ["log", "-1", "--format=%h %s"], in: top)
        try write(
            """
            chitieu (\(version)) stable; urgency=medium

              * \(commit)

             -- \(maintainer)  \(date("EEE, dd MMM yyyy HH:mm:ss Z"))

            """, to: "\(folder)/changelog", isPacked: true)
    }

    private func control(_ dependencies: String) throws {
        let size = try Tool.line("du", ["-sk", "--apparent-size", root]).prefix { $0.isNumber }
        let control = try text("debian/control")
            .replacing("@VERSION@", with: version).replacing("@ARCHITECTURE@", with: architecture)
            .replacing("@MAINTAINER@", with: maintainer).replacing("@SIZE@", with: size).replacing(
                "@DEPENDS@", with: dependencies)
        try write(control, to: "DEBIAN/control")
        for name in try names("debian") where name != "control" {
            try write(try text("debian/\(name)"), to: "DEBIAN/\(name)")
        }
        let sums = try Tool.output(
            "sh", ["-c", "find usr etc -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum"], in: root)
        try write(String(decoding: sums, as: UTF8.self), to: "DEBIAN/md5sums")
    }

    // MARK: Files

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(parts)/\(folder)").sorted()
    }

    private func text(_ path: String) throws -> String { try contents("\(parts)/\(path)") }

    private func contents(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    private func write(_ text: String, to path: String, isPacked: Bool = false) throws {
        let file = try room("\(root)/\(path)")
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        // Neither name nor time in the packed file, so that it is the same each time.
        if isPacked { try Tool.call("gzip", ["-9n", file]) }
    }

    private func copy(_ from: String, to path: String) throws {
        try FileManager.default.copyItem(atPath: from, toPath: try room("\(root)/\(path)"))
    }

    private func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(root)/\(path)") }

    private func room(_ file: String) throws -> String {
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        return file
    }

    private func date(_ format: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = format
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(epoch)))
    }
}
