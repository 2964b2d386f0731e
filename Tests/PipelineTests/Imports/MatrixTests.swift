import Domain
import Pipeline
import Reports
import Synthesis
import Testing

@Suite("One commune's month in every form comes to the same")
struct MatrixTests {
    private static let matrix = Result { try Matrix(count: 30, seed: 4) }
    private static let plain = Result { try standing(Matrix.plain) }

    /// What stands in a warehouse of its own after both lists were loaded in a form.
    private static func standing(_ form: Matrix.Form) throws -> [String: [String]] {
        let matrix = try matrix.get()
        let office = try Office()
        for list in matrix.lists {
            let path = try office.write(form.file(list), suffix: form.ending)
            let report = try office.load([path], asOf: matrix.asOf, unit: list.unit)
            let file = try #require(report.files.first)
            #expect(file.status == .loaded, "\(form.name): \(file.failure.map { "\($0)" } ?? "")")
            #expect(file.counts?.new == 30, "\(form.name)")
        }
        return try office.standing()
    }

    @Test("records, their children and all values are those of the plain table", arguments: Matrix.forms.map(\.name))
    func same(_ name: String) throws {
        let form = try #require(Matrix.forms.first { $0.name == name })
        let (found, expected) = (try Self.standing(form), try Self.plain.get())
        #expect(expected["ho_so"]?.count == 30)
        #expect(expected["dinh_danh"]?.count == 30)
        #expect(expected["indicator_value"]?.isEmpty == false)
        for (view, rows) in expected {
            let other = found[view] ?? []
            #expect(rows.count == other.count, "\(name): \(view)")
            let difference = zip(rows, other).first { $0 != $1 }
            #expect(difference == nil, "\(name): \(view): \(difference.map { "\($0)" } ?? "")")
        }
    }
}
