/// The language of messages for people. Codes and JSON keys are English in both.
package enum Language: String, Sendable, CaseIterable {
    case vi
    case en

    /// The text in this language.
    package func pick(_ vi: String, _ en: String) -> String { self == .vi ? vi : en }
}
