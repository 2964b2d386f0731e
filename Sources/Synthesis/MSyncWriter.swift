/// `MSyncDocument` as an older one-stop system fills it, three levels down, with its lying dates and inline files.
///
/// - `ReturnedDate` holds the due date until the dossier is returned; only `IsReturned` says which it is.
/// - `SuccessDate` is a date of zeros where there is none, and for one returned dossier in five also where there is one.
/// - `IsSuccess` is true only while a result waits to be handed out: false again once it was.
/// - `Status` is 2 while it waits, and 1 for everything else.
struct MSyncWriter: RecordWriter {
    let request: Request
    let plan: DossierPlan
    let xml: Markup

    init(_ request: Request, sink: ByteSink) {
        self.request = request
        plan = request.plan
        xml = Markup(sink: sink)
    }

    func open() {
        xml.sink.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Envelope>\n <Header>")
        xml.element("SendDate", "\(request.exported.iso)T08:00:00.000+0700")
        xml.element("From", "H55")
        xml.sink.text("</Header>\n <Body>\n  <Documents>\n")
    }

    func close(count: Int) {
        xml.sink.text("  </Documents>\n </Body>\n</Envelope>\n")
    }

    func write(index: Int, spoilage: Spoilage?) -> Bool {
        guard let dossier = seen(index, spoilage) else { return false }
        let kind = spoilage?.kind
        let procedure = Procedure.table[dossier.procedure]
        let story = Story(dossier, hidesSuccess: index % 5 == 0)
        xml.sink.text("   <MSyncDocument>\n    ")
        xml.element("DocTypeCode", kind == .procedureZeros ? procedure.shortened ?? procedure.code : procedure.code)
        xml.element("DocTypeName", procedure.name)
        let key = kind == .keyMissing ? "" : kind == .keyShape ? dossier.key.replacing("-", with: "/") : dossier.key
        xml.element("DocCode", key)
        xml.element("CitizenName", dossier.name)
        xml.element("ApplicantsId", dossier.identity)
        xml.element("ApplicantsType", min(2, dossier.applicantKind))
        xml.sink.text("\n    ")
        if kind == .dateNotInCalendar {
            xml.element("DateReceived", "2026-02-31T08:00:00.000+0700")
        } else {
            xml.offset("DateReceived", story.received, minute: dossier.minute)
        }
        if kind == .dateUnreadable {
            xml.element("DateAppointed", "giữa tháng")
        } else {
            xml.offset("DateAppointed", dossier.due, minute: 1_020)
        }
        xml.element("IsSuccess", story.state == 9 ? "true" : "false")
        xml.offset("SuccessDate", story.success, minute: dossier.minute)
        xml.element("IsReturned", story.state == 10 ? "true" : "false")
        xml.offset("ReturnedDate", story.state == 10 ? story.returned : dossier.due, minute: 1_000)
        if let finished = story.finished { xml.offset("FinishedDate", finished, minute: 1_000) }
        xml.element("Status", story.state == 9 ? 2 : 1)
        xml.element("ProcessingOrganName", "UBND \(plan.agencies[dossier.agency].name)")
        xml.element("HasSupplementary", "false")
        xml.sink.text("\n")
        attachments(index: index)
        xml.sink.text("    ")
        xml.open("DocFees")
        for fee in dossier.fees {
            xml.open("DocFee")
            xml.element("FeeName", fee.name)
            xml.element("FeeType", 4)
            xml.element("Price", fee.amount)
            xml.close("DocFee")
        }
        xml.close("DocFees")
        xml.sink.text("\n   </MSyncDocument>\n")
        return true
    }

    /// The dossier by the day of the export.
    func seen(_ index: Int, _ spoilage: Spoilage?) -> Dossier? {
        plan.life(index).seen(asOf: request.exported, spoilage: spoilage, index: index)
    }

    /// What is true of a document, by the rule that says which of its dates can be believed.
    func truth(index: Int, spoilage: Spoilage?) -> Truth {
        guard let dossier = seen(index, spoilage) else { preconditionFailure("a truth of a record that is not there") }
        let story = Story(dossier, hidesSuccess: index % 5 == 0)
        let facts: [String: Fact] = [
            "ma_ho_so": .text(dossier.key), "don_vi": .text(plan.agencies[dossier.agency].code),
            "ma_tthc": .text(Procedure.table[dossier.procedure].code), "trang_thai": .number(story.state),
            "doi_tuong": .number(min(2, dossier.applicantKind)), "ngay_tiep_nhan": .dayOrEmpty(story.received),
            "ngay_hen_tra": .dayOrEmpty(dossier.due),
            "ngay_ket_thuc": .dayOrEmpty(
                story.state == 10 ? story.success ?? story.finished : story.state == 9 ? story.success : nil),
            "ngay_tra": .dayOrEmpty(story.state == 10 ? story.returned : nil),
            "ngay_tu_choi": .dayOrEmpty(story.state == 8 ? story.finished : nil),
            "so_dinh_danh": .text(dossier.identity),
        ]
        let fees: [[String: Fact]] = dossier.fees.map {
            ["ten": .text($0.name), "gia": .number($0.amount), "loai": .number(4)]
        }
        return Truth(facts, lists: ["phi_le_phi": fees], spoilt: spoilage)
    }

    private func attachments(index: Int) {
        xml.sink.text("    <Attachments>")
        var random = SplitMix64(seed: request.seed, index: index, salt: 6)
        for place in 0..<(request.attachment > 0 ? random.below(3) : 0) {
            xml.sink.text("<Attachment>")
            xml.element("FileName", "tep-\(place + 1).pdf")
            xml.open("Base64")
            // Four letters stand for three bytes; only whole groups, so that no padding is needed.
            for _ in 0..<(request.attachment / 3) {
                var draw = random.next()
                for _ in 0..<4 {
                    xml.sink.byte(Self.letters[Int(draw & 63)])
                    draw >>= 6
                }
            }
            xml.close("Base64")
            xml.sink.text("</Attachment>")
        }
        xml.sink.text("</Attachments>\n")
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
