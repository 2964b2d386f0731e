import Domain
import Testing

@testable import Indicators

@Suite("The rules of the indicators page")
struct RulesTests {
    @Test("words and rules of dossiers, persons and procedures are all in the language")
    func allCompile() throws {
        for schema in [Rules.dossier, Rules.person, Rules.procedure] {
            let faults = ExpressionChecker(schema).wordFaults
            #expect(faults.isEmpty, "\(faults.map { ($0.word, $0.faults.map { $0.text(.en) }) })")
        }
        #expect(try Rules.definitions(Rules.dossiers, Rules.dossier).count == 6)
        #expect(try Rules.definitions(Rules.persons, Rules.person).count == 3)
        #expect(try Rules.definitions(Rules.procedures, Rules.procedure).count == 4)
    }

    @Test("versions move with the meaning of a word and not with spaces")
    func versions() throws {
        let before = try Rules.definitions(Rules.dossiers, Rules.dossier)[0].rules[0].version
        var schema = Rules.dossier
        schema.words[1].expression = "( received  and trang_thai in(9,10) )"
        #expect(try Rules.definitions(Rules.dossiers, schema)[0].rules[0].version == before)
        schema.words[1].expression = "received AND trang_thai IN (10)"
        #expect(try Rules.definitions(Rules.dossiers, schema)[0].rules[0].version != before)
        #expect(before.utf8.count == 16)
    }

    @Test("only what is needed is asked of a scan")
    func needs() throws {
        let definitions = try Rules.definitions(Rules.dossiers, Rules.dossier)
        let payment = try #require(definitions.first { $0.id == "thanh-toan-truc-tuyen" }).needs
        #expect(
            payment.columns == [
                "ngay_tiep_nhan", "trang_thai", "phi", "le_phi", "thanh_toan_truc_tuyen", "co_thanh_toan",
            ])
        #expect(payment.lists == [.init("phi_le_phi", ["gia"])])
        #expect(payment.lookups.isEmpty)
        let online = try #require(definitions.first { $0.id == "ho-so-truc-tuyen" }).needs
        #expect(online.lookups == [.init("thu_tuc", ["muc_do"])])
    }

    @Test("only the index's rule for on time depends on the window")
    func dependence() throws {
        for definition in try Rules.definitions(Rules.dossiers, Rules.dossier) {
            for rule in definition.rules {
                let moves = rule.numerator.term.mentions(.end)
                #expect(moves == (definition.id == "dung-han" && rule.name == "qd766"))
                #expect(!rule.numerator.term.mentions(.start))
            }
        }
    }
}
