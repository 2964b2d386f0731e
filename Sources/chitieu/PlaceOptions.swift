import ArgumentParser
import Domain
import Pipeline

/// The configuration that tells what no option does.
struct ConfigOptions: ParsableArguments {
    @Option(help: "The configuration of the nightly job: it tells every place that no option names.")
    var config: String?

    @Option(help: "Language of messages: vi or en; the configuration's otherwise, else vi.")
    var lang: Language?

    /// What it says; nil without one.
    func places() throws -> Places? { try config.map { try Places(config: $0, language: lang) } }
}

/// Where the warehouse is, for commands that need more places than that: each by an option, or all by the configuration.
struct PlaceOptions: ParsableArguments {
    @Option(help: "The warehouse, a SQLite file; the configuration's otherwise.")
    var warehouse: String?

    @OptionGroup var common: ConfigOptions

    func validate() throws {
        if warehouse == nil, common.config == nil {
            throw ValidationError("--warehouse is missing, or --config, which names it")
        }
    }

    /// What the options and the configuration say together.
    func told() throws -> Told {
        let places = try common.places()
        return Told(
            warehouse: warehouse ?? places?.warehouse ?? "", language: common.lang ?? places?.language ?? .vi,
            places: places)
    }

    /// The warehouse and the language that hold, and the places of the configuration.
    struct Told {
        var warehouse: String
        var language: Language
        var places: Places?

        /// The folder of the rules.
        func mappings(_ option: String?) -> String { option ?? places?.mappings ?? "Mappings" }
    }
}
