import ArgumentParser
import Foundation

/// `workshop fuzz`: builds the fuzz targets apart from the ordinary build, and lets libFuzzer drive one of them for a while.
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Fuzzes a reader, or the compiler of the mappings.",
        discussion: """
            Builds Sources/Fuzz with libFuzzer and the address sanitizer in .build-fuzz (once, some minutes); the seed corpus \
            is Fixtures/ and Mappings/. What it finds lies in .build-fuzz/found/TARGET: make a fixture of it. Without a \
            target, all are run in turn.
            """)

    @Argument(help: "A target: \(FuzzCorpus.targets.map(\.name).joined(separator: ", ")); all of them otherwise.")
    var target: String?
    @Option(help: "How long.")
    var seconds = 60
    @Option(help: "What all draws come from.")
    var seed: UInt32 = 1
    @Option(help: "The top folder of the project.")
    var top = "."

    func validate() throws {
        guard seconds > 0 else { throw ValidationError("seconds must be positive") }
        if let target, !FuzzCorpus.targets.contains(where: { $0.name == target }) {
            throw ValidationError("no target is called \(target)")
        }
    }

    func run() throws {
        let build = "\(top)/.build-fuzz"
        try Tool.call(
            "swift",
            [
                "build", "--package-path", top, "--scratch-path", build, "-c", "release", "--product", "Fuzz",
                "--sanitize", "address",
            ], environment: ["CHITIEU_FUZZ": try runtime()])
        var found = 0
        for one in FuzzCorpus.targets where target == nil || target == one.name {
            let corpus = "\(build)/corpus/\(one.name)"
            let place = "\(build)/found/\(one.name)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let seeds = try FuzzCorpus(top: top).gather(one, into: corpus)
            print("\(one.name): \(seeds) seeds, \(seconds) s")
            let code = try Tool.run(
                "\(build)/release/Fuzz",
                [
                    one.name, corpus, "-max_total_time=\(seconds)", "-seed=\(seed)", "-artifact_prefix=\(place)/",
                    "-rss_limit_mb=1024", "-timeout=20", "-print_final_stats=1", "-max_len=65536", "-verbosity=0",
                ], environment: ["ASAN_OPTIONS": "detect_leaks=0"])
            if code != 0 { found += 1 }
        }
        if found > 0 { throw ExitCode(1) }
    }

    /// Where the toolchain keeps libFuzzer without a `main`.
    private func runtime() throws -> String {
        let info = try Tool.output("swift", ["-print-target-info"])
        let paths = (try JSONSerialization.jsonObject(with: info) as? [String: Any])?["paths"] as? [String: Any]
        guard let resources = paths?["runtimeResourcePath"] as? String else {
            throw ValidationError("swift does not say where it lies")
        }
        let name = "libclang_rt.fuzzer_no_main-x86_64.a"
        let clang = URL(fileURLWithPath: resources).deletingLastPathComponent().appendingPathComponent("clang").path
        for version in try FileManager.default.contentsOfDirectory(atPath: clang).sorted().reversed() {
            let path = "\(clang)/\(version)/lib/linux/\(name)"
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        throw ValidationError("the toolchain has no \(name)")
    }
}
