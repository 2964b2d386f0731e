import Domain
import Foundation
import Mapping

/// Reads the configuration of the nightly job together with the rules that it names.
enum ConfigStep {
    /// The configuration and the compiled rules, or all mistakes of both (exit 78).
    static func load(_ path: String, _ told: Language?) throws -> (NightlyConfig, Rules) {
        try load(try read(path, told ?? .vi), told)
    }

    /// The same of a configuration that was read.
    static func load(_ compiler: ConfigCompiler, _ told: Language?) throws -> (NightlyConfig, Rules) {
        var compiler = compiler
        let language = told ?? compiler.config.language
        // A file whose shape is wrong may not even name its rules.
        if compiler.diagnostics.isEmpty {
            let rules = try Rules.load(compiler.config.mappings, language)
            compiler.check(against: rules)
            if compiler.diagnostics.isEmpty {
                var config = compiler.config
                config.language = language
                return (config, rules)
            }
        }
        throw RunFailure(exitCode: 78, messages: compiler.diagnostics.sorted().map { $0.text(language) })
    }

    /// The configuration and what its shape lacks.
    static func read(_ path: String, _ language: Language) throws -> ConfigCompiler {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw RunFailure(
                exitCode: 66,
                messages: [
                    language.pick(
                        "không đọc được cấu hình \(Mask.printable(path, limit: 200))",
                        "cannot read the configuration \(Mask.printable(path, limit: 200))")
                ])
        }
        return ConfigCompiler(path: path, bytes: Array(data), resolve: resolved, dangling: dangling)
    }

    /// Where a path leads: links are followed as far as it is there, the rest stays as it is written.
    static func resolved(_ path: String) -> String {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        if FileManager.default.fileExists(atPath: url.path) || url.path == "/" {
            return url.resolvingSymlinksInPath().path
        }
        return URL(fileURLWithPath: resolved(url.deletingLastPathComponent().path))
            .appendingPathComponent(url.lastPathComponent).path
    }

    /// Whether a path leads into a folder.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        resolved(path).hasPrefix(resolved(folder) == "/" ? "/" : resolved(folder) + "/")
    }

    /// The link on the way to a path, or at its end, that leads nowhere; nil where none does.
    static func dangling(_ path: String) -> String? {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        if url.path == "/" || FileManager.default.fileExists(atPath: url.path) { return nil }
        if let above = dangling(url.deletingLastPathComponent().path) { return above }
        do {
            let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type]
            return type as? FileAttributeType == .typeSymbolicLink ? url.path : nil
        } catch {
            // Nothing is there.
            return nil
        }
    }
}
